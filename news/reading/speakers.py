"""Of whom a text speaks at each of its places: by name, by a pronoun, by a role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from news.reading.lists import read_list
from news.reading.passages import Passage
from news.reading.people import Person
from news.reading.verbs import ACCORDING, PRONOUN, VERB
from news.reading.words import sentences

SUBJECT = re.compile(r"(?:He|She|Er|Sie)\b")
LOOK_BACK = 2000  # characters before a pronoun
Speaker = tuple[Person, str]
# What only one in many is: nobody is called so who was not named as such.
OFFICE = re.compile("|".join(sorted(read_list("offices"))), re.IGNORECASE)


class Speakers:
    """The people of a text by passage; ``last`` was spoken of before the present one."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people: dict[int, list[Person]] = {}
        for person in people:
            self.people.setdefault(person.place.passage, []).append(person)
        self.last: Person | None = None

    def leave(self, passage: Passage) -> None:
        """Remember who was spoken of last in a passage that is read."""
        if mentioned := self.people.get(passage.number):
            self.last = mentioned[-1]

    def within(self, passage: Passage, start: int, end: int) -> list[Person]:
        """Return who is named in a part of a passage."""
        return [
            person
            for person in self.people.get(passage.number, [])
            if start <= person.place.start and person.place.end <= end
        ]

    def only(self, passage: Passage, start: int, end: int) -> Person | None:
        """Return the one person of whom a part of a passage speaks."""
        inside = {one.key: one for one in self.within(passage, start, end)}
        return next(iter(inside.values())) if len(inside) == 1 else None

    def before(self, passage: Passage, start: int) -> Person | None:
        """Return who was spoken of last before a place.

        In a sentence whose subject is a pronoun nobody else becomes the one spoken of.
        """
        back = max(0, start - LOOK_BACK)
        for begin, end in reversed(list(sentences(passage.text[back:start]))):
            begin, end = begin + back, end + back
            inside = self.within(passage, begin, end)
            if inside and not SUBJECT.match(passage.text, begin):
                return inside[-1]
        earlier = self.within(passage, 0, start)
        return earlier[-1] if earlier and not self.last else self.last

    def find(self, passage: Passage, start: int, end: int) -> Speaker | None:
        """Return who is the speaker in a part of a passage, and whether by a pronoun."""
        if inside := self.within(passage, start, end):
            verb = VERB.search(passage.text, start, end)
            position = verb.start() if verb else start
            return min(inside, key=lambda p: abs(p.place.start - position)), "named"
        if pronoun := PRONOUN.search(passage.text, start, end):
            earlier = self.before(passage, start)
            if earlier and _may_stand_for(pronoun.group(), earlier):
                return earlier, "pronoun"
        return None


def _may_stand_for(pronoun: str, person: Person) -> bool:
    """Tell whether *the minister* can be somebody: an office is one that was told."""
    office = OFFICE.search(pronoun)
    return not office or office.group().lower() in person.role.lower()


def names_a_speaker(part: str) -> bool:
    """Tell whether a part of a text says that somebody speaks."""
    return bool(VERB.search(part) or ACCORDING.search(part))
