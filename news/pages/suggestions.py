"""Names of known institutions, people and partnerships that stand unlinked in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from django.utils.functional import Promise

from partners.mentions import key
from partners.models import Person
from partners.public import MODELS, EntityKind

SHORTEST_NAME = 3
SURROUNDINGS = 40  # characters on each side of what is found
# One token: an element's tag, a comment, a character reference or a character.
_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|.", re.DOTALL)
_LINK_START = re.compile(r"<a\b", re.IGNORECASE)
_LINK_END = re.compile(r"</a\b", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|br|hr|h\d|blockquote)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Entity:
    """Somebody whom a text can mention."""

    kind: str
    pk: int
    label: str

    @property
    def key(self) -> str:
        """The key that mentions in a release are kept under."""
        return key(self.kind, self.pk)


@dataclass(frozen=True)
class Suggestion:
    """A name that stands in a text without a link, and whom it may mean."""

    entity: Entity
    name: str
    before: str
    after: str
    count: int

    @property
    def value(self) -> str:
        """What the button that links it sends."""
        return f"{self.entity.kind}:{self.entity.pk}:{self.name}"

    @property
    def kind_label(self) -> str | Promise:
        """What kind of thing it is, in the active language."""
        return EntityKind(self.entity.kind).label


class PlainText:
    """Rich text as a reader sees it, with the way back to its source.

    Tags of paragraphs are a space, so that no name goes across them. Tags inside a
    line are nothing, but a name that one of them interrupts is not linked.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        characters = list(_characters(source))
        self.text = "".join(character for character, *_place in characters)
        self.places = [place for _character, *place in characters]

    def before(self, start: int) -> str:
        """Return some whole words that stand before a place."""
        words = self.text[max(start - SURROUNDINGS, 0) : start]
        return words if len(words) < SURROUNDINGS else words.partition(" ")[2]

    def after(self, end: int) -> str:
        """Return some whole words that stand after a place."""
        words = self.text[end : end + SURROUNDINGS]
        return words if len(words) < SURROUNDINGS else words.rpartition(" ")[0]

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether a part of the text is in no link and interrupted by no tag."""
        places = self.places[start:end]
        return not any(is_linked for _start, _end, is_linked in places) and all(
            place[1] == following[0] for place, following in pairwise(places)
        )

    def linked(self, start: int, end: int, entity: Entity) -> str:
        """Return the source with a part of the text linked, the rest untouched."""
        first, last = self.places[start][0], self.places[end - 1][1]
        return (
            f'{self.source[:first]}<a linktype="{entity.kind}" id="{entity.pk}">'
            f"{self.source[first:last]}</a>{self.source[last:]}"
        )


def _characters(source: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield what a reader sees: character, its place, whether it is in a link."""
    is_linked = False
    for token in _TOKEN.finditer(source):
        text = token.group()
        if text[0] == "<" and len(text) > 1:
            if _LINK_END.match(text):
                is_linked = False
            elif _LINK_START.match(text):
                is_linked = True
            elif _BLOCK.match(text):
                yield " ", *token.span(), is_linked
        else:
            for character in unescape(text).replace("\xa0", " "):
                yield character, *token.span(), is_linked


def known_names() -> dict[str, list[Entity]]:
    """Return everybody whom a text can mention, by each of their names.

    Three queries. Without names that are too short, and without names in lower
    case, which may be ordinary words.
    """
    names: dict[str, list[Entity]] = {}
    named = [
        (kind, MODELS[kind].objects.all()) for kind in ("institution", "partnership")
    ]
    named.append(("person", Person.objects.with_page()))
    for kind, entities in named:
        for pk, label, known in entities.values_list("pk", "label", "known_names"):
            entity = Entity(kind, pk, label)
            for text in {name["text"] for name in known}:
                names.setdefault(text, []).append(entity)
    return {
        name: entities
        for name, entities in names.items()
        if len(name) >= SHORTEST_NAME and name != name.lower()
    }


def occurrences(texts: Sequence[PlainText], names: dict) -> Iterator[tuple]:
    """Yield where names stand, in order: number of the text, start, end, name.

    Whole words, capitals as written; of names at the same place the longest.
    """
    present = [name for name in names if any(name in text.text for text in texts)]
    if not present:
        return
    longest_first = sorted(present, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<![\w@.-])(?:{words})(?![\w@]|\.\w)")
    for number, text in enumerate(texts):
        for match in pattern.finditer(text.text):
            if text.is_free(*match.span()):
                yield number, *match.span(), match.group()


def suggestions(sources: Sequence[str], mentioned: set[str]) -> list[Suggestion]:
    """Return the names that stand unlinked in rich texts, in order, each once.

    Without those who are linked somewhere already (``mentioned``, by key), because
    a text links somebody once.
    """
    names = known_names()
    texts = [PlainText(source) for source in sources]
    found: dict[str, list] = {}
    for place in occurrences(texts, names):
        found.setdefault(place[-1], []).append(place)
    return [
        Suggestion(
            entity=entity,
            name=name,
            before=texts[number].before(start),
            after=texts[number].after(end),
            count=len(places),
        )
        for name, places in found.items()
        for number, start, end, _name in places[:1]
        for entity in names[name]
        if entity.key not in mentioned
    ]


def link_first(sources: Sequence[str], value: str) -> tuple[int, str] | None:
    """Link the first unlinked place of a name, as the button of a suggestion asks.

    Returns which of the rich texts has changed and what it is now; None where the
    name does not stand there, or is nobody's.
    """
    kind, _colon, rest = value.partition(":")
    pk, _colon, wanted = rest.partition(":")
    names = known_names()
    entity = next(
        (
            entity
            for entity in names.get(wanted, [])
            if (entity.kind, str(entity.pk)) == (kind, pk)
        ),
        None,
    )
    if entity is None:
        return None
    texts = [PlainText(source) for source in sources]
    for number, start, end, name in occurrences(texts, names):
        if name == wanted:
            return number, texts[number].linked(start, end, entity)
    return None
