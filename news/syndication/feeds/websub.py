"""Tell the hub of every feed that has changed (W3C WebSub).

A feed names the hub where each of its changes is announced: the newsroom's feeds
without a filter or with one of kind, topic, institution, person or partnership, in
the language of their address, in all, or each story once. Without a hub in the
settings nothing is named and nothing sent.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from http.client import HTTPException
from urllib import request
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from django_tasks import task

from news.models.release import Release
from news.querysets import PressReleaseQuerySet, releases
from news.syndication.feeds.catalogue import FORMATS, languages_offered, offer
from partners.public import KINDS
from portal.core.addresses import page_path
from portal.core.querysets import public_pages

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds
# So that the worker does not ask before the change is committed.
FIRST_AFTER = timedelta(seconds=2)
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
# The story whose change is going to be announced as a whole.
_changing: ContextVar[UUID | None] = ContextVar("changing", default=None)


@contextmanager
def announce_change(story: UUID) -> Iterator[None]:
    """Queue notices for the feeds that list a story before or after a change.

    Each feed once, also where one change is made of others. Within a transaction, so
    that nothing is told of what is undone. Nothing happens without a hub.
    """
    if not settings.WEBSUB_HUB or _changing.get() == story:
        yield
        return
    outer = _changing.set(story)
    try:
        before = _feeds_of(_public_versions(story))
        yield
        _enqueue(before | _feeds_of(_public_versions(story)))
    finally:
        _changing.reset(outer)


def announce(release: Release) -> None:
    """Queue a notice for each feed that lists a release, or did until just now.

    With its other language versions. Left to ``announced`` where that is at work.
    """
    story = release.translation_key
    if settings.WEBSUB_HUB and _changing.get() != story:
        _enqueue(_feeds_of([release, *_public_versions(story)]))


def _public_versions(story: UUID) -> PressReleaseQuerySet:
    public = releases().released()
    return public.filter(translation_key=story).select_related("locale")


def _feeds_of(releases: Iterable[Release]) -> dict[str, None]:
    return dict.fromkeys(
        address for release in releases for address in affected(release)
    )


def _enqueue(addresses: Iterable[str]) -> None:
    due = timezone.now() + FIRST_AFTER
    for address in addresses:
        notify.using(run_after=due).enqueue(address, 0)


def affected(release: Release) -> Iterator[str]:
    """Yield the addresses of the announced feeds that list a release."""
    parent = release.get_parent()
    rooms = public_pages(type(parent.specific)).filter(
        translation_key=parent.translation_key
    )
    for room in rooms.select_related("locale"):
        for languages in languages_offered(room.language):
            if not languages and room.language != release.language:
                continue
            for name, value in [("", ""), *_filters(release)]:
                query = [(name, value), ("languages", languages)]
                feed = offer(page_path(room), "", query)
                yield from (feed.url(format) for format in FORMATS)


def _filters(release: Release) -> list[tuple[str, str]]:
    """Return the filters that a release goes through, one by one."""
    record = release.record
    entities = [path.strip("/").split("/") for path in record.find_paths()]
    return [
        ("kind", release.kind),
        *(("topic", topic.slug) for topic in record.topics),
        *sorted((KINDS[kind].value, slug) for kind, slug in entities),
    ]


@task(backend="deliveries")
def notify(address: str, failures: int) -> None:
    """Tell the hub that the feed at an address has changed; later again if it fails.

    How a publisher tells its hub is their agreement; this is what public hubs
    understand (PubSubHubbub 0.4, section 7.1), with the topic under both names.
    """
    body = urlencode(
        {"hub.mode": "publish", "hub.url": address, "hub.topic": address}
    ).encode()
    asked = request.Request(  # noqa: S310  checked at start-up
        settings.WEBSUB_HUB, data=body, headers={"User-Agent": "Dateline"}
    )
    try:
        with request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
            status = answer.status
    except (OSError, HTTPException) as error:
        _retry(address, failures, error)
    else:
        logger.info("The hub was told of %s: %s", address, status)


def _retry(address: str, failures: int, error: Exception) -> None:
    if failures >= len(RETRIES):
        logger.error("The hub was not told of %s: %s", address, error)
        return
    logger.warning("The hub was not told of %s yet: %s", address, error)
    later = timezone.now() + RETRIES[failures]
    notify.using(run_after=later).enqueue(address, failures + 1)
