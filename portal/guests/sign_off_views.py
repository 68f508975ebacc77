"""What somebody sees who is asked to sign off a release."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language

from news.models.release import Release
from portal.guests import parts, signing
from portal.guests.addresses import path_of
from portal.guests.doors import gone, opened_by
from portal.guests.models import GuestLink, SignOff
from portal.guests.reading import show
from portal.guests.sign_off_form import SignOffForm
from portal.guests.texts import find_drafts, is_withdrawn


@opened_by(GuestLink.Purpose.SIGN_OFF)
def sign_off(
    request: HttpRequest, link: GuestLink, token: str, path: list[str]
) -> HttpResponseBase:
    """Answer with a draft and the form to decide, or with what was decided.

    A decision is made once, by the form alone, and on what the form was shown with.
    """
    asked = SignOff.objects.select_related("link", "person", "institution").get(
        link=link
    )
    if path or is_withdrawn(link.story):
        return gone(request)
    draft = find_drafts(link.story).get(asked.text_language)
    if asked.decision or not draft:
        return _page(request, asked)
    if get_language() != draft.language:
        return redirect(path_of(link.purpose, token, draft.language))
    passages = parts.list_passages(draft, asked)
    sent = request.POST if request.method == "POST" else None
    with translation.override(link.language):
        form = SignOffForm(sent, passages=passages, seen=parts.digest(draft, asked))
        form.is_valid()
    if form.is_bound and form.is_valid():
        _decide(asked, form, draft)
        response = redirect(path_of(link.purpose, token, draft.language))
        response.status_code = 303
        return response
    if request.method == "GET":
        link.note(f"page {draft.language}")
    return show(
        request,
        link,
        token,
        {draft.language: draft},
        draft,
        "guests/sign_off.html",
        link.language,
        asked=asked,
        own={"person": asked.person_id, "institution": asked.institution_id},
        own_passages=[one for one in passages if one.is_own],
        form=form,
    )


def _decide(asked: SignOff, form: SignOffForm, draft: Release) -> None:
    decision = form.cleaned_data["decision"]
    if decision == SignOff.Decision.DELEGATED:
        signing.delegate(
            asked, form.cleaned_data["name"], form.cleaned_data["email"], draft
        )
        return
    seen = form.cleaned_data["seen"]
    signing.decide(asked, decision, seen, draft, form.comments())


def _page(request: HttpRequest, asked: SignOff) -> HttpResponse:
    editor = asked.link.created_by
    context = {
        "asked": asked,
        "comments": asked.comments.order_by(F("pk")),
        "editor": editor.email if editor else "",
    }
    with translation.override(asked.link.language):
        return render(request, "guests/decided.html", context)
