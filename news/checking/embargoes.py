"""Words that tell journalists to wait, in a text that readers get."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.models import CheckKind

# Not the word by itself: releases tell of embargoes on oil, too.
WORDS = re.compile(
    r"\b(?:"
    r"sperrfrist\w*"
    r"|gesperrt\s+bis|nicht\s+vor\s+dem\s+\d{1,2}\.\s*\S+\s+(?:zu\s+)?veröffentlich\w+"
    r"|(?:nicht|nichts)\s+(?:zur|für\s+die)\s+veröffentlichung(?!\s+(?:bei|in)\b)"
    r"|(?:frei|freigegeben)\s+(?:ab|zur\s+veröffentlichung)\s+(?:dem\s+)?\d"
    r"|(?:unter\s+)?embargo\s*(?:bis|:)|mit\s+embargo\s+bis"
    r"|embargoed(?:\s+(?:until|till|for))?(?=\W)|under\s+(?:strict\s+)?embargo|strict\s+embargo"
    r"|embargo\s*(?:until|till|:|lifts|ends)"
    r"|not\s+for\s+(?:publication|release|broadcast)"
    r"|for\s+release\s+(?:on|after|at|from)\s+\d"
    r")",
    re.IGNORECASE,
)


def find_embargo_words(draft: Draft) -> Iterator[Finding]:
    """Yield words of an embargo in the text."""
    reason = _(
        "These words are meant for journalists and become public with the text. The "
        "date of the release keeps the embargo."
    )
    for slot in draft.slots:
        for found in WORDS.finditer(slot.plain.text):
            yield draft.at(
                CheckKind.EMBARGO, Severity.WARN, reason, slot, *found.span()
            )
