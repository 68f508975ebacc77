"""Text as a newsroom sets it, whatever it was copied from.

Composed letters (NFC), nothing that nobody sees, spaces that keep words together only
where typography asks for it, quotation marks and apostrophes of the language where they
were typed straight. What is in order stays as it is.

``find_language`` returns the code of the language of a text; it is asked only where that
makes a difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape
from itertools import accumulate, pairwise

from portal.core.characters import JOINERS, is_visible
from portal.core.link_targets import clean_in_markup, clean_in_text, clean_tag
from portal.core.typed_marks import TYPED, set_marks, set_marks_of_parts

FindLanguage = Callable[[], str]

# Ends of lines and pages of Word, old systems and Unicode; a form sends "\r\n".
BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
STRANGE_BREAK = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
WHITE_SPACE = re.compile(r"[ \t]{2,}|\t")
NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
AS_SPACES = str.maketrans("\u00a0\u2007\u202f", "   ")

# Signs of other scripts and of emoji that are made of several characters.
FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
DIRECTIONS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
# Of category Cf, and seen: signs of Arabic, Syriac and Kaithi that stand above numbers.
SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
NO_CHARACTERS = frozenset("\ufffe\uffff")
KEPT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x85")

TAG = re.compile(r"""<(?=[a-zA-Z/!])(?:"[^"]*"|'[^']*'|[^'">])*>""")
# Inside of a line; other tags end it.
INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|q|s|small|span|strong|sub|sup|u)\b"
)
# Is seen without a text.
SHOWS = re.compile(r"<(?:embed|hr|img|iframe)\b")
ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z]+\d*);")
TYPED_ENTITY = re.compile("&(?:quot|apos|#0*3[49]|#[xX]0*2[27]);")
CODE = re.compile(r"</?code\b")
# These two are no characters of HTML.
BREAK_ENTITY = re.compile(r"&#(?:0*1[12]|[xX]0*[bBcC]);")

_SIGN = "%‰°′″€$£¥§"
_UNITS = (
    r"[kMGTPEZYhdcmµμnpfaz]?(?:m|g|s|A|K|mol|cd|Hz|N|Pa|J|W|C|V|F|Ω|S|T|H|lm|lx|Bq|Gy"
    r"|Sv|kat|l|L|eV|bar|t|B|b|bit|Bit|byte|Byte|Wh|VA|M|Da|pc|rad|sr)[²³23]?"
    r"|ha|h|d|min|dB|ppm|ppb|au|AU|kt|kn|mph|px|pt"
    r"|EUR|USD|GBP|CHF|Euros?|Cent|Dollar|Franken"
    r"|Prozent|percent|per|Uhr|a\.m\.|p\.m\.|am|pm|Grad|Kelvin|Meter|Kilometer"
)
_MANY = r"(?:(?:Tsd|Mio|Mrd|Bio)\.|[Mm]illion(?:en)?|[Mm]illiarden?|[Bb]illion(?:en)?)"
_BEFORE_FIGURE = (
    r"(?:[§€$£¥#№]|\b(?:Nr|Nos?|S|pp?|Art|Abs|Abb|Tab|Figs?|Kap|Bd|[Vv]ol|ca|approx)\.)"
)
# What stands before and behind a space that keeps them together.
KEPT_TOGETHER = tuple(
    (re.compile(before + r"\Z"), re.compile(after))
    for before, after in (
        # A figure with its unit, also one with a power: 10⁶ km, 5 km/h.
        (r"[\d⁰-⁹²³¹½¼¾]", rf"(?:[{_SIGN}]|(?:{_UNITS}|{_MANY})(?![^\W\d_]))"),
        (rf"\d {_MANY}", rf"(?:[{_SIGN}]|(?:{_UNITS})(?![^\W\d_]))"),
        (_BEFORE_FIGURE, r"\d"),
        # The thousands of a figure.
        (r"(?<![\d.,])\d{1,3}(?: \d{3})*", r"\d{3}(?!\d)"),
        # A day before its month, a number before what it counts: 6. August, 19. Mai.
        (r"\b\d{1,2}\.", r"[^\W\d_]"),
        # Abbreviations of several letters: z. B., i. d. R., e. V.
        (r"(?<![^\W_])[^\W\d_]\.", r"[^\W\d_]{1,3}\."),
        # A dash or an ellipsis, and the marks that French sets with a space.
        (r"\S", "[–—…:;!?»›]"),
        ("[«‹]", r"\S"),
    )
)
# As far as these look.
_REACH = 40


def no_language() -> str:
    """Answer for a text of which the language is not known."""
    return ""


def order_line(text: str, find_language: FindLanguage = no_language) -> str:
    """Return a text in one line, such as a headline, in order; blanks are no text."""
    text = BREAK.sub(" ", _readable(text))
    text = WHITE_SPACE.sub(" ", _keep_together(clean_in_text(text)))
    text = _with_marks(text, find_language)
    return text if is_visible(text) else ""


def order_lines(text: str, find_language: FindLanguage = no_language) -> str:
    """Return a text that may have several lines in order; blanks are no text."""
    text = STRANGE_BREAK.sub("\n", _readable(text))
    text = _keep_together(clean_in_text(text))
    text = "\n".join(_with_marks(line, find_language) for line in text.split("\n"))
    return text if is_visible(text) else ""


def order_markup(html: str, find_language: FindLanguage = no_language) -> str:
    """Return rich text in order: what stands between its tags, and where links lead.

    Without anything that is seen it is no text.
    """
    texts, tags = TAG.split(html), TAG.findall(html)
    texts = [clean_in_markup(_readable_markup(text)) for text in texts]
    texts = _order_together(texts, tags, find_language)
    if not any(map(SHOWS.match, tags)) and not is_visible(unescape("".join(texts))):
        return ""
    ordered = [STRANGE_BREAK.sub("<br/>", text) for text in texts]
    return ordered[0] + "".join(
        clean_tag(tag) + text for tag, text in zip(tags, ordered[1:], strict=True)
    )


def hides_characters(text: str) -> bool:
    """Tell whether a text has characters that nobody sees and that are left out."""
    return len(_readable(text)) != len(unicodedata.normalize("NFC", text))


def _readable_markup(text: str) -> str:
    """Return what stands between two tags readable, and never as a tag.

    Without what was hidden in it, ``&s\u200bhy;`` is an entity and ``<\u200bb>`` a tag.
    """
    text = BREAK_ENTITY.sub("\x0b", text.replace("<", "&lt;"))
    while (ordered := _readable(ENTITY.sub(_without_entity, text))) != text:
        text = ordered
    return text


def _without_entity(entity: re.Match[str]) -> str:
    """Return the character of an entity that is to be looked at, or the entity."""
    character = unescape(entity[0])
    is_looked_at = NO_BREAK.match(character) or STRANGE_BREAK.match(character)
    return character if is_looked_at or not _readable(character) else entity[0]


def _readable(text: str) -> str:
    """Return a text composed, without what nobody sees; breaks stay what they are."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    is_turned = bool(RIGHT_TO_LEFT.search(text))
    flags = {place for flag in FLAG.finditer(text) for place in range(*flag.span())}
    kept = [
        character
        for place, character in enumerate(text)
        if place in flags
        or not _is_hidden(character)
        or (character in DIRECTIONS and is_turned)
        or (character in JOINERS and _joins(text, place))
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def _is_hidden(character: str) -> bool:
    if character in KEPT_CONTROLS or character in SEEN:
        return False
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs") or character in NO_CHARACTERS


def _joins(text: str, place: int) -> bool:
    """Tell whether a joiner stands between letters or signs that are drawn with it."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(before and after) and all(map(_may_be_joined, (before, after)))


def _may_be_joined(character: str) -> bool:
    """Tell whether a character is of a script, or an emoji, that joiners are for.

    Latin, Greek and Cyrillic have none.
    """
    is_western = character < "\u0590" or "\u1e00" <= character <= "\u1fff"
    return not is_western and unicodedata.category(character)[0] in "LMS"


def _keep_together(text: str) -> str:
    """Return a text with no-break spaces only where typography wants them."""
    if not NO_BREAK.search(text):
        return text
    plain = text.translate(AS_SPACES)

    def keep(space: re.Match[str]) -> str:
        before = plain[max(space.start() - _REACH, 0) : space.start()]
        after = plain[space.end() : space.end() + _REACH]
        is_wanted = any(
            first.search(before) and second.match(after)
            for first, second in KEPT_TOGETHER
        )
        return space[0] if is_wanted else " "

    return NO_BREAK.sub(keep, text)


def _order_together(
    texts: list[str], tags: list[str], find_language: FindLanguage
) -> list[str]:
    """Return the texts around tags with their spaces and marks in order.

    Those of one line are read together: 10<sup>6</sup> km.
    """
    lines: list[list[int]] = [[0]]
    for number, tag in enumerate(tags, 1):
        if INLINE.match(tag):
            lines[-1].append(number)
        else:
            lines.append([number])
    ordered = list(texts)
    for numbers in lines:
        parts = _keep_together_in([texts[number] for number in numbers])
        if not any(CODE.match(tags[number - 1]) for number in numbers[1:]):
            parts = _with_marks_in(parts, find_language)
        for number, part in zip(numbers, parts, strict=True):
            ordered[number] = part
    return ordered


def _keep_together_in(parts: list[str]) -> list[str]:
    together = _keep_together("".join(parts))
    ends = [0, *accumulate(map(len, parts))]
    return [together[start:end] for start, end in pairwise(ends)]


def _with_marks(text: str, find_language: FindLanguage) -> str:
    return set_marks(text, find_language()) if TYPED.search(text) else text


def _with_marks_in(parts: list[str], find_language: FindLanguage) -> list[str]:
    """Return the parts of a line of rich text, where marks may be entities."""
    plain = [TYPED_ENTITY.sub(lambda found: unescape(found[0]), one) for one in parts]
    if not any(map(TYPED.search, plain)):
        return parts
    marked = set_marks_of_parts(plain, find_language())
    return parts if marked == plain else marked
