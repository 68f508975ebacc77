"""Where the pages about institutions, people and partnerships stand."""

from __future__ import annotations

from partners.pages import PartnersIndexPage
from portal.core.addresses import page_path
from portal.core.querysets import public_pages


def partners_pages() -> dict[str, str]:
    """Return the paths of the public partners pages by language."""
    pages = public_pages(PartnersIndexPage).select_related("locale").order_by("-path")
    return {page.language: page_path(page) for page in pages}
