"""What somebody says in a text, in the very words or told by others."""

from __future__ import annotations

from dataclasses import dataclass

from news.reading.passages import Place
from news.reading.people import Person


@dataclass(frozen=True)
class Said:
    """What somebody said; ``places`` are the parts of the words.

    ``how`` says where the speaker was found.
    """

    speaker: Person
    text: str
    places: tuple[Place, ...]
    how: str

    @property
    def is_verbatim(self) -> bool:
        return self.how != "told"
