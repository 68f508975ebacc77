"""Entities of which editors can see a draft as its public page would be."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from wagtail.query import PageQuerySet

from portal.core.private_previews import PrivatePreviewMixin
from portal.core.querysets import served_pages


class Previewed(PrivatePreviewMixin):
    """Something with a page below the partners page of each language."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The languages of the site; none of what was not saved yet."""
        if not self.pk:
            return []
        names = dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES)
        found = _find_partners_pages().values_list("locale__language_code", flat=True)
        languages = [code for code in found if code in names]
        own = translation.get_language()
        return [
            (code, names[code])
            for code in sorted(languages, key=lambda code: (code != own, code))
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with the page in a language, as this draft says it.

        Raises Http404 for a language without a partners page.
        """
        found = _find_partners_pages().filter(locale__language_code=mode_name).first()
        if found is None:
            raise Http404
        page = found.specific
        with translation.override(page.language):
            return page.preview(request, self).render()


def _find_partners_pages() -> PageQuerySet:
    # The page is above this module, so its kind is named and not imported.
    return served_pages().filter(
        content_type__app_label="partners", content_type__model="partnersindexpage"
    )
