"""What became of the proposals that somebody accepted."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.functional import Promise

from news.reading.proposals import Proposal

Words = str | Promise


@dataclass
class Outcome:
    """What was made new, what was left out and why, and what to look at."""

    made: list[str] = field(default_factory=list)
    left: list[tuple[str, Words]] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    # The proposals that stand somewhere else than in the text of the draft now.
    taken: list[Proposal] = field(default_factory=list)

    def add_made(self, entry: Model) -> None:
        """Note an entry that was not there before."""
        self.made.append(f"{entry._meta.verbose_name} {entry}")

    def take(self, proposal: Proposal) -> None:
        """Note that what a proposal says has its own place in the draft."""
        self.taken.append(proposal)

    def leave(self, what: str, why: Words) -> None:
        """Note what was accepted and could not be done."""
        self.left.append((what, why))
