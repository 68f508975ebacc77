"""The texts of a draft one by one, each with the way to write it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from django.utils.translation import gettext as _

from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.rich_text import RichText

from news.checking.plain_text import PlainText
from news.models.release import Release

# The texts of a release that stand in fields, as a reader meets them.
BEFORE_BODY = ("kicker", "title", "standfirst", "dateline_place")
RICH_FIELDS = ("notes_to_editors",)
# What of a block is the text of a heading.
HEADINGS = ("heading",)


@dataclass
class Slot:
    """One text of a draft. ``write`` changes the draft, not what is stored."""

    place: str
    where: str
    anchor: str
    source: str
    write: Callable[[str], None]
    is_rich: bool = False
    is_heading: bool = False
    # Texts of others, such as statements, are changed where they are kept.
    is_own: bool = True

    @cached_property
    def plain(self) -> PlainText:
        return PlainText(self.source, is_rich=self.is_rich)


def list_slots(release: Release) -> list[Slot]:
    """Return the texts of a draft in the order in which they are read."""
    fields = [_of_field(release, name) for name in (*BEFORE_BODY, *RICH_FIELDS)]
    before, after = fields[: len(BEFORE_BODY)], fields[len(BEFORE_BODY) :]
    slots = [*before, *_of_body(release), *after]
    return [slot for slot in slots if slot.source]


def _of_field(release: Release, name: str) -> Slot:
    label = str(release._meta.get_field(name).verbose_name)
    where = _("Headline") if name == "title" else label[:1].upper() + label[1:]
    return Slot(
        name,
        where,
        f"#id_{name}",
        getattr(release, name),
        partial(setattr, release, name),
        is_rich=name in RICH_FIELDS,
        is_heading=name == "title",
    )


def place_of(number: int, block: object) -> str:
    """Return what names a block of the body; its key, if it has one."""
    return f"body.{getattr(block, 'id', None) or number}"


def anchor_of(block: object) -> str:
    """Return where the form shows a block of the body."""
    key = getattr(block, "id", None)
    return f"#block-{key}-section" if key else "#id_body"


def _of_body(release: Release) -> Iterator[Slot]:
    for number, child in enumerate(release.body):
        place, anchor = place_of(number, child), anchor_of(child)
        where = str(child.block.label)
        for path, source, write, is_rich in _walk(
            child.block, child.value, partial(setattr, child, "value")
        ):
            yield Slot(
                f"{place}{path}",
                where,
                anchor,
                source,
                write,
                is_rich,
                child.block_type in HEADINGS,
            )


_Part = tuple[str, str, Callable[[str], None], bool]


def _walk(block: Block, value: object, write: Callable) -> Iterator[_Part]:
    """Yield the texts in the value of a block: path, source, how it is written, kind."""
    if isinstance(value, RichText):
        yield "", value.source, partial(setattr, value, "source"), True
    elif isinstance(block, CharBlock | TextBlock) and isinstance(value, str):
        yield "", value, write, False
    elif isinstance(block, StructBlock) and isinstance(value, StructValue):
        for name, child in block.child_blocks.items():
            set_part = partial(value.__setitem__, name)
            for path, *rest in _walk(child, value.get(name), set_part):
                yield f".{name}{path}", *rest  # type: ignore[misc]
    elif isinstance(block, ListBlock) and value:
        for number, part in enumerate(value.bound_blocks):  # type: ignore[attr-defined]
            set_part = partial(setattr, part, "value")
            for path, *rest in _walk(block.child_block, part.value, set_part):
                yield f".{number}{path}", *rest  # type: ignore[misc]
    elif isinstance(block, StreamBlock) and value:
        for number, part in enumerate(value):  # type: ignore[arg-type]
            set_part = partial(setattr, part, "value")
            for path, *rest in _walk(part.block, part.value, set_part):
                yield f".{number}{path}", *rest  # type: ignore[misc]
    elif isinstance(block, TypedTableBlock) and value:
        yield from _of_table(value)


def _of_table(table: object) -> Iterator[_Part]:
    for row_number, row in enumerate(table.row_data):  # type: ignore[attr-defined]
        values = row["values"]
        for number, column in enumerate(table.columns):  # type: ignore[attr-defined]
            set_part = partial(values.__setitem__, number)
            for path, *rest in _walk(column["block"], values[number], set_part):
                yield f".{row_number}.{number}{path}", *rest  # type: ignore[misc]
