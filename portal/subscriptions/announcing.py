"""Who is to hear at once of a release, or of what was corrected in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models import Correction
from news.pages import PressReleasePage
from news.querysets import PressReleaseQuerySet
from news.syndication.feeds.languages import Languages
from portal.ledger import outbox
from portal.ledger.kinds import Answer, Kind
from portal.ledger.models import Act
from portal.ledger.sending import RETRY_AFTER
from portal.ledger.turns import Turn
from portal.subscriptions import deliveries
from portal.subscriptions.lists import find
from portal.subscriptions.models import NEWS_FOR, Delivery, Subscription

RELEASED = "released"
# What a worker has put the mails of an act into the table for.
LISTED = {"listed": True}


def is_news(release: PressReleasePage) -> bool:
    """Tell whether a release that was just published is public for the first time."""
    return (
        release.live
        and release.first_published_at == release.last_published_at
        and release.released_at > timezone.now() - NEWS_FOR
    )


def add_release(release: PressReleasePage) -> None:
    """Have subscribers told of a release that became public.

    Language versions that become public together are one act, so that everybody gets
    the one that they prefer.
    """
    if not Subscription.objects.active().immediate().exists():
        return
    story = release.translation_key
    untouched = Act.objects.of([story]).untouched().filter(kind=ANNOUNCEMENT.name)
    if act := untouched.select_for_update().first():
        act.payload["releases"].append(release.pk)
        act.save(update_fields=["payload"])
    else:
        outbox.add(
            ANNOUNCEMENT.name,
            str(release.pk),
            story=story,
            payload={"releases": [release.pk]},
        )


def add_correction(correction: Correction) -> None:
    """Have subscribers told of a correction that was published."""
    if Subscription.objects.active().immediate().exists():
        outbox.add(
            CORRECTION.name,
            str(correction.pk),
            story=correction.story,
            payload={"correction": correction.pk},
        )


def tell_of_release(turn: Turn) -> Answer:
    """Send the mails about the versions of a release that are still public."""
    versions = PressReleasePage.objects.filter(pk__in=turn.act.payload["releases"])
    if turn.act.progress != LISTED:
        _list_mails(turn, RELEASED, _matching(versions.released()))
    return deliveries.send(turn)


def tell_of_correction(turn: Turn) -> Answer:
    """Send the mails about a correction.

    To those whose list contains the release, and those who got it: what is withdrawn
    matches no search any more.
    """
    if turn.act.progress != LISTED:
        key = turn.act.payload["correction"]
        _list_mails(turn, f"{deliveries.CORRECTION}{key}", _concerned(_story(turn)))
    return deliveries.send(turn)


def _story(turn: Turn) -> UUID:
    return cast("UUID", turn.act.story)  # every act of these kinds has one


def _concerned(story: UUID) -> Iterator[tuple[int, str, int]]:
    """Yield subscription, address and release for everybody a correction is for."""
    versions = PressReleasePage.objects.filter(translation_key=story)
    if not versions.released().exists():
        return
    told = Delivery.objects.filter(
        story=story,
        state=Delivery.State.SENT,
        release__isnull=False,
        subscription__in=Subscription.objects.active().immediate(),
    )
    readers = told.order_by("pk").values_list(
        "subscription", "subscription__email", "release"
    )
    yield from readers.iterator()
    yield from _matching(versions)


def _matching(versions: PressReleaseQuerySet) -> Iterator[tuple[int, str, int]]:
    """Yield subscription, address and release for every list with one of the versions.

    The queries are those of the lists, however many subscribers they have.
    """
    subscriptions = Subscription.objects.active().immediate()
    identity = ("story", "query", "languages")
    for story, query, languages in (
        subscriptions.order_by(*identity).values_list(*identity).distinct()
    ):
        same = subscriptions.filter(story=story, query=query, languages=languages)
        release = _version_in(same.order_by("pk")[0], languages, versions)
        if release:
            for key, email in same.order_by("pk").values_list("pk", "email"):
                yield key, email, release


def _version_in(
    subscription: Subscription, languages: str, versions: PressReleaseQuerySet
) -> int | None:
    """Return the key of the version of a story that is in a list, if one is."""
    listing = find(
        subscription.story,
        subscription.parameters,
        Languages.parse(languages, subscription.language),
        subscription.language,
    )
    if listing is None:
        return None
    found = listing.releases.filter(pk__in=versions.order_by().values("pk"))
    return found.values_list("pk", flat=True).first()


@transaction.atomic
def _list_mails(
    turn: Turn, event: str, readers: Iterable[tuple[int, str, int]]
) -> None:
    """Note one mail for every address that has had none about the event."""
    story = _story(turn)
    told = Delivery.objects.filter(story=story, event=event)
    had = set(told.values_list("subscription__email", flat=True))
    wanted = []
    for subscription, email, release in readers:
        if email not in had:
            had.add(email)
            wanted.append(
                Delivery(
                    act=turn.act,
                    subscription_id=subscription,
                    story=story,
                    event=event,
                    release_id=release,
                )
            )
    Delivery.objects.bulk_create(wanted, ignore_conflicts=True)
    turn.keep(LISTED)


def _build_kind(name: str, label, run) -> Kind:
    return Kind(
        name=name,
        label=label,
        run=run,
        retries=RETRY_AFTER,
        tell=deliveries.tell_how_many,
        prepare_again=deliveries.prepare_again,
    )


ANNOUNCEMENT = _build_kind("announcement", _("E-mail: new release"), tell_of_release)
CORRECTION = _build_kind("correction", _("E-mail: correction"), tell_of_correction)
DIGEST = _build_kind("digest", _("E-mail: weekly digest"), deliveries.send)
