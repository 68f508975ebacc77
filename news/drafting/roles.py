"""In which role somebody is in a release: what its text tells.

One rule for a text that becomes a draft and for a name that is picked in the form.
Where a text does no more than name somebody, there is no role, and who asks decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from news.models import ReleaseInstitution, ReleasePartnership, ReleasePerson
from news.reading.head import FEWEST_OF_TEXT
from news.reading.passages import Place, Sort, Text
from news.reading.words import sentences

FUNDS = re.compile(
    r"\b(?:fund(?:ed|s|ing)|grants?|gefördert|fördert|Förderung|finanziert)\b"
)


class Roles:
    """Tells roles by the places at which a text names somebody."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.prominent = find_prominent(text)

    def of_institution(
        self, places: Iterable[Place], *, is_issuer: bool, has_about: bool
    ) -> ReleaseInstitution.Role | None:
        """``has_about`` says that its "About" text is printed."""
        places = list(places)
        if is_issuer:
            return ReleaseInstitution.Role.LEAD_ISSUER
        if has_about or self.is_prominent(places):
            return ReleaseInstitution.Role.PARTNER
        if any(FUNDS.search(self._sentence(place)) for place in places):
            return ReleaseInstitution.Role.FUNDER
        return None

    def of_person(
        self, places: Iterable[Place], *, is_quoted: bool
    ) -> ReleasePerson.Role | None:
        """``is_quoted`` says that a statement is this person's."""
        if is_quoted:
            return ReleasePerson.Role.QUOTED
        return ReleasePerson.Role.ABOUT if self.is_prominent(places) else None

    def of_partnership(self, places: Iterable[Place]) -> ReleasePartnership.Role | None:
        return ReleasePartnership.Role.ABOUT if self.is_prominent(places) else None

    def is_prominent(self, places: Iterable[Place]) -> bool:
        """Tell whether one of some places says whom the text is about."""
        return any(place.passage in self.prominent for place in places)

    def _sentence(self, place: Place) -> str:
        text = self.text.passages[place.passage].text
        return next(
            (text[a:b] for a, b in sentences(text) if a <= place.start < b), text
        )


def find_prominent(text: Text) -> set[int]:
    """Return the passages that say whom a text is about: up to its first paragraph."""
    for passage in text.passages:
        is_long = len(passage.text) > FEWEST_OF_TEXT
        if passage.sort == Sort.PARAGRAPH and is_long and passage.number:
            return set(range(passage.number + 1))
    return set()
