"""What everybody may know of institutions, people and partnerships."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import Exists

from partners.models import PartnersIndexPage
from partners.models.merges import KINDS, public_entities
from portal.core.querysets import public_pages

if TYPE_CHECKING:
    from partners.querysets import (
        InstitutionQuerySet,
        PartnershipQuerySet,
        PersonQuerySet,
    )


def public(
    kind: str,
) -> InstitutionQuerySet | PersonQuerySet | PartnershipQuerySet:
    """Return the institutions, people or partnerships that everybody may know.

    ``kind`` is the first part of their addresses: institutions, people, partnerships.
    None of them without a partners page that everybody may read; asked as part of
    the same query.
    """
    has_page = Exists(public_pages(PartnersIndexPage))
    return cast("InstitutionQuerySet", public_entities(KINDS[kind]).filter(has_page))
