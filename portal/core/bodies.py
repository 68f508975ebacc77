"""The blocks that any page can be made of, as prose.

Each block of ``portal.core.blocks`` has its builder here; packages above add those of
their own blocks (``BUILDERS | …``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import localize
from django.utils.translation import gettext as _

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from portal.core.known_licences import BETWEEN, Terms
from portal.core.prose import (
    Block,
    Figure,
    Figures,
    Heading,
    List,
    Paragraph,
    Picture,
    Runs,
    Table,
    follow,
    join,
    line,
    plain,
    read,
    read_line,
)
from portal.core.rich_text import render

# The size in which other formats show a picture of the text.
PICTURE = "width-640|format-webp"


@dataclass(frozen=True)
class Surroundings:
    """Where a text stands: at which ``address``, with which links to entities.

    ``links`` are resolved already, by their keys; None to look them up.
    """

    address: str
    links: dict[str, dict] | None = None

    def read(self, text: RichText | str) -> tuple[Block, ...]:
        """Return the blocks of rich text."""
        return read(render(text, self.links), self.address)

    def read_line(self, text: RichText | str) -> Runs:
        """Return rich text that stands in one place as runs."""
        return read_line(render(text, self.links), self.address)

    def follow(self, address: str) -> str:
        """Return the absolute form of an address in the text."""
        return follow(address, self.address)


Builder = Callable[[Any, Surroundings], Iterator[Block]]


def build_blocks(
    body: StreamValue, around: Surroundings, builders: Mapping[str, Builder]
) -> Iterator[Block]:
    """Yield the blocks of a body; the language of its page must be active."""
    for block in body:
        yield from builders[block.block_type](block.value, around)


def build_caption(caption: str, credit: str, terms: Terms) -> Runs:
    """Return what stands below a picture."""
    told = _("Picture: %(credit)s") % {"credit": credit} if credit else ""
    name = str(terms.known.name) if terms.known else ""
    licence = line(name, href=terms.address)
    return join([line(caption), join([line(told), licence, line(terms.own)], BETWEEN)])


def build_title(title: str) -> Iterator[Paragraph]:
    """Yield the title of a part of the text that is no section of it."""
    if text := line(title, "strong"):
        yield Paragraph(text)


def _heading(value: Any, around: Surroundings) -> Iterator[Block]:
    if text := line(value["text"]):
        yield Heading(int(value["level"] or 2), text)


def _prose(value: Any, around: Surroundings) -> Iterator[Block]:
    yield from around.read(value)


def _picture(value: Any, around: Surroundings) -> Iterator[Block]:
    """Yield a picture with what stands below it; nothing where its file is lost."""
    image = value["image"]
    if image and (rendition := image.in_size(PICTURE)):
        caption = value["caption"] or str(image.caption)
        said = build_caption(caption, image.credit, image.terms)
        src = around.follow(rendition.url)
        yield Picture(src, plain(line(_words_for(image))), said)


def _words_for(image: Any) -> str:
    """Return what stands for a picture where it is used; see ``ImageBlock``."""
    if image.decorative:
        return ""
    return image.contextual_alt_text or image.default_alt_text


def _gallery(value: Any, around: Surroundings) -> Iterator[Block]:
    for picture in value["pictures"]:
        yield from _picture(picture, around)


def _bullet_list(value: Any, around: Surroundings) -> Iterator[Block]:
    entries = tuple(filter(None, (around.read(entry) for entry in value["entries"])))
    if entries:
        yield List(entries, bool(value["is_ordered"]))


def _table(value: Any, around: Surroundings) -> Iterator[Block]:
    table = value["table"]
    head = tuple(line(column["heading"] or "") for column in table.columns)
    rows = tuple(tuple(_cell(cell, around) for cell in row) for row in table.rows)
    if head:
        caption = line(value["caption"])
        yield Table(rows, head if any(head) else (), caption)


def _cell(cell: Any, around: Surroundings) -> Runs:
    if cell.value is None:
        return ()
    if cell.block.name == "prose":
        return around.read_line(cell.value)
    return line(str(localize(cell.value)))


def _fact_box(value: Any, around: Surroundings) -> Iterator[Block]:
    yield from build_title(value["title"])
    yield Figures(
        tuple(
            Figure(line(one["label"]), line(one["value"]), line(one["as_of"]))
            for one in value["facts"]
        )
    )


def _document(value: Any, around: Surroundings) -> Iterator[Block]:
    document = value["document"]
    if not document or not document.is_usable:
        return
    title = value["title"] or document.title
    size = filesizeformat(document.get_file_size())
    told = (document.file_extension.upper(), size, document.credit)
    link = line(title, href=around.follow(document.url))
    yield Paragraph(join([link, line(", ".join(filter(None, told)))]))


def _external_media(value: Any, around: Surroundings) -> Iterator[Block]:
    link = line(value.name, "strong", href=around.follow(value["url"]))
    yield Paragraph(join([link, line(value.whereabouts)]))


def _related_links(value: Any, around: Surroundings) -> Iterator[Block]:
    yield from build_title(value["title"] or _("Read on"))
    entries = [
        line(link["title"], href=around.follow(link.address()))
        for link in value["links"]
    ]
    yield List(tuple((Paragraph(entry),) for entry in entries if entry))


BUILDERS: dict[str, Builder] = {
    "heading": _heading,
    "prose": _prose,
    "picture": _picture,
    "gallery": _gallery,
    "bullet_list": _bullet_list,
    "table": _table,
    "fact_box": _fact_box,
    "document": _document,
    "external_media": _external_media,
    "related_links": _related_links,
}
