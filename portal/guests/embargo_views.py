"""What a journalist with an embargo pass reads before everybody else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from portal.core.addresses import absolute, page_path
from portal.guests import downloads, feeds, texts
from portal.guests.addresses import path_of
from portal.guests.doors import gone, opened_by
from portal.guests.lifting import describe, find_lift
from portal.guests.models import GuestLink
from portal.guests.reading import show


@opened_by(GuestLink.Purpose.PASS)
def embargo(
    request: HttpRequest, link: GuestLink, token: str, parts: list[str]
) -> HttpResponseBase:
    """Answer with the terms first, then with a release under embargo and its files.

    Only the form of the terms changes anything: programs that look into mails follow
    links. When the embargo has lifted, the link leads to the public page.
    """
    if parts[:1] == ["pass"]:
        found = _find_other(link, parts[1:2])
        if found is None:
            return gone(request)
        link, token, parts = found, f"{token}/pass/{parts[1]}", parts[2:]
    if parts == ["feed"]:
        return feeds.answer(request, link, token)
    if public := list(texts.find_public(link.story)):
        return _lead_on(public, parts)
    if request.method == "POST":
        return _accept(request, link, token)
    if not link.is_accepted:
        return _page(request, "terms", link) if not parts else gone(request)
    lift = find_lift(link.story)
    approved = texts.find_approved(link.story) if lift else {}
    if lift is None or not approved:
        return _page(request, "waiting", link)
    language = get_language() or ""
    if language not in approved:
        other = texts.choose(approved, link.language).language
        return redirect(path_of(link.purpose, token, other, *parts))
    release = approved[language]
    if parts:
        return downloads.answer(request, link, release, lift, parts)
    _note(request, link, f"page {language}")
    return show(
        request,
        link,
        token,
        approved,
        release,
        "guests/embargo.html",
        lift=describe(lift),
        files=downloads.list_files(release),
    )


def _find_other(link: GuestLink, keys: list[str]) -> GuestLink | None:
    """Return another pass of the same journalist, as the feed of this one lists it."""
    others = {str(one.pk): one for one in feeds.find_passes(link)}
    return others.get("".join(keys))


def _accept(request: HttpRequest, link: GuestLink, token: str) -> HttpResponseBase:
    """Note that the guest accepts the terms, once; then lead to the release."""
    if not link.is_accepted:
        unaccepted = GuestLink.objects.filter(pk=link.pk, terms_accepted_at=None)
        if unaccepted.update(terms_accepted_at=timezone.now()):
            link.note("terms")
    response = redirect(path_of(link.purpose, token, get_language() or ""))
    response.status_code = 303
    return response


def _lead_on(public: list, parts: list[str]) -> HttpResponseBase:
    """Lead to the public page, or to the same file of it: some have their page open."""
    by_language = {page.language: page for page in public}
    page = texts.choose(by_language, get_language() or "")
    path = downloads.find_public(page.specific, parts) or page_path(page)
    return redirect(absolute(path))


def _note(request: HttpRequest, link: GuestLink, what: str) -> None:
    if request.method == "GET":
        link.note(what)


def _page(request: HttpRequest, name: str, link: GuestLink) -> HttpResponse:
    return render(request, f"guests/{name}.html", {"link": link})
