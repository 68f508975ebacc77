"""Lets the blocks of a text fall on those of the original that it is a translation of.

Blocks with the same key are one paragraph in two languages: they stand beside each
other, and what does not agree between them is found.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from wagtail.blocks import StreamValue


def align(body: StreamValue, original: StreamValue) -> StreamValue:
    """Return a body with the keys of those blocks of the original that are like its own.

    Alike are blocks of one kind in the same order, and statements that are the same. A
    picture of which the text has the caption only is that of the original.
    """
    ours, theirs = body.get_prep_value(), original.get_prep_value()
    matcher = SequenceMatcher(
        None, [*map(_kind, theirs)], [*map(_kind, ours)], autojunk=False
    )
    for start, own, size in matcher.get_matching_blocks():
        for block, same in zip(
            ours[own : own + size], theirs[start : start + size], strict=True
        ):
            block["id"] = same["id"]
            if block["type"] == "picture" and not block["value"]["image"]:
                block["value"]["image"] = same["value"]["image"]
    return body.stream_block.to_python(ours)


def _kind(block: dict[str, Any]) -> tuple[Any, ...]:
    if block["type"] == "statement":
        return "statement", block["value"]["statement"]
    return (block["type"],)
