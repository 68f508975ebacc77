"""What everybody may know of institutions, people and partnerships."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, QuerySet

from partners.models import FormerAddress, PartnersIndexPage
from partners.models.merges import KINDS, public_entities
from portal.core.addresses import page_path
from portal.core.querysets import public_pages


def public(kind: str) -> Any:
    """Return the institutions, people or partnerships that everybody may know.

    None of them without a partners page that everybody may read; asked as part of
    the same query, as ``portal.graph.entities`` does.
    """
    entities: QuerySet = public_entities(KINDS[kind])
    return entities.filter(Exists(public_pages(PartnersIndexPage)))


def slug_today(kind: str, slug: str) -> str:
    """Return the slug of whoever has or once had this one, empty where nobody public.

    The slug of a duplicate is a former one of what was kept.
    """
    if public(kind).filter(slug=slug).exists():
        return slug
    former = FormerAddress.objects.filter(kind=KINDS[kind], slug=slug)
    found = public(kind).filter(pk__in=former.values("entity_id"))
    return found.values_list("slug", flat=True).first() or ""


def partners_pages() -> dict[str, str]:
    """Return the paths of the public partners pages by language."""
    pages = public_pages(PartnersIndexPage).select_related("locale").order_by("-path")
    return {page.language: page_path(page) for page in pages}
