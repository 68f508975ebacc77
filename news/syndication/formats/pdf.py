"""A release on paper: tagged PDF (PDF/UA-1), the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from typst import TypstError

from news.syndication.formats import typesetting
from news.syndication.formats.sources import Source
from news.syndication.formats.typesetting import can_show, is_plain
from portal.core.characters import one_line
from portal.core.prose import (
    Block,
    Figure,
    Heading,
    List,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Table,
    plain,
)
from portal.core.simple_forms import base_language, is_simple

SOFT_HYPHEN = "\u00ad"
# A part of what the template sets.
Typed = dict[str, Any]

TEMPLATE = "release.typ"
SHORT_TITLE = 70  # characters in the header of the second page and all after it


def build(source: Source) -> bytes:
    """Return a release as PDF.

    Without its picture where the file is damaged. The fonts may lack what only
    comes up when characters stand side by side: then all that is unusual is boxed.
    """
    pictures = dict.fromkeys([source.picture_file(), b""])
    for file, shows in product(pictures, (can_show, is_plain)):
        try:
            data = _Typed(shows).data(source, has_picture=bool(file))
            return typesetting.pdf(TEMPLATE, data, source.version_at, file)
        except TypstError as error:
            refused = error
    raise refused


def _mark(source: Source) -> str:
    """Return what stands on every page of a copy for one reader."""
    return f"{_('Embargo')}: {source.mark}" if source.mark else ""


@dataclass(frozen=True)
class _Typed:
    """Texts as runs of which the fonts can show each, or it is ``unseen``."""

    can_show: Callable[[str], bool]

    def data(self, source: Source, *, has_picture: bool) -> dict[str, Any]:
        """Return what the template sets."""
        text = source.text
        return {
            "language": base_language(source.release.language),
            "is_simple": is_simple(source.release.language),
            "authors": source.issuers,
            "keywords": source.topics,
            "plain_title": source.title,
            "title": self.line(source.title),
            "short_title": self.line(Truncator(source.title).chars(SHORT_TITLE)),
            "line": self.line(f"{source.number or source.kind} · {source.day}"),
            "issuers": self.line(", ".join(source.issuers)),
            "mark": self.line(_mark(source)),
            "kicker": self.line(source.kicker),
            "standfirst": self.line(source.standfirst),
            "notices": [
                {
                    "title": self.line(one.title),
                    "parts": [
                        {
                            "text": self.line(part.text),
                            "language": base_language(
                                part.lang or source.release.language
                            ),
                        }
                        for part in one.parts
                    ],
                }
                for one in source.notices
            ],
            "picture": self.picture(source) if has_picture else None,
            "body": self.blocks(text.body),
            "after": self.blocks([*text.after, *text.beside]),
            "address": source.address,
            "shown_address": self.line(source.address),
        }

    def picture(self, source: Source) -> dict[str, Any] | None:
        told = source.picture
        if told is None:
            return None
        credit = _("Picture: %(credit)s") % {"credit": told.credit}
        said = (told.caption, credit if told.credit else "", str(source.terms))
        return {
            "file": typesetting.PICTURE,
            "alt": one_line(told.alt) or source.title,
            "caption": self.line(one_line(" · ".join(part for part in said if part))),
        }

    def blocks(self, blocks: Iterable[Block]) -> list[Typed]:
        """Return blocks whose headings do not skip a level, which PDF/UA forbids."""
        level = 1
        typed = []
        for block in blocks:
            if isinstance(block, Heading):
                level = max(2, min(block.level, level + 1))
                block = replace(block, level=level)
            typed.append(self.block(block))
        return typed

    def block(self, block: Block) -> Typed:
        """Return a block with its ``kind``, a picture as its words."""
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "runs": self.runs(block.runs)}
        if isinstance(block, Heading):
            runs = self.runs(block.runs)
            return {"kind": "heading", "level": block.level, "runs": runs}
        if isinstance(block, List):
            entries = [[self.block(one) for one in entry] for entry in block.entries]
            return {
                "kind": "list",
                "is_ordered": block.is_ordered,
                "entries": entries,
            }
        if isinstance(block, Quotation):
            return {
                "kind": "quote" if block.is_verbatim else "said",
                "blocks": [self.block(one) for one in block.blocks],
                "source": self.runs(block.source),
            }
        if isinstance(block, Picture):
            words = plain(block.caption) or block.alt
            words = f"[{_('Picture')}: {words}]" if words else ""
            return {"kind": "picture", "words": self.line(words)}
        if isinstance(block, Table):
            return {
                "kind": "table",
                "caption": self.runs(block.caption),
                "head": [self.runs(cell) for cell in block.head],
                "rows": [[self.runs(cell) for cell in row] for row in block.rows],
                "width": block.width,
            }
        return {"kind": "figures", "entries": list(map(self.figure, block.entries))}

    def figure(self, figure: Figure) -> Typed:
        note = (Run("("), *figure.note, Run(")")) if figure.note else ()
        return {
            "subject": self.runs(figure.subject),
            "value": self.runs(figure.value),
            "note": self.runs(note),
        }

    def line(self, text: str) -> list[Typed]:
        return self.runs([Run(text)])

    def runs(self, runs: Iterable[Run]) -> list[Typed]:
        return [
            {
                "text": shown,
                "styles": run.styles,
                "href": run.href if shown.strip() else "",
                "lang": run.lang,
                "unseen": not is_shown,
            }
            for run in runs
            for part, is_shown in typesetting.split(run.text, self.can_show)
            # typst fails at a link that ends with one, or of which nothing is seen.
            for shown in [part.replace(SOFT_HYPHEN, "") if run.href else part]
        ]
