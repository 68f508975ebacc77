"""In which language a text is written."""

from __future__ import annotations

import re
from collections import Counter

# Words of which hardly a sentence of one language is without, and that no other has.
COMMON = {
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "ist",
            "nicht",
            "mit",
            "ein",
            "eine",
            "den",
            "dem",
            "des",
            "von",
            "zu",
            "für",
            "auf",
            "sich",
            "auch",
            "sind",
            "wird",
            "werden",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "and",
            "of",
            "is",
            "to",
            "that",
            "with",
            "for",
            "was",
            "are",
            "by",
            "this",
            "from",
            "it",
            "have",
            "has",
            "which",
            "their",
            "be",
            "not",
        ]
    ),
}
WORD = re.compile(r"[^\W\d_]+")
FEWEST = 5  # of these words, before anything is said
SHARE = 0.8  # of those found


def find_language(text: str) -> str:
    """Return ``de`` or ``en``, empty for a text in another language or too short."""
    found = Counter(
        code
        for word in WORD.findall(text.casefold())
        for code, words in COMMON.items()
        if word in words
    )
    if not found:
        return ""
    code, count = found.most_common(1)[0]
    return code if count >= FEWEST and count >= SHARE * found.total() else ""
