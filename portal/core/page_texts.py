"""The texts of a page as paragraphs, in the order in which visitors read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core.exceptions import FieldDoesNotExist

from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.core.bodies import BUILDERS, Surroundings, build_blocks
from portal.core.prose import list_texts, read

HEADS = ("title", "kicker")
TEXTS = ("standfirst", "introduction", "body", "further", "notes_to_editors")
# What is written for the page; statements, figures and files say what they are.
WRITTEN = {kind: BUILDERS[kind] for kind in ("heading", "prose", "bullet_list", "table", "fact_box")}  # fmt: skip


def list_paragraphs(
    page: Page, names: Iterable[str] = (*HEADS, *TEXTS)
) -> Iterator[str]:
    """Yield the paragraphs of those fields that a page has, line breaks as ``"\\n"``."""
    around = Surroundings("", {})
    for name in names:
        try:
            field = page._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        value = getattr(page, name)
        if isinstance(field, StreamField):
            written = [block for block in value if block.block_type in WRITTEN]
            yield from list_texts(build_blocks(written, around, WRITTEN))
        elif isinstance(field, RichTextField):
            yield from list_texts(read(value))
        else:
            yield value
