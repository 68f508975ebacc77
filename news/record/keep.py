"""Find what the record of a release has frozen, in every language of its story.

All versions of a story say the same. What the first of them said of partners and
people when it was published holds for those that follow, in their languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from news.models.release import Release
from news.models.shape import Record
from news.querysets import releases
from news.record.resolve import BYLINE, Answers, Places
from portal.core.simple_forms import base_language


@dataclass(frozen=True)
class Kept:
    """Frozen answers by language; ``language`` is that of who published them first.

    ``places`` says in which roles the release had whom, see ``find_places``.
    """

    language: str
    answers: Mapping[str, Answers]
    places: Places

    def answers_in(self, language: str, now: Mapping[str, Answers]) -> Answers:
        """Return what was frozen, in a language.

        Where nothing was kept in it, because the site did not have the language then,
        ``now`` are the answers of today as of the same day, in it and in the first.
        """
        if language in self.answers:
            return self.answers[language]
        return {
            key: translate_answer(
                answer, now[self.language].get(key), now[language].get(key)
            )
            for key, answer in self.answers.get(self.language, {}).items()
        }


def find_places(record: Record) -> Places:
    """Return the roles in which a record has institutions and people, by their keys.

    Who was merged into whom since does not change in whose place somebody stood.
    """
    places: dict[str, set[str]] = {}
    for one in (*record.issuers, *record.institutions):
        for kind in ("institution", "boilerplate"):
            places.setdefault(f"{kind}-{one.id}", set()).add(one.role_key)
    for person in record.people:
        places.setdefault(f"person-{person.id}", set()).add(person.role_key)
    for byline in record.bylines:
        places.setdefault(f"person-{byline.id}", set()).add(BYLINE)
    return places


def translate_answer(
    then: dict[str, Any] | None,
    now: dict[str, Any] | None,
    now_translated: dict[str, Any] | None,
) -> dict[str, Any] | None:
    """Return a frozen answer in another language, as far as that can be known.

    A part that today is the same in both languages is no text, or has no
    translation: it is what it was then. One that is today what it was then is said as
    the other language says it today. Where it has changed, it stays what was said
    then, in the language in which it was said: true before translated.
    """
    if then is None or now is None or now_translated is None:
        return then
    return {
        name: _translate(value, now.get(name), now_translated.get(name))
        for name, value in then.items()
    }


def _translate(then: Any, now: Any, now_translated: Any) -> Any:
    if isinstance(then, dict):
        found = (now, now_translated)
        if all(isinstance(one, dict) for one in found):
            return translate_answer(then, *found)
        return then
    return now_translated if then == now else then


def find_kept(release: Release, day: date) -> Kept | None:
    """Return what a release has frozen as of a day; None before it was public.

    Its own answers, or those of the version of its story that was published first.
    None when the date of the release has become another one: what it says must hold
    as of that date.
    """
    published = releases().filter(
        translation_key=release.translation_key,
        first_published_at__isnull=False,
        resolved_as_of=day,
    )
    rows = published.order_by(F("first_published_at"), "pk").values_list(
        "pk", "locale__language_code", "resolved", "record"
    )
    found = list(rows)
    own = [row for row in found if row[0] == release.pk]
    for _pk, code, answers, record in [*own, *found]:
        language = base_language(code)
        if answers.get(language):
            return Kept(language, answers, find_places(record))
    return None
