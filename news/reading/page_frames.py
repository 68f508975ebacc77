"""What a page has around a text and is copied with it: a box about cookies, a footer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from news.reading.head import DEEPEST, is_about_the_paper
from news.reading.passages import Passage, Sort, Text
from portal.core.prose import Block

COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
FEWEST_OF_BOX = 2  # paragraphs that speak of cookies: a release may be about them
LONGEST_OF_FOOTER = 90  # characters
FOOTER = re.compile(
    r"^\W*(?:(?:back )?to (?:the )?top|top of (?:the )?page|nach oben|zum seitenanfang|seitenanfang|"
    r"powered by .*|made with .*|print(?: this page)?|drucken|seite drucken|share(?: this page)?|teilen|"
    r"subscribe to (?:our|the) .*|abonnieren sie .*|(?:unser|zum|rss)[ -]?(?:rss-?)?feed.*|"
    r"cookie[ -]?(?:settings|einstellungen)|imprint|impressum|©.*)\W*$",
    re.IGNORECASE,
)


def leave_out_frame(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of a text without those of the page that it was copied from.

    The box about cookies ends above the headline: the first heading of the page, or the
    line above that with number and date.
    """
    passages = Text.of(blocks).passages
    first = _find_first(passages)
    end = len(passages)
    while end > first and _is_of_footer(passages[end - 1]):
        end -= 1
    if first == end:
        return ()
    return tuple(blocks[passages[first].block : passages[end - 1].block + 1])


def _find_first(passages: Sequence[Passage]) -> int:
    """Return the number of the passage below a box about cookies, 0 without one."""
    top = passages[:DEEPEST]
    below = next(
        (one.number for one in top if one.level == 1 or _has_number_or_date(one)), 0
    )
    box = [one for one in top[:below] if COOKIES.search(one.text)]
    if len(box) < FEWEST_OF_BOX:
        return 0
    return below if passages[below].level == 1 else max(below - 1, box[-1].number + 1)


def _has_number_or_date(passage: Passage) -> bool:
    return is_about_the_paper(passage) and any(map(str.isdigit, passage.text))


def _is_of_footer(passage: Passage) -> bool:
    return passage.sort in (Sort.PARAGRAPH, Sort.HEADING, Sort.ITEM) and all(
        len(line) <= LONGEST_OF_FOOTER and FOOTER.match(line) for line in passage.lines
    )
