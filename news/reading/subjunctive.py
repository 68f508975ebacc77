"""The German subjunctive, by which words of others are told.

The third person of the first subjunctive is made of the stem and *-e*: *er komme*. Where
it looks like the indicative the second stands for it: *sie kämen*.
"""

from __future__ import annotations

import re

from news.reading.lists import read_list

PREFIXES = (
    "ab|an|auf|aus|bei|durch|ein|fest|her|hin|mit|nach|statt|teil|vor|voran|weg|weiter|"
    "wieder|zu|zurück|zusammen"
)


def _form(infinitive: str) -> str:
    """Return the form of the third person: *kommen*, *komme*; *fordern*, *fordere*."""
    stem = infinitive.removesuffix("n").removesuffix("e")
    return (f"{stem[:-2]}l" if stem.endswith("el") else stem) + "e"


FIRST = "|".join(sorted(map(_form, read_list("verbs_common_de"))))
SECOND = "|".join(sorted(read_list("subjunctive_de")))
SUBJUNCTIVE = re.compile(
    rf"\b(?:sei|seien|(?:{PREFIXES})?(?:zu)?(?:{FIRST})|(?:{PREFIXES})?(?:{SECOND}))\b"
)
# Beside it what also stands in a sentence that tells of what might be.
SURELY = re.compile(rf"\b(?:sei|seien|(?:{PREFIXES})?(?:{FIRST}))\b")
