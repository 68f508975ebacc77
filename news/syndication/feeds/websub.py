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
from urllib import request
from urllib.error import HTTPError
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from news.models.release import Release
from news.querysets import PressReleaseQuerySet, releases
from news.syndication.feeds.catalogue import FORMATS, languages_offered, offer
from partners.public import KINDS
from portal.core.addresses import page_path
from portal.core.querysets import public_pages
from portal.ledger import outbox
from portal.ledger.kinds import Kind
from portal.ledger.models import Act
from portal.ledger.turns import Turn

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds
# So that the hub does not get what was kept of the feed before the change.
FIRST_AFTER = timedelta(seconds=2)
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
# The story whose change is going to be announced as a whole.
_changing: ContextVar[UUID | None] = ContextVar("changing", default=None)


@contextmanager
def announce_change(story: UUID) -> Iterator[None]:
    """Note that the hub must be told of the feeds that list a story before or after.

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
        _add_act(story, before | _feeds_of(_public_versions(story)))
    finally:
        _changing.reset(outer)


def announce(release: Release) -> None:
    """Note that the hub must be told of each feed that lists a release, or did.

    With its other language versions. Left to ``announce_change`` where that is at work.
    """
    story = release.translation_key
    if settings.WEBSUB_HUB and _changing.get() != story:
        _add_act(story, _feeds_of([release, *_public_versions(story)]))


def _public_versions(story: UUID) -> PressReleaseQuerySet:
    public = releases().released()
    return public.filter(translation_key=story).select_related("locale")


def _feeds_of(releases: Iterable[Release]) -> dict[str, None]:
    return dict.fromkeys(
        address for release in releases for address in affected(release)
    )


def _add_act(story: UUID, addresses: Iterable[str]) -> None:
    feeds = list(addresses)
    if feeds:
        now = timezone.now()
        outbox.add(
            WEBSUB.name,
            f"{story} {now.isoformat()}",
            story=story,
            payload={"feeds": feeds},
            due_at=now + FIRST_AFTER,
        )


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


def tell_hub(turn: Turn) -> None:
    """Tell the hub of the feeds of an act that it has not been told of yet.

    A feed that it does not accept keeps it from hearing of no other. Raises OSError or
    HTTPException when the hub does not answer, or did not accept a feed.
    """
    if not settings.WEBSUB_HUB:
        return
    told = list(turn.act.progress.get("told", []))
    refusal = None
    for number, address in enumerate(turn.act.payload["feeds"]):
        if number in told:
            continue
        turn.keep()
        try:
            _tell(address)
        except HTTPError as error:
            logger.warning("The hub does not accept %s: %s", address, error.code)
            refusal = error
        else:
            told.append(number)
            turn.keep({"told": told})
    if refusal:
        raise refusal


class _NoRedirects(request.HTTPRedirectHandler):
    """Takes a redirect for a refusal: followed, a message would become a question."""

    def redirect_request(self, *args) -> None:
        return None


_opener = request.build_opener(_NoRedirects)


def _tell(address: str) -> None:
    """Tell the hub that the feed at an address has changed.

    How a publisher tells its hub is their agreement; this is what public hubs
    understand (PubSubHubbub 0.4, section 7.1), with the topic under both names.
    """
    body = urlencode(
        {"hub.mode": "publish", "hub.url": address, "hub.topic": address}
    ).encode()
    asked = request.Request(  # noqa: S310  checked at start-up
        settings.WEBSUB_HUB, data=body, headers={"User-Agent": "Dateline"}
    )
    with _opener.open(asked, timeout=TIMEOUT) as answer:
        logger.info("The hub was told of %s: %s", address, answer.status)


def _tell_how_many(acts: Iterable[Act]) -> dict[int, str]:
    """Say of how many feeds the hub was told."""
    texts = {}
    for act in acts:
        count, told = len(act.payload["feeds"]), len(act.progress.get("told", []))
        text = ngettext(
            "told of %(told)d of %(count)d feed",
            "told of %(told)d of %(count)d feeds",
            count,
        )
        texts[act.pk] = text % {"told": told, "count": count}
    return texts


WEBSUB = Kind(
    name="websub",
    label=_("Tell the hub"),
    run=tell_hub,
    retries=RETRIES,
    tell=_tell_how_many,
)
