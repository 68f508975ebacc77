"""Makes the body of a release of the blocks of a text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from news.drafting.plans import Mention, Plan
from news.models import Statement
from news.reading.passages import Passage, list_parts
from portal.core import prose
from portal.core.prose import Block, Run
from portal.core.rich_writing import write_runs, write_table

LONGEST_HEADING, LONGEST_CAPTION = 200, 500
PROSE = (prose.Paragraph, prose.Heading)


class BodyBuilder:
    """Goes through a text once; paragraphs beside each other are one block.

    ``body`` is the raw data of a stream, ``notes`` rich text.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.body: list[dict[str, Any]] = []
        self.prose: list[SafeString] = []
        self.noted: list[SafeString] = []
        self.passages = iter(plan.text.passages)
        for block in plan.text.blocks:
            self._add(block)
        self._close_prose()

    @property
    def notes(self) -> str:
        return "".join(self.noted)

    def _add(self, block: Block) -> None:
        if isinstance(block, PROSE):
            self._add_passage(next(self.passages))
        elif isinstance(block, prose.List):
            self._add_list(block)
        elif isinstance(block, prose.Table):
            self._add_table(block)
        elif isinstance(block, prose.Quotation):
            for part in block.blocks:
                self._add(part)
            if block.source:
                self._add_passage(next(self.passages))
        else:
            # Of a picture there is what stands below it; its file is not read.
            for passage in self._take(block):
                if passage.number in self.plan.pictures:
                    self._add_passage(passage)

    def _take(self, block: Block) -> list[Passage]:
        """Return the passages of a block; they come in its order."""
        return [next(self.passages) for _part in list_parts(block)]

    def _put(self, kind: str, value: Any) -> None:
        self._close_prose()
        self.body.append({"type": kind, "value": value})

    def _close_prose(self) -> None:
        if self.prose:
            self.body.append({"type": "prose", "value": "".join(self.prose)})
            self.prose = []

    def _write(self, number: int, html: SafeString) -> None:
        """Add rich text, to the notes to editors where the text has come to them."""
        is_note = number >= self.plan.notes_from
        (self.noted if is_note else self.prose).append(html)

    def _add_passage(self, passage: Passage) -> None:
        """Add a paragraph, whose statements and pictures are blocks of their own."""
        number = passage.number
        if number in self.plan.headings:
            level = str(self.plan.headings[number])
            self._put("heading", {"text": passage.text.strip(), "level": level})
        elif number in self.plan.pictures:
            for caption in self.plan.pictures[number]:
                self._put("picture", {"image": None, "caption": caption})
        else:
            self._add_text(passage)

    def _add_text(self, passage: Passage) -> None:
        number = passage.number
        waiting = sorted(
            self.plan.statements.get(number, []), key=lambda placed: placed[0]
        )
        for start, end in self.plan.find_left(number):
            while waiting and waiting[0][0] <= start:
                self._put_statement(waiting.pop(0)[1])
            html = self._html(passage, start, end)
            self._write(number, format_html("<p>{}</p>", html))
        for _place, statement in waiting:
            self._put_statement(statement)

    def _put_statement(self, statement: Statement) -> None:
        self._put("statement", {"statement": statement.pk})

    def _add_list(self, block: prose.List) -> None:
        """Add a list; one with others in it can only be rich text."""
        is_flat = all(
            len(entry) == 1 and isinstance(entry[0], PROSE) for entry in block.entries
        )
        if not is_flat:
            first, html = self._list_html(block)
            if html:
                self._write(first, html)
            return
        passages = self._take(block)
        texts = [self._whole_html(passage) for passage in passages]
        entries = [format_html("<p>{}</p>", text) for text in texts if text]
        if entries and passages[0].number >= self.plan.notes_from:
            self._write(passages[0].number, _list(block, texts))
        elif entries:
            value = {"is_ordered": block.is_ordered, "entries": entries}
            self._put("bullet_list", value)

    def _list_html(self, block: prose.List) -> tuple[int, SafeString]:
        """Return a list as rich text, with the number of its first passage."""
        first, entries = -1, []
        for entry in block.entries:
            html = SafeString("")
            for part in entry:
                if isinstance(part, prose.List):
                    number, inside = self._list_html(part)
                    html += inside
                else:
                    passages = self._take(part)
                    number = passages[0].number if passages else first
                    texts = [self._whole_html(passage) for passage in passages]
                    html += format_html_join(" ", "{}", ((one,) for one in texts))
                first = number if first < 0 else first
            entries.append(html)
        return first, _list(block, entries)

    def _add_table(self, block: prose.Table) -> None:
        passages = self._take(block)
        if all(passage.number in self.plan.dropped for passage in passages):
            return
        caption = prose.plain(block.caption)[:LONGEST_HEADING]
        value = {"caption": caption, "table": write_table(block)}
        self._put("table", value)

    def _whole_html(self, passage: Passage) -> SafeString:
        left = self.plan.find_left(passage.number)
        parts = (self._html(passage, start, end) for start, end in left)
        return format_html_join(" ", "{}", ((part,) for part in parts))

    def _html(self, passage: Passage, start: int, end: int) -> SafeString:
        """Return a part of a passage as rich text, with its mentions as links."""
        text = passage.text
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        mentions = self.plan.mentions.get(passage.number, [])
        pieces = _pieces(passage, start, end, mentions)
        html = SafeString("")
        for mention, group in groupby(pieces, key=lambda piece: piece[0]):
            inside = write_runs(tuple(run for _mention, run in group))
            if mention:
                inside = format_html(
                    '<a linktype="{}" id="{}">{}</a>', mention.kind, mention.pk, inside
                )
            html += inside
        return html


def find_segments(passage: Passage) -> Iterator[tuple[int, int, Run]]:
    """Yield the runs of a passage with their places in its characters."""
    position = 0
    written = prose.write_scripts(passage.runs)
    for run, plain in zip(passage.runs, written, strict=True):
        yield position, position + len(plain.text), run
        position += len(plain.text)


def _pieces(
    passage: Passage, start: int, end: int, mentions: list[Mention]
) -> Iterator[tuple[Mention | None, Run]]:
    """Yield the runs of a part, parted where mentions begin and end."""
    for first, last, run in find_segments(passage):
        if last <= start or first >= end:
            continue
        if run.script:  # its characters are others than those of the passage
            yield None, run
            continue
        edges = {max(first, start), min(last, end)}
        for one in mentions:
            edges |= {edge for edge in (one.start, one.end) if first < edge < last}
        places = sorted(edge for edge in edges if start <= edge <= end)
        for begin, stop in pairwise(places):
            inside = (one for one in mentions if one.start <= begin and stop <= one.end)
            part = run.text[begin - first : stop - first]
            yield next(inside, None), _with_text(run, part)


def _with_text(run: Run, text: str) -> Run:
    return Run(text, run.styles, run.href, run.lang)


def _list(block: prose.List, entries: list[SafeString]) -> SafeString:
    """Return a list as rich text, empty without entries."""
    items = format_html_join("", "<li>{}</li>", ((one,) for one in entries if one))
    tag = "ol" if block.is_ordered else "ul"
    return format_html("<{0}>{1}</{0}>", tag, items) if items else SafeString("")
