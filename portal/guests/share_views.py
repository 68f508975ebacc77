"""What somebody with a share link reads: a draft, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language

from portal.core.addresses import absolute, page_path
from portal.guests import texts
from portal.guests.addresses import path_of
from portal.guests.doors import gone, opened_by
from portal.guests.models import GuestLink
from portal.guests.reading import show


@opened_by(GuestLink.Purpose.SHARE)
def shared(
    request: HttpRequest, link: GuestLink, token: str, parts: list[str]
) -> HttpResponseBase:
    """Answer with what was saved last of a release, to be read and nothing else.

    Once the release is public the link leads to it; what it said and took back is
    shown to nobody.
    """
    if parts or request.method == "POST":
        return gone(request)
    language = get_language() or ""
    if public := {page.language: page for page in texts.find_public(link.story)}:
        return redirect(absolute(page_path(texts.choose(public, language))))
    drafts = texts.find_drafts(link.story)
    if not drafts or texts.is_withdrawn(link.story):
        return gone(request)
    if language not in drafts:
        other = texts.choose(drafts, link.language).language
        return redirect(path_of(link.purpose, token, other))
    if request.method == "GET":
        link.note(f"page {language}")
    return show(request, link, token, drafts, drafts[language], "guests/shared.html")
