"""Calendars: the dates that releases invite to or announce (RFC 5545).

Instants are in UTC: every calendar shows them in the reader's own time zone, and
neither the bytes nor the hour depend on a table of time zones, as they would with
VTIMEZONE. An event is known by its UID, the same in all languages and under any
domain; of two states of it the one with the higher SEQUENCE holds, and at the same
SEQUENCE the one with the later DTSTAMP (RFC 5546, section 2.1.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.db.models import Max, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.http import content_disposition_header

import icalendar

from wagtail.contrib.routable_page.models import path

from news.models import ReleaseEvent, shape
from news.models.release import Release
from news.querysets import PressReleaseQuerySet, releases, releases_below
from news.syndication.feeds.entries import withdrawal_reason
from portal.core import documents
from portal.core.addresses import absolute, page_path
from portal.core.characters import xml_text
from portal.core.documents import Document, load_kept, respond
from portal.core.models import BasePage

MEDIA_TYPE = "text/calendar; charset=utf-8"
documents.serve_below("calendar/")
PRODUCT = "-//Dateline//Newsroom//EN"
# How long an event stays in the calendar of a newsroom after it is over.
KEPT_AFTER = timedelta(days=90)
# What some programs take for the end of a line, which ends a property.
_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class ReleaseCalendarMixin:
    """Gives a release the calendar of its events."""

    @path("calendar/", name="calendar")
    def calendar(self: Release, request: HttpRequest) -> HttpResponse:
        """Answer with the events of this release; 404 without any."""
        key = f"calendar of release {self.pk}"
        return respond(request, load_kept(key, lambda: release_calendar(self)))


class NewsroomCalendarMixin:
    """Gives a newsroom the calendar of the events of its releases."""

    @path("calendar/", name="calendar")
    def calendar(self: BasePage, request: HttpRequest) -> HttpResponse:
        """Answer with what is to come and what was in the last three months."""
        key = f"calendar of newsroom {self.pk}"
        return respond(request, load_kept(key, lambda: newsroom_calendar(self)))


def release_calendar(release: Release) -> Document:
    """Return the events of a release; raises Http404 if nobody may know of any."""
    public = releases().released()
    found = _with_events(public.filter(pk=release.pk)).first()
    events = events_of(found) if found else []
    if not events:
        raise Http404
    calendar = _calendar(_entry(found, event) for event in events)
    return _document(calendar, f"{found.slug}.ics", _stated_at(found))


def newsroom_calendar(newsroom: BasePage) -> Document:
    """Return the events of the public releases of a newsroom, the earliest first.

    Those that are not over for longer than ``KEPT_AFTER``. Without a time of change:
    events leave as time passes.
    """
    if not newsroom.is_unrestricted:
        raise Http404
    since = timezone.now() - KEPT_AFTER
    events = ReleaseEvent.objects
    recent = events.filter(Q(starts_at__gte=since) | Q(ends_at__gte=since))
    listed = releases_below([newsroom]).filter(pk__in=recent.values("release"))
    shown = [
        (release, event)
        for release in _with_events(listed)
        for event in events_of(release)
        if _instant(event.ends_at or event.starts_at) >= since
    ]
    shown.sort(key=lambda pair: (_instant(pair[1].starts_at), pair[1].uid))
    calendar = _calendar(_entry(release, event) for release, event in shown)
    calendar.add("name", _text(newsroom.title))  # RFC 7986, section 5.1
    calendar.add("x-wr-calname", _text(newsroom.title))  # older programs
    return _document(calendar, f"{newsroom.slug}.ics")


def _with_events(listed: PressReleaseQuerySet) -> PressReleaseQuerySet:
    """Load what calendars tell of releases, in two queries.

    ``published_at`` is the last publication of any of the story's versions: they
    share their events.
    """
    pages = releases()
    versions = pages.filter(translation_key=OuterRef("translation_key")).order_by()
    latest = versions.values("translation_key").annotate(last=Max("last_published_at"))
    return (
        listed.for_lines()
        .annotate(published_at=Subquery(latest.values("last")))
        .prefetch_related("events")
    )


def events_of(release: Release) -> list[shape.Event]:
    """Return the events of a release as its record has them.

    A withdrawn release has none in its record. Its rows still tell when they would
    have been, so that calendars can be told that they are cancelled; what they were
    called and where they were to be belongs to the withdrawn text.
    """
    if not release.is_withdrawn:
        return release.record.events
    return [
        shape.Event(
            uid=str(row.uid),
            starts_at=row.starts_at.isoformat(),
            ends_at=row.ends_at.isoformat() if row.ends_at else "",
        )
        for row in release.events.all()
    ]


def _stated_at(release: Release) -> datetime:
    """Return when the events of a release were last stated, or last withdrawn."""
    published = getattr(release, "published_at", None) or release.released_at
    return max(published, release.updated_at)


def _entry(release: Release, event: shape.Event) -> icalendar.Event:
    """Return an event of a release; of a withdrawn one only that it is cancelled."""
    address = absolute(iri_to_uri(page_path(release)))
    starts_at = _instant(event.starts_at)
    entry = icalendar.Event()
    entry.add("uid", release.event_urn(event.uid))
    entry.add("dtstamp", _stated_at(release).astimezone(UTC))
    entry.add("sequence", len(release.notices))
    entry.add("dtstart", starts_at)
    if event.ends_at and (ends_at := _instant(event.ends_at)) > starts_at:
        entry.add("dtend", ends_at)
    entry.add("status", "CANCELLED" if release.is_withdrawn else "CONFIRMED")
    told = {
        "summary": event.title or release.title,
        "location": event.place,
        "description": f"{withdrawal_reason(release) or release.title}\n{address}",
    }
    for name, text in told.items():
        if text:
            entry.add(name, _text(text), parameters={"language": release.language})
    entry.add("url", iri_to_uri(event.url) or address)
    return entry


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _text(text: str) -> str:
    """Return a text without what a calendar cannot carry (RFC 5545, section 3.1)."""
    return xml_text(_BREAK.sub("\n", text)).replace("\x7f", "")


def _calendar(entries: Iterable[icalendar.Event]) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(entry)
    return calendar


def _document(
    calendar: icalendar.Calendar, name: str, changed_at: datetime | None = None
) -> Document:
    headers = {
        "Content-Disposition": content_disposition_header(
            as_attachment=False, filename=name
        )
        or "inline",
        "X-Robots-Tag": "noindex",
    }
    return Document(calendar.to_ical(), MEDIA_TYPE, changed_at, headers)
