"""A text that was read, with keys by which a form names what is proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from news.reading.earlier import load_earlier
from news.reading.graph import load_names, load_versions
from news.reading.passages import Text
from news.reading.proposals import Kind, Proposal, propose
from news.reading.sources import Source

LENGTH_OF_KEY = 12


@dataclass(frozen=True)
class Reading:
    """A text with its proposals, by keys that are the same whenever it is read.

    As long as the graph knows the same: an entry that has come or gone meanwhile
    makes another proposal, with another key.
    """

    text: Text
    proposals: dict[str, Proposal]

    @classmethod
    def of(cls, source: Source) -> Reading:
        """Read a text. Nine queries, and one for each institution it tells about."""
        text = Text.of(source.read())
        found = propose(text, load_names(), load_versions, load_earlier)
        return cls(text, {key_of(one): one for one in found})

    @property
    def digest(self) -> str:
        """What tells whether the same was proposed before."""
        return sha256("".join(self.proposals).encode()).hexdigest()

    def choose(self, keys: Collection[str]) -> list[Proposal]:
        """Return the proposals that have one of some keys."""
        return [one for key, one in self.proposals.items() if key in keys]

    def find_certain(self) -> list[str]:
        """Return the keys of what may be accepted without a look at each.

        Where several entries are called by one name, somebody has to choose. What a
        text is about, words alone say too seldom rightly.
        """
        named = Counter(
            (one.kind, one.places) for one in self.proposals.values() if one.entity
        )
        return [
            key
            for key, one in self.proposals.items()
            if one.kind != Kind.TOPIC
            and (not one.entity or named[one.kind, one.places] == 1)
        ]


def key_of(proposal: Proposal) -> str:
    """Return the key of a proposal: what it is, where, and about whom."""
    entity = proposal.entity
    said = (
        proposal.kind,
        proposal.text,
        [(one.passage, one.start, one.end) for one in proposal.places],
        (entity.kind, entity.pk) if entity else None,
        sorted(proposal.value.items(), key=lambda pair: pair[0]),
    )
    return sha256(repr(said).encode()).hexdigest()[:LENGTH_OF_KEY]
