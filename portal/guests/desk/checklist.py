"""What guests have to do with a release that somebody is about to publish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from news.desk.checklist import Line, Part, Publishing
from news.querysets import releases
from portal.guests import approvals, texts
from portal.guests.models import SignOff


def tell_sign_offs(publishing: Publishing) -> Iterator[Part]:
    """Yield who was asked for a sign-off and what each of them said."""
    story = publishing.release.translation_key
    asked = list(SignOff.objects.of(story).current())
    if not asked:
        return
    drafts = texts.find_drafts(story)
    missing = {one.pk for one in approvals.find_missing(story, drafts)}
    url = reverse("guests_release", args=[publishing.release.pk])
    lines = []
    for one in asked:
        words = {
            "who": approvals.describe(one),
            "state": approvals.find_state(one, drafts).label,
        }
        lines.append(Line(_("%(who)s: %(state)s") % words, one.pk in missing, url))
    yield Part(_("Sign-off"), lines)


def lead_to_links(publishing: Publishing) -> Iterator[Line]:
    """Yield the way to the links of guests."""
    url = reverse("guests_release", args=[publishing.release.pk])
    yield Line(_("Guests: passes, sign-off, share links"), url=url)


def find_waiting(user: Any) -> list[Line]:
    """Return the changes that guests ask for, of releases that are not public yet.

    To who has asked them.
    """
    asked = SignOff.objects.current().filter(
        link__created_by=user, decision=SignOff.Decision.CHANGE, waived_at=None
    )
    stories = {one.link.story: one for one in asked.select_related("link")}
    hidden = releases().filter(translation_key__in=stories, live=False)
    pages = {page.translation_key: page for page in hidden.order_by("-pk")}
    return [
        Line(
            _("%(title)s: somebody asks for a change") % {"title": page.draft_title},
            is_open=True,
            url=reverse("guests_release", args=[page.pk]),
        )
        for page in pages.values()
    ]
