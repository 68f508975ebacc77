"""Which characters a text may have that leaves the site, and how numbers are raised."""

from __future__ import annotations

import re
import unicodedata

# A line or a page that ends inside a text, as Word and old systems write it.
BREAKS = re.compile("[\x0b\x0c]")
# Letters and signs that are drawn as nothing: Hangul fillers and the empty braille cell.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# What joins or parts letters without being seen, as some scripts need it.
JOINERS = frozenset("\u200c\u200d")
CONTROLS = re.compile("[\x7f-\x9f]")

# Letters of Latin that no decomposition parts into one of ASCII and its mark.
WHOLE_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "ŋ": "n",
    "ŧ": "t",
    "ĸ": "k",
}
RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
SCRIPTS = {"super": (RAISED, "^"), "sub": (LOWERED, "_")}
# What stands above the line by itself, with or without a style.
RAISED_BY_ITSELF = frozenset("*†‡§®™℠°′″")
# What can stand behind a caret without a parenthesis around it.
SIMPLE = re.compile(r"[\w.,]+")


def xml_text(text: str) -> str:
    """Return a text without the characters that XML 1.0 cannot carry.

    A vertical tab and a form feed become spaces: they part two words. Source: XML 1.0,
    section 2.2, production Char.
    """
    return "".join(
        character
        for character in BREAKS.sub(" ", text)
        if character in "\t\n\r"
        or " " <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character >= "\U00010000"
    )


def printable(text: str) -> str:
    """Return a text without the characters that some format cannot carry.

    They are those that XML cannot and, as YAML cannot, the second set of controls.
    """
    return CONTROLS.sub("", xml_text(text))


def has_controls(text: str) -> bool:
    """Tell whether a text holds characters that nobody sees: controls, line ends, marks.

    Browsers leave some of them out of addresses, and others turn the text around.
    """
    return any(
        unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        for character in text
    )


def is_visible(text: str) -> bool:
    """Tell whether a text has a character that is seen or read out."""
    return any(
        unicodedata.category(character)[0] in "LMNPS" and character not in BLANKS
        for character in text
    )


def without_marks(text: str) -> str:
    """Return a text without what turns its direction, or stands for nothing."""
    return "".join(
        one for one in text if one in JOINERS or unicodedata.category(one) != "Cf"
    )


def one_line(text: str) -> str:
    """Return a text in one line, without the characters that some format cannot carry."""
    return " ".join(printable(text).split())


def write_script(texts: list[str], script: str) -> list[str]:
    """Return raised or lowered texts that follow each other as they stand in plain text.

    ``script`` is "super" or "sub". ``6`` is ``⁶``; what Unicode has no raised form for
    stands behind a caret, what it has no lowered form for behind an underscore.
    """
    table, mark = SCRIPTS[script]
    whole = "".join(texts)
    characters = set(whole.strip())
    if characters <= RAISED_BY_ITSELF:
        return texts
    if all(ord(character) in table for character in characters):
        return [text.translate(table) for text in texts]
    opening, closing = (mark, "") if SIMPLE.fullmatch(whole) else (f"{mark}(", ")")
    written = list(texts)
    written[0] = opening + written[0]
    written[-1] += closing
    return written
