"""Names of known institutions, people and partnerships that stand unlinked in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from news.checking.graph import Graph
from news.checking.plain_text import PlainText
from news.reading.known import Found, Known, drop_ordinary
from news.reading.passages import Passage, Sort
from partners.mentions import key
from partners.models import Person
from partners.public import EntityKind

# Characters.
SHORTEST_NAME = 3


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
    """A name that stands in a text without a link, and whom it may mean.

    ``number`` is that of the text, ``start`` and ``end`` are its first place there.
    """

    entity: Entity
    name: str
    number: int
    start: int
    end: int
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


@dataclass(frozen=True)
class Unlinked:
    """A place where somebody who can be linked is named."""

    number: int
    start: int
    end: int
    name: str
    entities: tuple[Entity, ...]


def find_unlinked(texts: Sequence[PlainText], graph: Graph) -> list[Unlinked]:
    """Return where known names stand in texts without a link, in order.

    Names are found as the reader of texts finds them, also bent. Left out are short ones,
    and people who have no page. One query, besides those of the graph.
    """
    passages, places = [], []
    for number, text in enumerate(texts):
        for start, line in text.lines():
            count = len(passages)
            passages.append(Passage(count, count, Sort.PARAGRAPH, line))
            places.append((number, start))
    found = drop_ordinary([one for p in passages for one in graph.names.find(p)])
    paged = _with_page(found)
    unlinked = []
    for one in found:
        number, offset = places[one.passage]
        start, end = offset + one.start, offset + one.end
        entities = tuple(
            Entity(known.kind, known.pk, known.label)
            for known in one.known
            if known.kind != EntityKind.PERSON or known.pk in paged
        )
        is_long = len(one.name) >= SHORTEST_NAME
        if entities and is_long and texts[number].is_free(start, end):
            name = texts[number].text[start:end]
            unlinked.append(Unlinked(number, start, end, name, entities))
    return unlinked


def _with_page(found: Sequence[Found]) -> set[int]:
    known: Iterator[Known] = (known for one in found for known in one.known)
    people = {one.pk for one in known if one.kind == EntityKind.PERSON}
    if not people:
        return set()
    rows = Person.objects.with_page().filter(pk__in=people)
    return set(rows.values_list("pk", flat=True))


def suggestions(
    sources: Sequence[str], mentioned: set[str], graph: Graph | None = None
) -> list[Suggestion]:
    """Return the names that stand unlinked in rich texts, in order, each once.

    Without those who are linked somewhere already (``mentioned``, by key), because
    a text links somebody once.
    """
    texts = [PlainText(source) for source in sources]
    found: dict[str, list[Unlinked]] = {}
    for place in find_unlinked(texts, graph or Graph()):
        found.setdefault(place.name, []).append(place)
    return [
        Suggestion(
            entity=entity,
            name=name,
            number=first.number,
            start=first.start,
            end=first.end,
            before=texts[first.number].before(first.start),
            after=texts[first.number].after(first.end),
            count=len(places),
        )
        for name, places in found.items()
        for first in places[:1]
        for entity in first.entities
        if entity.key not in mentioned
    ]


def link_first(sources: Sequence[str], value: str) -> tuple[int, str] | None:
    """Link the first unlinked place of a name, as the button of a suggestion asks.

    Returns which of the rich texts has changed and what it is now; None where the
    name does not stand there, or is nobody's.
    """
    kind, _colon, rest = value.partition(":")
    pk, _colon, wanted = rest.partition(":")
    texts = [PlainText(source) for source in sources]
    for one in find_unlinked(texts, Graph()):
        asked = (e for e in one.entities if (e.kind, str(e.pk)) == (kind, pk))
        entity = next(asked, None)
        if entity and one.name == wanted:
            linked = texts[one.number].linked(
                one.start, one.end, entity.kind, entity.pk
            )
            return one.number, linked
    return None
