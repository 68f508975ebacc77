"""A release on paper: tagged PDF (PDF/UA-1), the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from typst import TypstError

from news.syndication.formats import typesetting
from news.syndication.formats.prose import Block, Run, plain
from news.syndication.formats.sources import Source, one_line
from news.syndication.formats.typesetting import can_show, is_plain

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


@dataclass(frozen=True)
class _Typed:
    """Texts as runs of which the fonts can show each, or it is ``unseen``."""

    can_show: Callable[[str], bool]

    def data(self, source: Source, *, has_picture: bool) -> dict[str, Any]:
        """Return what the template sets."""
        text = source.text
        body = [] if source.withdrawal else _opened(source)
        return {
            "language": source.release.language,
            "authors": source.issuers,
            "keywords": source.topics,
            "plain_title": source.title,
            "title": self.line(source.title),
            "short_title": self.line(Truncator(source.title).chars(SHORT_TITLE)),
            "line": self.line(f"{source.number or source.kind} · {source.day}"),
            "issuers": self.line(", ".join(source.issuers)),
            "kicker": self.line(source.kicker),
            "standfirst": self.line(source.standfirst),
            "notices": [
                {
                    "title": self.line(one.title),
                    "parts": [
                        {
                            "text": self.line(part.text),
                            "language": part.lang or source.release.language,
                        }
                        for part in one.parts
                    ],
                }
                for one in source.notices
            ],
            "picture": self.picture(source) if has_picture else None,
            "body": self.blocks(body),
            "after": self.blocks([*text.after, *text.beside]),
            "address": source.address,
            "shown_address": self.line(source.address),
        }

    def picture(self, source: Source) -> dict[str, Any] | None:
        told = source.picture
        if told is None:
            return None
        credit = _("Picture: %(credit)s") % {"credit": told.credit}
        said = (told.caption, credit if told.credit else "", source.usage_terms)
        return {
            "file": typesetting.PICTURE,
            "alt": one_line(told.alt) or source.title,
            "caption": self.line(one_line(" · ".join(part for part in said if part))),
        }

    def blocks(self, blocks: Iterable[Block]) -> list[Block]:
        """Return blocks whose headings do not skip a level, which PDF/UA forbids."""
        level = 1
        typed = []
        for block in blocks:
            if block["kind"] == "heading":
                level = max(2, min(block["level"], level + 1))
                block = block | {"level": level}
            typed.append(self.block(block))
        return typed

    def block(self, block: Block) -> Block:
        """Return a block; a picture as its words."""
        if block["kind"] == "picture":
            words = plain(block["caption"]) or block["alt"]
            words = f"[{_('Picture')}: {words}]" if words else ""
            return {"kind": "picture", "words": self.line(words)}
        return {name: self.part(name, value) for name, value in block.items()}

    def part(self, name: str, value: Any) -> Any:
        """Return a part of a block, which is runs or made of them or plain."""
        if name in ("runs", "source", "caption"):
            return self.runs(value)
        if name == "blocks":
            return [self.block(block) for block in value]
        if name == "head":
            return [self.runs(cell) for cell in value]
        if name == "rows":
            return [[self.runs(cell) for cell in row] for row in value]
        if name == "entries":
            return [
                [self.block(block) for block in entry]
                if isinstance(entry, list)
                else {key: self.runs(runs) for key, runs in entry.items()}
                for entry in value
            ]
        return value

    def line(self, text: str) -> list[Run]:
        return self.runs([{"text": text}])

    def runs(self, runs: Iterable[Run]) -> list[Run]:
        return [
            run | ({"text": part} if is_shown else {"text": part, "unseen": True})
            for run in runs
            for part, is_shown in typesetting.split(run["text"], self.can_show)
        ]


def _opened(source: Source) -> list[Block]:
    """Return the body; the dateline opens its first paragraph."""
    body = source.text.body
    if not source.place:
        return body
    dateline: Run = {"text": f"{source.place} –", "styles": ["strong"]}
    if body and body[0]["kind"] == "paragraph":
        first = [dateline, {"text": " "}, *body[0]["runs"]]
        return [{"kind": "paragraph", "runs": first}, *body[1:]]
    return [{"kind": "paragraph", "runs": [dateline]}, *body]
