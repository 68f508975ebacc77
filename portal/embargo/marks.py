"""What gives a hidden release away, wherever it is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize

from django.db.models import Model
from django.utils.html import strip_tags

from news.querysets import public_statements, releases
from partners.models import Institution, Partnership, Person
from portal.core.addresses import page_path
from portal.core.models import CustomDocument, CustomImage
from portal.embargo.drafts import Draft

# Shorter texts stand in other texts by chance.
SHORTEST = 8
# Enough of a statement to know it by, should a format cut it.
BEGINNING = 80
_SPACE = re.compile(r"\s+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Mark:
    """A text that only the hidden release has, and what it is of it."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind} “{self.text}”"


def fold(text: str) -> str:
    """Return a text so that all ways to write it down are the same.

    Without escapes of HTML, XML and JSON, tags, soft hyphens, line breaks and case.
    """
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    text = strip_tags(unescape(text))
    text = _HIDDEN.sub("", normalize("NFKC", text))
    return _SPACE.sub(" ", text).strip().casefold()


def find_marks(drafts: Iterable[Draft]) -> list[Mark]:
    """Return what no output may say of hidden releases and what is hidden with them.

    What something public says as well is no mark: a headline that is used every year,
    a statement of an older release, the name of an institution that everybody knows.
    """
    marks = dict.fromkeys(mark for draft in drafts for mark in _marks(draft))
    return [mark for mark in marks if mark.text]


def _marks(draft: Draft) -> Iterator[Mark]:
    release, record = draft.release, draft.record
    others = releases().released().exclude(translation_key=release.translation_key)
    is_used = others.filter(title=release.title).exists()
    if len(release.title) >= SHORTEST and not is_used:
        yield Mark("headline", release.title)
    is_used = others.filter(standfirst=release.standfirst).exists()
    if len(release.standfirst) >= SHORTEST and not is_used:
        yield Mark("standfirst", release.standfirst[:BEGINNING])
    yield Mark("address", page_path(release))
    yield Mark("identity", release.identity_path)
    if len(record.number) >= SHORTEST:
        yield Mark("number", record.number)
    said = public_statements().filter(pk__in=record.statements)
    known = {str(key) for key in said.values_list("pk", flat=True)}
    for key, statement in record.statements.items():
        text = strip_tags(statement.text)[:BEGINNING]
        if key not in known and len(text) >= SHORTEST:
            yield Mark("statement", text)
    yield from _of_entities(draft)
    for file in draft.files:
        for name in names_of(file):
            yield Mark("file", name)


def _of_entities(draft: Draft) -> Iterator[Mark]:
    """Yield names and addresses of those whom nobody may know of yet."""
    for entity in draft.entities:
        if isinstance(entity, Institution | Person | Partnership):
            yield Mark("entry", f"/{entity.path}")
            names = {row.text for row in entity.names.all()}
            yield from (Mark("name", name) for name in names if len(name) >= SHORTEST)


def names_of(file: Model) -> list[str]:
    """Return the names of a picture, its sizes or a document in the storage."""
    if isinstance(file, CustomImage):
        return [file.file.name, *file.renditions.values_list("file", flat=True)]
    return [file.file.name] if isinstance(file, CustomDocument) else []
