"""A feed as it is written, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from news.querysets import newsrooms
from news.syndication.feeds.archives import Window
from news.syndication.feeds.entries import Entry, entries
from news.syndication.feeds.listings import Listing
from portal.core import generation
from portal.core.querysets import public_pages


@dataclass(frozen=True)
class Feed:
    """One document of a feed: a part of a list in a format."""

    listing: Listing
    format: str
    window: Window

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries of this part, the newest first."""
        return entries(self.window.releases)

    @property
    def updated(self) -> datetime:
        """When something substantive changed last among the entries.

        Without entries that was when the list began (RFC 4287, section 4.2.15).
        """
        changes = [entry.updated for entry in self.entries]
        return max(changes) if changes else _begun(self.listing.language)

    @property
    def address(self) -> str:
        """The address of this document."""
        return self.listing.feed_address(self.format, **self.window.query)

    @property
    def hub(self) -> str:
        """The hub that announces changes of this feed, empty without one."""
        listed = self.listing.is_announced and not self.window.query
        return settings.WEBSUB_HUB if listed else ""

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Other documents of this feed: relation and address (RFC 5005)."""
        return [
            (relation, self.listing.feed_address(self.format, **query))
            for relation, query in self.window.links.items()
        ]


def _begun(language: str) -> datetime:
    """Return since when there are lists of releases in a language.

    That is since its newsroom was published: an instant that no other change moves.
    Where nobody noted it, the last change of all that is public.
    """
    rooms = public_pages(newsrooms())
    begun = rooms.filter(locale__language_code=language).aggregate(
        at=Min("first_published_at")
    )["at"]
    return begun or generation.current().changed_at or timezone.now()
