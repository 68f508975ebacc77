"""Where the legal pages are found outside of pages: in mails."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from portal.core.addresses import absolute, page_path
from portal.core.querysets import public_pages
from portal.core.simple_forms import base_language
from portal.legal.models import ImprintPage, PrivacyPage


@dataclass(frozen=True)
class LegalLink:
    """A legal page with its title and its absolute address."""

    title: str
    url: str


def find_links(language: str) -> list[LegalLink]:
    """Return imprint and privacy page in a language, as far as they are public.

    For a simple form of a language those in the full one.
    One query, and none for the types once they are known.
    """
    types = ContentType.objects.get_for_models(ImprintPage, PrivacyPage)
    pages = (
        public_pages()
        .filter(
            content_type__in=types.values(),
            locale__language_code=base_language(language),
        )
        .select_related("locale")
        .order_by("path")
    )
    return [LegalLink(page.title, absolute(page_path(page))) for page in pages]
