"""Show a release to a guest as it will be, rendered by the site's own template."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation

from news.models.release import Release
from portal.core.file_keys import granting
from portal.core.languages import own_names
from portal.core.models.pages import LanguageLink
from portal.guests.addresses import path_of
from portal.guests.models import GuestLink
from portal.guests.texts import Texts

# How long the pictures of a page that was opened can be loaded: a revoked link does not
# take back the addresses that it has given away.
FILES_FOR = timedelta(hours=1)


def files_until(link: GuestLink) -> datetime:
    """Return until when addresses of files that a guest is given now open them."""
    return min(link.expires_at, timezone.now() + FILES_FOR)


def show(
    request: HttpRequest,
    link: GuestLink,
    token: str,
    texts: Texts,
    release: Release,
    template: str,
    chrome: str = "",
    **context,
) -> HttpResponse:
    """Answer with a release in a template that extends that of its page.

    ``texts`` are its versions, which the page links under the same token. ``chrome`` is
    the language of all around the release, if not that of its text.
    """
    # As for an editor's preview: made of what is typed, without what has no address yet.
    vars(request).update(is_preview=True, preview_mode="")
    with ExitStack() as around:
        around.enter_context(translation.override(release.language))
        around.enter_context(granting(files_until(link)))
        shown = release.get_context(request) | {
            "canonical_url": "",
            "language_links": _language_links(link, token, texts, release),
            "link": link,
            "here": path_of(link.purpose, token, release.language),
            "chrome": chrome or release.language,
            **context,
        }
        around.enter_context(translation.override(shown["chrome"]))
        return HttpResponse(render_to_string(template, shown, request))


def _language_links(
    link: GuestLink, token: str, texts: Texts, release: Release
) -> list[LanguageLink]:
    """Return where the other versions are that the guest may read."""
    return [
        LanguageLink(
            language=code,
            name=name,
            url=path_of(link.purpose, token, code),
            is_current=code == release.language,
        )
        for code, name in own_names().items()
        if code in texts
    ]
