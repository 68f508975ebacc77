"""Ask for sign-offs, decide, delegate, ask again and remind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from news.models.release import Release
from news.publishing import changes
from partners.models import Institution, Person
from portal.guests import deciding, letters, workflow
from portal.guests.giving import note_act
from portal.guests.mails import Kind
from portal.guests.models import GuestLink, PassageComment, SignOff

ASKED = "guests.ask_sign_off"
DECIDED = "guests.decide_sign_off"


@dataclass(frozen=True)
class Asked:
    """Whom to ask about what."""

    name: str
    email: str
    language: str
    person: Person | None = None
    institution: Institution | None = None


@dataclass(frozen=True)
class Conditions:
    """Until when somebody may answer, and what follows if nobody does."""

    expires_at: datetime
    is_required: bool = True
    quorum: int = 0
    remind_after_days: int = 3


def _add(
    asked: Asked,
    story: UUID,
    text_language: str,
    conditions: Conditions,
    user,
    follows: SignOff | None = None,
) -> SignOff:
    link = GuestLink.objects.create(
        purpose=GuestLink.Purpose.SIGN_OFF,
        story=story,
        name=asked.name,
        email=asked.email,
        language=asked.language,
        created_by=user,
        expires_at=conditions.expires_at,
    )
    added = SignOff.objects.create(
        link=link,
        person=asked.person,
        institution=asked.institution,
        text_language=text_language,
        is_required=conditions.is_required,
        quorum=conditions.quorum,
        remind_after_days=conditions.remind_after_days,
        follows=follows,
    )
    letters.add(link.pk, Kind.SIGN_OFF)
    return added


@transaction.atomic
def ask(
    release: Release, asked: list[Asked], conditions: Conditions, user
) -> list[SignOff]:
    """Ask people to sign off the text of a release in its language; a worker writes."""
    story = release.translation_key
    added = [_add(one, story, release.language, conditions, user) for one in asked]
    links = [one.link_id for one in added]
    note_act(ASKED, release, user, links=links)
    return added


@transaction.atomic
def ask_again(
    old: SignOff, name: str, email: str, expires_at: datetime, release: Release, user
) -> SignOff:
    """Ask anew, the same person or another one; the old link decides nothing more.

    Who was asked anew already is not asked twice.
    """
    _lock(old)
    if follower := SignOff.objects.filter(follows=old).first():
        return follower
    link = old.link
    if not old.decision:
        GuestLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    added = _follow(old, name, email, link.language, expires_at, user)
    note_act(ASKED, release, user, links=[added.link_id])
    return added


def _follow(
    old: SignOff, name: str, email: str, language: str, expires_at: datetime, user
) -> SignOff:
    return _add(
        Asked(name, email, language, old.person, old.institution),
        old.link.story,
        old.text_language,
        Conditions(expires_at, old.is_required, old.quorum, old.remind_after_days),
        user,
        follows=old,
    )


@transaction.atomic
def decide(
    sign_off: SignOff,
    decision: str,
    seen: str,
    release: Release,
    comments: list[PassageComment],
) -> bool:
    """Note the decision of a guest, once; False if there was one already.

    What a workflow does then is done in the same transaction, so that it is not
    forgotten if the process ends; of two who decide last at once, the second sees the
    decision of the first.
    """
    story = sign_off.link.story
    changes.lock(story)
    if not _close(sign_off, decision, seen):
        return False
    for comment in comments:
        comment.sign_off = sign_off
        comment.save()
    note_act(DECIDED, release, None, links=[sign_off.link_id], decision=decision)
    deciding.add(sign_off)
    if decision == SignOff.Decision.APPROVED:
        workflow.advance(story)
    else:
        workflow.send_back(story)
    return True


@transaction.atomic
def delegate(sign_off: SignOff, name: str, email: str, release: Release) -> bool:
    """Let another person decide; False if there was a decision already."""
    decision = SignOff.Decision.DELEGATED
    if not _close(sign_off, decision, ""):
        return False
    link = sign_off.link
    added = _follow(
        sign_off, name, email, link.language, link.expires_at, link.created_by
    )
    links = [sign_off.link_id, added.link_id]
    note_act(DECIDED, release, None, links=links, decision=decision.value)
    return True


def _close(sign_off: SignOff, decision: str, seen: str) -> bool:
    """Note a decision unless there is one, or somebody else was asked meanwhile."""
    _lock(sign_off)
    if not SignOff.objects.current().undecided().filter(pk=sign_off.pk).exists():
        return False
    SignOff.objects.filter(pk=sign_off.pk).update(
        decision=decision, seen=seen, decided_at=timezone.now()
    )
    return True


def _lock(sign_off: SignOff) -> None:
    """Wait for what is decided or asked elsewhere at this moment.

    Nothing but a query after this one sees what that was.
    """
    SignOff.objects.select_for_update().get(pk=sign_off.pk)


def remind(now: datetime) -> int:
    """Write again to those who have not answered for some days; returns to how many."""
    waiting = SignOff.objects.current().undecided().filter(waived_at=None)
    valid = GuestLink.objects.valid().exclude(mailed_at=None)
    count = 0
    for one in waiting.filter(link__in=valid).select_related("link"):
        last = max(at for at in (one.reminded_at, one.link.mailed_at) if at)
        if now - last >= timedelta(days=one.remind_after_days):
            with transaction.atomic():
                same = SignOff.objects.filter(pk=one.pk, reminded_at=one.reminded_at)
                if same.update(reminded_at=now):
                    letters.add(one.link_id, Kind.REMINDER)
                    count += 1
    return count
