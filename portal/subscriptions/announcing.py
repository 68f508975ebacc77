"""Who is to hear at once of a release, or of what was corrected in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from news.models import Correction
from news.pages import PressReleasePage
from news.querysets import PressReleaseQuerySet
from news.syndication.feeds.languages import Languages
from portal.subscriptions import deliveries
from portal.subscriptions.lists import find
from portal.subscriptions.models import NEWS_FOR, Delivery, Subscription

RELEASED = "released"
# Language versions that are due together become public one after the other.
TOGETHER = timedelta(minutes=1)


def is_news(release: PressReleasePage) -> bool:
    """Tell whether a release that was just published is public for the first time."""
    return (
        release.live
        and release.first_published_at == release.last_published_at
        and release.released_at > timezone.now() - NEWS_FOR
    )


def enqueue_release(release: PressReleasePage) -> None:
    """Let a worker tell subscribers of a release that became public.

    It waits for other language versions that are due, so that everybody gets the
    one that they prefer.
    """
    if not Subscription.objects.active().immediate().exists():
        return
    announce = announce_release
    now = timezone.now()
    due = PressReleasePage.objects.filter(
        translation_key=release.translation_key, live=False
    ).scheduled(until=now)
    if due.exists():
        announce = announce.using(run_after=now + TOGETHER)
    announce.enqueue(release.pk)


def enqueue_correction(correction: Correction) -> None:
    """Let a worker tell subscribers of a correction that was published."""
    if Subscription.objects.active().immediate().exists():
        announce_correction.enqueue(correction.pk)


@task(backend="deliveries")
def announce_release(key: int) -> None:
    """Put the mails about a release into the queue, if it is still public."""
    release = PressReleasePage.objects.released().filter(pk=key).first()
    if release:
        matching = PressReleasePage.objects.filter(pk=key)
        _announce(release.translation_key, RELEASED, _matching(matching))


@task(backend="deliveries")
def announce_correction(key: int) -> None:
    """Put the mails about a correction into the queue.

    For those whose list contains the release, and those who got it: what is
    withdrawn matches no search any more.
    """
    correction = Correction.objects.get(pk=key)
    versions = PressReleasePage.objects.filter(translation_key=correction.story)
    if not versions.released().exists():
        return
    told = Delivery.objects.filter(
        story=correction.story,
        state=Delivery.State.SENT,
        release__isnull=False,
        subscription__in=Subscription.objects.active().immediate(),
    )
    readers = told.order_by("pk").values_list(
        "subscription", "subscription__email", "release"
    )
    _announce(
        correction.story,
        f"{deliveries.CORRECTION}{key}",
        [*readers.iterator(), *_matching(versions)],
    )


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
def _announce(story: UUID, event: str, readers: Iterable[tuple[int, str, int]]) -> None:
    """Put one mail for every address into the queue that has had none of the event."""
    told = Delivery.objects.filter(story=story, event=event)
    had = set(told.values_list("subscription__email", flat=True))
    wanted = []
    for subscription, email, release in readers:
        if email not in had:
            had.add(email)
            wanted.append(
                Delivery(
                    subscription_id=subscription,
                    story=story,
                    event=event,
                    release_id=release,
                )
            )
    Delivery.objects.bulk_create(wanted, ignore_conflicts=True)
    waiting = told.waiting().filter(attempts=0).order_by("pk")
    deliveries.enqueue(waiting.values_list("pk", flat=True))


def enqueue_lost(before: datetime) -> None:
    """Let a worker tell again what another one began to tell and never finished.

    ``before`` is when it must have begun. Who is in the queue already is not put
    there twice, so this may come too early.
    """
    paths = [one.module_path for one in (announce_release, announce_correction)]
    DBTaskResult.objects.running().filter(
        task_path__in=paths, started_at__lt=before
    ).update(status=TaskResultStatus.READY)
