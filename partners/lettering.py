"""How much room words take in a picture that the server draws.

The server does not know the reader's font, so widths are estimated from above.
"""

from __future__ import annotations

from unicodedata import east_asian_width

# Widths of letters in em, as wide as the widest of the common sans-serif fonts
# (DejaVu Sans) has them.
NARROW, USUAL, BROAD, FULL = 0.42, 0.62, 0.86, 1.05
NARROW_LETTERS = frozenset("fijlrtI.,:;'!|()[] ’")
BROAD_LETTERS = frozenset("mwMW@%–—")
BOLDER = 1.1
ELLIPSIS = "…"


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return about how wide a text is in pixels at a font size."""
    width = size * sum(_letter_width(letter) for letter in text)
    return width * BOLDER if is_bold else width


def _letter_width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    if east_asian_width(letter) in "WF":
        return FULL
    if letter in BROAD_LETTERS:
        return BROAD
    return (USUAL + BROAD) / 2 if letter.isupper() else USUAL


def shortened(text: str, size: float, width: float, *, is_bold: bool = False) -> str:
    """Return a text, cut off with an ellipsis where it is wider than a width."""
    if text_width(text, size, is_bold=is_bold) <= width:
        return text
    while text and text_width(text + ELLIPSIS, size, is_bold=is_bold) > width:
        text = text[:-1]
    return text.rstrip(" ,;:–-") + ELLIPSIS


def in_lines(text: str, size: float, width: float, most: int) -> list[str]:
    """Return a text broken at spaces into at most so many lines of a width."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (text_width(longer, size) <= width or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return [shortened(line, size, width) for line in lines]
