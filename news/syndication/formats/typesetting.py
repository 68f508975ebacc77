"""Set a release in type: data in, PDF or picture out.

The templates are code, what they set is data: it reaches them as one JSON text, so
no text of a release is ever read as markup. Only the fonts that come with typst are
used, so a page looks the same on every machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import typst

HERE = Path(__file__).parent
PICTURE = "picture.jpg"
# What every font shows; a test holds it against the fonts.
PLAIN = frozenset(map(chr, (0x0A, *range(0x20, 0x7F), *range(0xA0, 0x180))))
# Chinese, Japanese and Korean, of which typst has no font. Not asked one by one: that
# takes milliseconds, and they have thousands of characters.
LACKING = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
JOINER = "\u200d"
# Sets one text in all faces of release.typ, as PDF/UA, which allows no missing glyph.
SPECIMEN = b"""
#set document(title: "specimen")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))
#let specimen = sys.inputs.text
#specimen #strong(specimen) #emph(specimen) #strong(emph(specimen))
"""


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that come with typst."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def pdf(template: str, data: dict[str, Any], at: datetime, picture: bytes) -> bytes:
    """Return data set by a template as PDF/UA-1, ``at`` being when it was made.

    The picture can be read at the name ``PICTURE``.
    """
    with TemporaryDirectory() as folder:
        if picture:
            (Path(folder) / PICTURE).write_bytes(picture)
        return typst.compile(
            str(copy(HERE / template, folder)),
            root=folder,
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=["ua-1"],
            timestamp=int(at.timestamp()),
        )


def png(template: str, data: dict[str, Any]) -> bytes:
    """Return data set by a template as a picture, one pixel for each point."""
    return typst.compile(
        (HERE / template).read_bytes(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=72,
        sys_inputs={"data": json.dumps(data)},
    )


def is_plain(cluster: str) -> bool:
    """Tell whether every face has this character, whatever stands beside it."""
    return cluster in PLAIN


def can_show(cluster: str) -> bool:
    """Tell whether the fonts have what a character needs, marks included."""
    if is_plain(cluster):
        return True
    return not LACKING.match(cluster) and _is_set(cluster)


@lru_cache(maxsize=10_000)
def _is_set(cluster: str) -> bool:
    try:
        typst.compile(
            SPECIMEN,
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"text": cluster},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True


def split(
    text: str, can_show: Callable[[str], bool] = can_show
) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, each with whether the fonts can show it."""
    shown = ((cluster, can_show(cluster)) for cluster in _clusters(text))
    for is_shown, parts in groupby(shown, key=lambda part: part[1]):
        yield "".join(cluster for cluster, _shown in parts), is_shown


def _clusters(text: str) -> Iterator[str]:
    """Yield the characters of a text, each with the marks that belong to it."""
    cluster = ""
    for character in text:
        is_mark = unicodedata.category(character) in ("Mn", "Mc", "Me")
        if cluster and (is_mark or character == JOINER or cluster.endswith(JOINER)):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster
