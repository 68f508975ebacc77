"""Initials in the byline that nobody is known by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.models import Byline, CheckKind
from news.reading.words import fold, split_words

PARTS = re.compile(r"[\s/,;&+]+")


def find_unknown_initials(draft: Draft) -> Iterator[Finding]:
    """Yield initials that no other release has, and that nobody in the newsroom's own has.

    Of a newsroom whose other releases have no initials nothing is known.
    """
    rows = [row for row in draft.release.bylines.all() if row.initials]
    if not rows:
        return
    others = Byline.objects.exclude(
        release__translation_key=draft.release.translation_key
    ).exclude(initials="")
    used = {
        part
        for text in others.values_list("initials", flat=True)
        for part in _parts(text)
    }
    if not used:
        return
    known = used | _initials_of_people(draft)
    label = str(Byline._meta.verbose_name).capitalize()
    for row in rows:
        for part in _parts(row.initials):
            if part not in known:
                reason = _("No other release has the initials “%(initials)s”.")
                yield Finding(
                    CheckKind.BYLINE,
                    Severity.HINT,
                    reason % {"initials": part},
                    draft.language,
                    row.initials,
                    place="bylines",
                    where=label,
                    anchor="#id_bylines-FORMS",
                )


def _parts(initials: str) -> list[str]:
    return [part for part in PARTS.split(initials.strip(" ()[].").lower()) if part]


def _initials_of_people(draft: Draft) -> set[str]:
    """Return the initials of people who write or are named in the release."""
    rows = [row.person for row in draft.release.bylines.all() if row.person]
    names = [person.label for person in rows]
    names += [one.name for one in draft.people if one.known]
    return {
        "".join(fold(word.text)[:1] for word in split_words(name)) for name in names
    }
