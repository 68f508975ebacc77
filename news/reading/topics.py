"""Topics of a text, from what earlier releases with its words and its partners had.

The text is compared with each of them: a rare word that both have weighs more than a
frequent one, a partner as much as a rare word. Those nearest to it decide: a topic is
proposed that much of their weight has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from news.reading.known import Found, Known
from news.reading.passages import Passage, Place
from news.reading.words import split_words, word_key

Entity = tuple[str, int]  # kind and key

Key = TypeVar("Key")

SHORTEST = 4  # letters of a word that tells what a text is about
SHORTEST_PART = 5  # of one that a German word is made with
NEAREST = 4  # earlier releases that decide
FEWEST = 3  # words and partners in common
SHARE = 0.4  # of the weight of the nearest
NAMED = 3  # words and partners in a reason


@dataclass(frozen=True)
class Earlier:
    """A release that is public: what its first lines say, whom it is about, its topics."""

    text: str
    entities: frozenset[Entity]
    topics: tuple[Known, ...]


LoadEarlier = Callable[[], Sequence[Earlier]]


def no_earlier() -> Sequence[Earlier]:
    """Answer for a newsroom that has published nothing."""
    return ()


@dataclass(frozen=True)
class Topic:
    """A topic for a text; ``words`` and ``partners`` are what speaks for it."""

    known: Known
    places: tuple[Place, ...]
    words: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True)
class _Near:
    weight: float
    words: frozenset[str]
    entities: frozenset[Entity]
    topics: tuple[Known, ...]


def find_topics(
    passages: Sequence[Passage], found: Sequence[Found], earlier: Sequence[Earlier]
) -> list[Topic]:
    """Return the topics that the earlier releases nearest to a text had."""
    words = _place_words(passages)
    entities = _place_entities(found)
    rows = [(one, frozenset(_keys(one.text))) for one in earlier if one.topics]
    known = Counter(key for _one, keys in rows for key in keys)
    own = _parts(words, known)
    near = [_compare(one, keys, own, entities, known, len(rows)) for one, keys in rows]
    nearest = sorted(
        (one for one in near if len(one.words) + len(one.entities) >= FEWEST),
        key=lambda one: -one.weight,
    )[:NEAREST]
    total = sum(one.weight for one in nearest)
    weights: dict[Known, float] = {}
    for one in nearest:
        for topic in one.topics:
            weights[topic] = weights.get(topic, 0) + one.weight
    return [
        _describe(topic, nearest, own, entities)
        for topic, weight in sorted(weights.items(), key=lambda item: -item[1])
        if weight >= SHARE * total
    ]


def _compare(
    one: Earlier,
    keys: frozenset[str],
    own: Mapping[str, Sequence[tuple[str, Place]]],
    entities: Mapping[Entity, Sequence[tuple[str, Place]]],
    known: Mapping[str, int],
    count: int,
) -> _Near:
    shared = frozenset(key for key in keys if key in own)
    partners = frozenset(entity for entity in one.entities if entity in entities)
    weight = sum(log(1 + count / known[key]) for key in shared)
    return _Near(weight + len(partners) * log(1 + count), shared, partners, one.topics)


def _describe(
    topic: Known,
    nearest: Iterable[_Near],
    own: Mapping[str, Sequence[tuple[str, Place]]],
    entities: Mapping[Entity, Sequence[tuple[str, Place]]],
) -> Topic:
    having = [one for one in nearest if topic in one.topics]
    words = Counter(key for one in having for key in one.words)
    partners = Counter(entity for one in having for entity in one.entities)
    told = _most_common(words, own)
    others = _most_common(partners, entities)
    return Topic(
        topic,
        tuple(sorted({place for _text, place in (*told, *others)})),
        tuple(text for text, _place in told),
        tuple(text for text, _place in others),
    )


def _most_common(
    counts: Mapping[Key, int], places: Mapping[Key, Sequence[tuple[str, Place]]]
) -> list[tuple[str, Place]]:
    """Return what most releases have in common, of equals what the text names first."""
    order = sorted(counts, key=lambda key: (-counts[key], places[key][0][1]))
    return [places[key][0] for key in order[:NAMED]]


def _place_words(passages: Sequence[Passage]) -> dict[str, list[tuple[str, Place]]]:
    """Return the words of a text by their keys, each as written and with its places."""
    words: dict[str, list[tuple[str, Place]]] = {}
    for passage in passages:
        for word in split_words(passage.text):
            if len(word.text) >= SHORTEST or word.text.isupper():
                place = Place(passage.number, word.start, word.end)
                words.setdefault(word_key(word.text), []).append((word.text, place))
    return words


def _keys(text: str) -> Iterable[str]:
    return (
        word_key(word.text)
        for word in split_words(text)
        if len(word.text) >= SHORTEST or word.text.isupper()
    )


def _parts(
    words: Mapping[str, list[tuple[str, Place]]], known: Mapping[str, int]
) -> dict[str, list[tuple[str, Place]]]:
    """Return which known words a text has, German compounds taken apart."""
    found: dict[str, list[tuple[str, Place]]] = {}
    for key, places in words.items():
        ends = range(SHORTEST_PART, len(key) + 1)
        parts = {key, *(key[:end] for end in ends), *(key[-end:] for end in ends)}
        for part in parts & known.keys():
            found.setdefault(part, []).extend(places)
    return found


def _place_entities(
    found: Sequence[Found],
) -> dict[Entity, list[tuple[str, Place]]]:
    entities: dict[Entity, list[tuple[str, Place]]] = {}
    for one in found:
        place = Place(one.passage, one.start, one.end)
        for known in one.known:
            entities.setdefault((known.kind, known.pk), []).append((one.name, place))
    return entities
