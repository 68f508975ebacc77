"""Links in texts to pages and documents of the site."""

from __future__ import annotations

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from portal.core.models import CustomDocument
from portal.core.querysets import is_shown


class ShownPageLinkHandler(PageLinkHandler):
    """A link to a page, which leads nowhere while visitors cannot read that page.

    Its address has the slug, that is, words of the headline.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        return [
            page if page and is_shown(page) else None
            for page in super().get_many(attrs_list)
        ]


class UsableDocumentLinkHandler(DocumentLinkHandler):
    """A link to a document, which leads nowhere when its licence has ended."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[CustomDocument | None]:
        return [
            document if document and document.is_usable else None
            for document in super().get_many(attrs_list)
        ]
