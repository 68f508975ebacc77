"""What stands around a text and is printed by the templates already.

Words that somebody said are copied with their quotation marks, a credit with the word
before it. Marks that do not belong together are part of the text.
"""

from __future__ import annotations

import re

# Opening marks with those that close them, in the habits of several languages and of
# those who type one for the other.
PAIRS = {
    "„": '“”"„‟',
    "“": '”“"',
    "”": "”",
    "‟": "”",
    '"': '"”“',
    "«": "»",
    "»": "«»",
    "‚": "‘’'",
    "‘": "’'",
    "’": "’",
    "‹": "›",
    "›": "‹›",
    "'": "'’",
    ",,": ("''", "“", "”", '"'),
    "``": ("''",),
    "「": "」",
    "『": "』",
}
_MARK = re.compile(r",,|``|''|[„“”‟\"«»‚‘’‹›'「」『』]")
_AT_END = re.compile(rf"({_MARK.pattern})([.!?…]?)\Z")
# A mark stands before a word, or behind one.
_BEHIND_NOTHING = re.compile(r"(?:^|[\s(\[{–—/-])\Z")
_IN_WORD = re.compile(r"[^\W_]\Z")
_ENDS = re.compile(r"[.!?…]\Z")

_LABEL = re.compile(
    r"""(?:
        (?:(?:photo|picture|image)\ credits?|photo(?:graph)?s?|foto(?:grafie)?s?|bild(?:er)?
          |bild(?:nachweis|quelle|rechte)|foto(?:nachweis|credit)|pictures?|images?|credits?
          |copyright)
        (?:\s*/\s*(?:©|\(c\)|copyright))? \s* (?:[:：]|(?=©|\(c\)))
        | copyright\s+(?=©|\(c\))
        | © | \(c\)(?=\s)
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)


def without_quotation_marks(text: str) -> str:
    """Return a text without the quotation marks around all of it.

    A paragraph that goes on with what somebody said may begin with a mark of its own,
    as in English. A full stop behind the last mark belongs to the sentence.
    """
    inner = text.strip()
    opening = _MARK.match(inner)
    closing = _AT_END.search(inner)
    if not opening or not closing or closing.start() < opening.end():
        return text
    if closing[1] not in PAIRS.get(opening[0], ()):
        return text
    words = inner[opening.end() : closing.start()]
    if not _is_one(words, opening[0]):
        return text
    again = rf"(?m)^(\s*){re.escape(opening[0])}\s*"
    words = re.sub(again, r"\1", words) if "\n" in words else words
    words = words.strip()
    end = "" if _ENDS.search(words) else closing[2]
    return without_quotation_marks(words + end) if words else text


def without_credit_label(text: str) -> str:
    """Return a credit without "Photo:", "©" and the like before it."""
    credit = text.strip()
    is_framed = credit.startswith("(") and credit.endswith(")")
    framed = credit[1:-1].strip() if is_framed else credit
    if not _LABEL.match(framed):
        return text
    while label := _LABEL.match(framed):
        framed = framed[label.end() :]
    return framed.strip() or text


def _is_one(words: str, opening: str) -> bool:
    """Tell whether words were opened once, and are not closed before their end."""
    depth = 1
    for mark in _MARK.finditer(words):
        change = _turn(words, mark, opening)
        depth += change
        if depth < 1:
            return False
    return depth == 1


def _turn(words: str, mark: re.Match[str], opening: str) -> int:
    """Return 1 for a mark that opens the same again, -1 for one that closes it."""
    closes, opens = mark[0] in PAIRS[opening], mark[0] == opening
    if not closes and not opens:
        return 0
    before, after = words[: mark.start()], words[mark.end() :]
    if mark[0] in "'’" and _IN_WORD.search(before) and re.match(r"[^\W_]", after):
        return 0  # an apostrophe
    begins = bool(_BEHIND_NOTHING.search(before)) and bool(re.match(r"\S", after))
    if opens and begins and re.search(r"\n\s*\Z", before):
        return 0  # the next paragraph goes on
    if opens and closes:
        return 1 if begins else -1
    return 1 if opens else -1
