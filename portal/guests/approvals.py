"""Which sign-offs are there, which are void, and which are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from wagtail.models import Revision

from news.models.release import Release
from portal.guests import parts, texts
from portal.guests.giving import note_act
from portal.guests.models import SignOff
from portal.guests.texts import Texts

WAIVED = "guests.waive_sign_off"


class State(models.TextChoices):
    """What a sign-off is now."""

    OPEN = "open", pgettext_lazy("sign-off", "asked, no answer yet")
    EXPIRED = "expired", pgettext_lazy("sign-off", "no answer in time")
    APPROVED = "approved", pgettext_lazy("sign-off", "approved")
    VOID = "void", pgettext_lazy("sign-off", "void: the text has changed, ask again")
    CHANGE = "change", pgettext_lazy("sign-off", "change asked for")
    WAIVED = "waived", pgettext_lazy("sign-off", "published without")


def find_state(sign_off: SignOff, found: Texts) -> State:
    """Return what a sign-off is, given the texts of its story.

    An approval holds as long as its part is what its guest saw, letter by letter.
    """
    if sign_off.waived_at:
        return State.WAIVED
    if sign_off.decision == SignOff.Decision.CHANGE:
        return State.CHANGE
    if sign_off.decision == SignOff.Decision.APPROVED:
        text = found.get(sign_off.text_language)
        holds = text is not None and parts.digest(text, sign_off) == sign_off.seen
        return State.APPROVED if holds else State.VOID
    return State.OPEN if sign_off.link.is_valid else State.EXPIRED


def find_missing(story: UUID, found: Texts) -> list[SignOff]:
    """Return the required sign-offs that a story lacks.

    Of an institution, as many must approve as its quorum says, in each language that was
    asked for, and all where anybody was asked so; everybody else for themselves.
    """
    groups: dict[tuple, list[SignOff]] = defaultdict(list)
    for one in SignOff.objects.of(story).current().required():
        key = (one.institution_id, one.text_language) if one.institution_id else (one,)
        groups[key].append(one)
    missing = []
    for asked in groups.values():
        lacking = [one for one in asked if find_state(one, found) != State.APPROVED]
        quorums = [one.quorum or len(asked) for one in asked]
        if len(asked) - len(lacking) < min(max(quorums), len(asked)):
            missing += lacking
    return missing


def check(release: Release, revision: Revision) -> None:
    """Refuse to approve a release while a required sign-off is missing.

    Raises ValidationError that names who has to be asked.
    """
    story = release.translation_key
    if not SignOff.objects.of(story).current().required().exists():
        return
    missing = find_missing(story, texts.find_for_approval(story, release, revision))
    if missing:
        names = "; ".join(describe(one) for one in missing)
        raise ValidationError(
            _("A required sign-off is missing: %(names)s."),
            params={
                "names": names,
                "see": reverse("guests_release", args=[release.pk]),
                "see_what": _("Guests of this release"),
            },
        )


def describe(sign_off: SignOff) -> str:
    """Return about whom somebody is asked, and who that is."""
    about = sign_off.person or sign_off.institution
    name = sign_off.link.name
    return f"{about} ({name})" if about and str(about) != name else name


def waive(missing: Iterable[SignOff], release: Release, reason: str, user) -> None:
    """Let a release go on without some sign-offs; the reason is in the audit log."""
    keys = [one.pk for one in missing]
    SignOff.objects.filter(pk__in=keys).update(
        waived_at=timezone.now(), waived_by=user, waiver_reason=reason
    )
    links = [one.link_id for one in missing]
    note_act(WAIVED, release, user, links=links, reason=reason)
