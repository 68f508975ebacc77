"""What every format of a release is made from."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format

from wagtail.models import PageLogEntry

from news.models import Correction, shape
from news.models.corrections import WITHDRAWAL, find_foreign_language
from news.models.release import Release
from news.models.shape import Picture, Record
from news.record.build import FEED_PICTURE
from news.record.today import add_contacts_today
from news.syndication.formats.text import Text, build_text, shows_others
from portal.core.addresses import absolute, page_path
from portal.core.characters import one_line, printable
from portal.core.known_licences import Terms
from portal.core.languages import in_its_language
from portal.core.structured_data import identify


@dataclass(frozen=True)
class Part:
    """A text of a note; ``lang`` is its language if it is not that of the release."""

    text: str
    lang: str


@dataclass(frozen=True)
class Notice:
    """A note that a release was corrected, added to, withdrawn or reinstated."""

    kind: str
    # What kind of note it is, and of which day.
    title: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """What was said, as one line."""
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Source:
    """A public release, and everything that its formats say, in its language.

    The record of ``release`` is without what of it is not public any more, and
    without characters that some format cannot carry; ``is_as_published`` tells whether
    it says nothing but what was said at publication. ``mark`` says of a copy for one
    reader until when nobody else has it, and whose it is; empty for the public.
    """

    release: Release
    is_as_published: bool
    mark: str = ""

    @property
    def language(self) -> str:
        return self.release.language

    @property
    def record(self) -> Record:
        return self.release.record

    @property
    def address(self) -> str:
        """The absolute address of the page, in ASCII."""
        return iri_to_uri(absolute(page_path(self.release)))

    @property
    def identity(self) -> str:
        """The stable address of the release in this language."""
        return identify(self.release.identity_path)

    @property
    def title(self) -> str:
        """The headline; where nothing of it can be printed, what the address says."""
        return one_line(self.release.title) or self.release.slug

    @property
    def kicker(self) -> str:
        return one_line(self.release.kicker)

    @property
    def standfirst(self) -> str:
        return one_line(self.release.standfirst)

    @property
    def place(self) -> str:
        return one_line(self.release.dateline_place)

    @property
    @in_its_language
    def kind(self) -> str:
        return str(self.release.get_kind_display())

    @property
    def number(self) -> str:
        return one_line(self.record.number)

    @property
    def released_at(self) -> datetime:
        """The instant of the release in the site's time zone."""
        return timezone.localtime(self.release.released_at)

    @property
    def updated_at(self) -> datetime:
        """The instant of the last substantive change in the site's time zone."""
        return timezone.localtime(self.release.updated_at)

    @property
    @in_its_language
    def day(self) -> str:
        """The day of the release, as it is written in its language."""
        return _day(self.release.released_at.isoformat())

    @property
    def bylines(self) -> list[str]:
        """Who wrote it: people, or the initials that a press office prints."""
        return [one_line(entry.text) for entry in self.record.bylines]

    @property
    def issuers(self) -> list[str]:
        return [one_line(entry.name) for entry in self.record.issuers]

    @property
    def topics(self) -> list[str]:
        return [one_line(entry.label) for entry in self.record.topics]

    @cached_property
    def version_at(self) -> datetime:
        """The instant of the last change of what the record says.

        Publishing one version of a story changes what the others say, and an editor
        may bring a frozen record up to date without publishing it.
        """
        story = type(self.release).objects.filter(
            translation_key=self.release.translation_key
        )
        refreshed = PageLogEntry.objects.filter(
            page=self.release.pk, action="news.refresh_record"
        )
        known = (
            story.aggregate(at=Max("last_published_at"))["at"],
            refreshed.aggregate(at=Max("timestamp"))["at"],
            self.release.updated_at,
        )
        return max(instant for instant in known if instant)

    @property
    def changed_at(self) -> datetime | None:
        """The instant of the last change of the text; None where nobody noted it.

        Nobody notes when a contact moves or the page of a person goes, nor when what
        the text shows of the library or links to becomes another.
        """
        is_own = self.is_as_published and not shows_others(self.release)
        return self.version_at if is_own else None

    @cached_property
    @in_its_language
    def notices(self) -> list[Notice]:
        """What was said about the release later, oldest first."""
        labels = Correction.Kind
        return [
            Notice(
                kind=notice["kind"],
                title=f"{labels(notice['kind']).label}, {_day(notice['at'])}",
                parts=tuple(
                    Part(
                        text, find_foreign_language(notice, name, self.release.language)
                    )
                    for name in ("what", "why")
                    if (text := one_line(notice[name]))
                ),
            )
            for notice in self.release.notices
        ]

    @property
    def withdrawal(self) -> Notice | None:
        """The note with which the text was taken back, None where it was not."""
        if not self.release.is_withdrawn:
            return None
        return [one for one in self.notices if one.kind == WITHDRAWAL][-1]

    @cached_property
    def text(self) -> Text:
        """The whole text in its parts, without headline and notices."""
        return build_text(self.release, self.address)

    @cached_property
    def picture(self) -> Picture | None:
        """The lead picture as the record tells it; None where it is gone.

        Or where it may not be used any more.
        """
        image = self.release.lead_image
        return self.record.image if image and image.is_usable else None

    @property
    def terms(self) -> Terms:
        """The terms of the lead picture now: they bind those who print it."""
        image = self.release.lead_image
        return image.terms if image and self.picture else Terms("", "")

    @cached_property
    def is_picture_as_published(self) -> bool:
        """Whether the lead picture is known to be what it was at publication.

        The record does not hold its usage terms, which may have changed since.
        """
        if not self.picture:
            return self.record.image is None
        rendition = self._rendition
        return (
            rendition is not None
            and rendition.file.url == self.picture.url
            and not self.terms
        )

    @cached_property
    def _rendition(self) -> Any:
        image = self.release.lead_image
        return image.in_size(FEED_PICTURE) if image else None

    def picture_file(self) -> bytes:
        """Return the lead picture; nothing where its file is lost."""
        if not self.picture or self._rendition is None:
            return b""
        try:
            with self._rendition.file.open("rb") as file:
                return file.read()
        except OSError:
            return b""


def _day(instant: str) -> str:
    """Return the day of an instant in ISO 8601, as the active language writes it."""
    at = timezone.localtime(datetime.fromisoformat(instant))
    return date_format(at.date(), "DATE_FORMAT")


def source_of(release: Release) -> Source:
    """Return what the formats of a public release are made from.

    What is different today is said of contacts only: whoever gets a format may want
    to call them. The page says the rest.
    """
    record = add_contacts_today(release.record, release.language)
    is_as_published = record == release.record
    release = copy(release)
    release.record = _make_printable(record)
    return Source(release, is_as_published)


def _make_printable(value: Any) -> Any:
    """Return a part of a record whose texts can be printed."""
    if isinstance(value, shape.Part):
        changed = {name: _make_printable(part) for name, part in value}
        return value.model_copy(update=changed)
    if isinstance(value, dict):
        return {name: _make_printable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_make_printable(part) for part in value)
    return printable(value) if isinstance(value, str) else value
