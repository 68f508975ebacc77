"""Ask the addresses that a draft links to, in the worker and with limits.

By the one guarded way out (ADR 43), and only where the site lets it go out. Asked is what
was saved; how often, for how long and how many, is bounded.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.checking.drafts import Version
from news.checking.links import list_links
from news.models import LinkAnswer
from news.models.link_answers import key_of
from news.models.release import Release
from news.querysets import releases
from portal.core.external_media.fetching import (
    Deadline,
    Fetcher,
    FetchError,
    NoAnswerError,
    NotThereError,
    RefusedError,
    Wanted,
)
from portal.core.limits import HOUR, Places
from portal.ledger import outbox
from portal.ledger.kinds import Kind
from portal.ledger.turns import Turn

Problem = LinkAnswer.Problem

MOST_LINKS = 20  # in one turn
SECONDS = 6  # for one link
PER_SITE = Places("links.asked", most=200, seconds=HOUR)
# A draft that is saved again and again is asked about so often at most.
AGAIN_AFTER = timedelta(minutes=10)
ANSWER_LASTS, PROBLEM_LASTS = timedelta(days=14), timedelta(days=1)
# Of a page its beginning is enough; that something else came, is an answer too.
PAGE = Wanted(("text/html", "application/xhtml+xml"), 1024, may_be_cut=True)
PROBLEMS: dict[type[FetchError], Problem] = {
    NotThereError: Problem.NOT_THERE,
    NoAnswerError: Problem.NO_ANSWER,
    RefusedError: Problem.NOT_PUBLIC,
}
fetcher = Fetcher()


def note(release: Release) -> None:
    """Let a worker ask about the links of a draft that was saved, if the site allows it."""
    if not settings.LINK_LOOKUP:
        return
    now = timezone.now()
    turn = int(now.timestamp() // AGAIN_AFTER.total_seconds())
    outbox.add(
        LINKS.name,
        f"{release.pk} {turn}",
        payload={"release": release.pk},
        due_at=now + AGAIN_AFTER / 10,
    )


def ask_about(turn: Turn) -> None:
    """Ask about the links of one draft that were not asked lately."""
    release = releases().filter(pk=turn.act.payload["release"]).first()
    if release is None or not settings.LINK_LOOKUP:
        return
    draft = Version(release.get_latest_revision_as_object())
    links = (link for slot in draft.slots for link in list_links(slot))
    addresses = dict.fromkeys(link.href for link in links if link.leads_outside)
    known = LinkAnswer.find(addresses)
    now = timezone.now()
    due = [one for one in addresses if not _lasts(known.get(one), now)]
    for address in due[:MOST_LINKS]:
        turn.keep()
        if not PER_SITE.take("site"):
            return  # a later save asks again
        LinkAnswer.objects.update_or_create(
            key=key_of(address),
            defaults={
                "address": address,
                "problem": _ask(address),
                "asked_at": timezone.now(),
            },
        )


def _lasts(answer: LinkAnswer | None, now: datetime) -> bool:
    if answer is None:
        return False
    return now < answer.asked_at + (PROBLEM_LASTS if answer.problem else ANSWER_LASTS)


def _ask(address: str) -> str:
    """Return what is wrong with an address, empty where nothing certainly is."""
    try:
        fetcher.fetch(address, PAGE, Deadline(SECONDS))
    except FetchError as error:
        problem = PROBLEMS.get(type(error), "")
        # It is asked by https only; that nobody answers there says nothing of http.
        if problem == Problem.NO_ANSWER and address.startswith("http://"):
            return ""
        return problem
    return ""


LINKS = Kind(
    name="links",
    label=_("Ask about links"),
    run=ask_about,
    retries=(timedelta(minutes=5),),
    is_shown=False,
)
