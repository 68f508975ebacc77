"""Where institutions, people and partnerships stand today."""

from __future__ import annotations

from partners.models import FormerAddress, PartnersIndexPage
from partners.models.merges import KINDS
from partners.public import public
from portal.core.addresses import page_path
from portal.core.querysets import public_pages


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
