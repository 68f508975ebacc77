"""What guests have to do with a release that somebody is about to publish."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from news.desk.checklist import Line, Part, Publishing
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
