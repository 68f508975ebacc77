"""What a registry says about one identifier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field


class RegistryError(Exception):
    """What is wrong with a source of records, in a sentence for whoever named it."""


@dataclass(frozen=True)
class Record:
    """What a registry says about one identifier.

    ``inactive`` says why it is no longer good, and is empty where it is.
    ``others`` are its identifiers in other schemes.
    """

    value: str
    names: tuple[str, ...]  # the first is the one to show
    inactive: str = ""
    others: dict[str, frozenset[str]] = field(default_factory=dict)

    def has_one_of(self, names: Iterable[str]) -> bool:
        """Tell whether one of these names is a name in the registry."""
        ours = {fold(name) for name in names} - {""}
        return not ours.isdisjoint(self.folded_names())

    def folded_names(self) -> set[str]:
        """Return the names in the form in which they are compared."""
        return {fold(name) for name in self.names} - {""}


def fold(name: str) -> str:
    """Return a name without case, accents and punctuation."""
    letters = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(letter)
    )
    return " ".join(re.findall(r"[^\W_]+", letters.casefold()))
