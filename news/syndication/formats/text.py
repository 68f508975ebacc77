"""The text of a release as data, from which its formats and its mails are written.

Built from the body as it was published and from the record: what an editor typed as
rich text is read as such, nothing that was rendered is read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from news.models import shape
from news.models.release import Release
from news.record import mentions
from news.record.stated import find_figure, find_statement
from portal.core import bodies, pictures
from portal.core.bodies import Builder, Surroundings, build_caption, build_title
from portal.core.languages import in_its_language
from portal.core.mailboxes import mailto
from portal.core.prose import (
    Block,
    Figure,
    Figures,
    Heading,
    List,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Runs,
    join,
    line,
    plain,
    read,
    runs,
)

LINK_TO_OTHERS = re.compile('linktype="(page|document)"')
PARAGRAPHS = re.compile(r"(?:\r?\n){2,}")


@dataclass(frozen=True)
class Text:
    """A release in parts, without its headline and without the notices.

    ``body`` stands between the standfirst and the end mark and begins with the place;
    ``after`` are notes and "About" texts, ``beside`` publications, dates, links and
    contacts.
    """

    standfirst: Runs = ()
    picture: tuple[Picture, ...] = ()
    body: tuple[Block, ...] = ()
    after: tuple[Block, ...] = ()
    beside: tuple[Block, ...] = ()

    @property
    def whole(self) -> list[Block]:
        """All of it in the order in which it is read."""
        standfirst = [Paragraph(self.standfirst)] if self.standfirst else []
        return [*standfirst, *self.picture, *self.body, *self.after, *self.beside]


@in_its_language
def build_text(release: Release, address: str) -> Text:
    """Return the text of a release that stands at an address.

    That of a withdrawn one is nothing but what is left beside it.
    """
    around = Surroundings(address, release.record.links_in_text)
    return Text(
        line(release.standfirst, "strong"),
        tuple(_lead_picture(release)),
        tuple(_open(release.dateline_place, tuple(_body(release, around))))
        if not release.is_withdrawn
        else (),
        tuple(_after(release, around)),
        tuple(_beside(release.record, address)),
    )


@in_its_language
def build_parts(release: Release) -> list[tuple[str, tuple[Block, ...]]]:
    """Return the blocks of the body one by one, each by its key, and the notes."""
    around = Surroundings(settings.SITE_URL, release.record.links_in_text)
    builders = bodies.BUILDERS | find_builders(release.record)
    pictures.read_body(release.body, None)
    parts = [
        (child.id or str(number), tuple(bodies.build_blocks([child], around, builders)))
        for number, child in enumerate(release.body)
    ]
    return [*parts, ("notes_to_editors", tuple(around.read(release.notes_to_editors)))]


def shows_others(release: Release) -> bool:
    """Tell whether the text shows what is kept elsewhere and may change there.

    That is pictures, documents and pages, which have no place in the record.
    """
    kinds = {block.block_type for block in release.body}
    if kinds & {"picture", "gallery", "document", "related_links"}:
        return True
    return any(LINK_TO_OTHERS.search(text) for text in mentions.texts(release))


def _lead_picture(release: Release) -> Iterator[Picture]:
    """Yield the lead picture as the record tells it; its terms are those of now."""
    image, told = release.lead_image, release.record.image
    if image and told and image.is_usable:
        caption = build_caption(told.caption, told.credit, image.terms)
        src = urljoin(settings.SITE_URL, told.address)
        yield Picture(src, plain(line(told.alt)), caption)


def _open(place: str, body: tuple[Block, ...]) -> Iterator[Block]:
    """Yield a body whose first paragraph the dateline opens."""
    dateline = line(f"{place} –", "strong") if place else ()
    first, rest = body[:1], body[1:]
    if dateline and first and isinstance(first[0], Paragraph):
        yield Paragraph((*dateline, Run(" "), *first[0].runs))
        yield from rest
        return
    if dateline:
        yield Paragraph(dateline)
    yield from body


def _body(release: Release, around: Surroundings) -> Iterator[Block]:
    pictures.read_body(release.body, None)
    builders = bodies.BUILDERS | find_builders(release.record)
    yield from bodies.build_blocks(release.body, around, builders)


def find_builders(record: shape.Record) -> dict[str, Builder]:
    """Return the builders of the blocks that only releases have."""

    def statement(value: Any, around: Surroundings) -> Iterator[Block]:
        if spoken := value["statement"]:
            yield build_quotation(find_statement(spoken, record))

    def facts(value: Any, around: Surroundings) -> Iterator[Block]:
        found = [find_figure(one, record) for one in value["facts"] if one]
        if found:
            yield from build_title(value["title"] or "")
            yield Figures(tuple(_figure(one, around) for one in found))

    return {"statement": statement, "facts": facts}


def build_quotation(statement: shape.Statement) -> Quotation:
    """Return what somebody said, with who said it."""
    parts = (runs(part) for part in PARAGRAPHS.split(statement.text.strip()))
    institution = statement.institution or shape.Institution()
    told = [
        line(statement.speaker.name, "strong"),
        _in(statement.role_lang, line(statement.role)),
        _in(institution.name_lang, line(institution.name)),
    ]
    abridged = line(f"({_('abridged')})") if statement.is_abridged else ()
    return Quotation(
        tuple(Paragraph(part) for part in parts if part),
        join([join(told, ", "), abridged]),
        statement.is_verbatim,
        statement.lang,
    )


def _figure(figure: shape.Figure, around: Surroundings) -> Figure:
    day = line(_("as of %(day)s") % {"day": figure.day})
    source = line(figure.source, href=around.follow(figure.source_url))
    return Figure(
        _in(figure.subject_lang, line(figure.subject)),
        line(figure.value),
        join([day, _in(figure.source_lang, source)], ", "),
    )


def _in(language: str, text: Runs) -> Runs:
    """Return a text that says its language, empty where it is that of all."""
    return tuple(replace(run, lang=language) for run in text)


def _about(entry: shape.Boilerplate) -> Runs:
    """Return the heading of an "About" text."""
    before, after = (_("About %(name)s") % {"name": "\0"}).split("\0")
    name = _in(entry.name_lang, line(entry.name))
    return tuple(run for run in (Run(before), *name, Run(after)) if run.text)


def _after(release: Release, around: Surroundings) -> Iterator[Block]:
    if release.notes_to_editors:
        yield Heading(2, line(_("Notes to editors")))
        yield from around.read(release.notes_to_editors)
    for about in release.record.boilerplates:
        yield Heading(2, _about(about))
        lang = "" if about.language == release.language else about.language
        yield from read(about.html, around.address, lang)


def _beside(record: shape.Record, address: str) -> Iterator[Block]:
    around = Surroundings(address)
    count = len(record.publications)
    publications = npgettext("heading", "Publication", "Publications", count)
    yield from _list(publications, record.publications, _publication, around)
    yield from _list(_("Dates"), record.events, _event, around)
    yield from _list(_("Links"), record.links, _link, around)
    if record.contacts:
        yield Heading(2, line(_("Press contact")))
        yield from (Paragraph(_contact(one)) for one in record.contacts)


def _list(
    title: str,
    entries: Iterable[Any],
    build: Callable[[Any, Surroundings], Runs],
    around: Surroundings,
) -> Iterator[Block]:
    built = [build(entry, around) for entry in entries]
    if built:
        yield Heading(2, line(title))
        yield List(tuple((Paragraph(entry),) for entry in built if entry))


def _publication(entry: shape.Publication, around: Surroundings) -> Runs:
    doi = f"doi:{entry.doi}" if entry.doi else ""
    link = line(doi, href=around.follow(entry.url))
    return join([line(entry.title, "emph"), line(entry.container), link], ", ")


def _event(event: shape.Event, around: Surroundings) -> Runs:
    when = [_moment(one) for one in (event.starts_at, event.ends_at) if one]
    title = line(event.title, href=around.follow(event.url))
    place = _in(event.place_lang, line(event.place))
    told = join([line(" – ".join(when)), place], ", ")
    return join([_in(event.title_lang, title), told], ": ")


def _moment(instant: str) -> str:
    """Return day and time of an instant in ISO 8601, in the site's time zone."""
    at = timezone.localtime(datetime.fromisoformat(instant))
    return f"{date_format(at, 'DATETIME_FORMAT')} {at.tzname()}"


def _link(link: shape.Link, around: Surroundings) -> Runs:
    title = line(link.title, href=around.follow(link.url))
    return join([title, line(f"({link.kind})" if link.kind else "")])


def _contact(contact: shape.Contact) -> Runs:
    """Return how a contact was reached, and is today, one way in a line."""
    return join(
        [
            _in(contact.name_lang, line(contact.name, "strong")),
            _in(contact.function_lang, line(contact.function)),
            _in(contact.institution_lang, line(contact.institution)),
            line(contact.telephone),
            _mail(contact.email),
            line(contact.hours),
            _contact_today(contact.today),
        ],
        "\n",
    )


def _contact_today(now: shape.ContactToday | None) -> Runs:
    if now is None:
        return ()
    if now.is_over:
        return line(_("This contact answers no longer."))
    told = join([line(now.name), line(now.telephone), _mail(now.email)], ", ")
    return join([line(_("today:")), told])


def _mail(address: str) -> Runs:
    return line(address, href=mailto(address))
