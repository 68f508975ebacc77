"""How much of a text a statement takes with it when it becomes a block.

The block names the speaker, so the words go that only do so: *says Anna Weiß, head of
the department*. Where the sentence around a quotation says more than that, nothing is
taken: the statement stays in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from news.reading.lists import read_list
from news.reading.passages import Passage, Place, Text
from news.reading.proposals import Proposal
from news.reading.quotations import OPENERS, PAIRS
from news.reading.verbs import ACCORDING, PRONOUN, VERB
from news.reading.words import fold, sentences

CLOSERS = "".join(PAIRS.values())
DASH = re.compile(r"^\s*[–—-]{1,2}\s*\S")
CLOSED = re.compile(r"[.!?…][\"“”»«’‘')\]]*\s*$")
# How a sentence goes on behind words that are quoted.
GOES_ON = re.compile(r"^\s*(?:,|[–—-]|[a-zäöüß])")
LONGEST_LINE = 160  # characters of one that names the speaker
# What a proposal says of a speaker, as the text has it.
NAMED = ("speaker", "titles", "role", "institution")
# Words beside a name that say nothing by themselves.
EMPTY = read_list("of_speakers")


@dataclass(frozen=True)
class Span:
    """What a statement takes out of a text, and in which passage its block stands."""

    passage: int
    parts: tuple[Place, ...]


def find_span(text: Text, proposal: Proposal, speaker: list[Place]) -> Span | None:
    """Return what a statement takes; None where words would be lost.

    ``speaker`` is where the text names whose words they are.
    """
    names = [text.at(place) for place in speaker]
    names += [str(proposal.value.get(key, "")) for key in NAMED]
    places = proposal.places
    if proposal.value["form"] != "verbatim":
        return Span(places[0].passage, places)
    parts: list[Place] = []
    numbers = sorted({place.passage for place in places})
    for number in numbers:
        inside = [place for place in places if place.passage == number]
        taken = _take(text.passages[number], inside, names)
        if taken is None:
            return None
        parts.append(taken)
    parts += _above(text, parts[0], names, proposal)
    parts += _below(text, parts[-1], proposal)
    return Span(numbers[0], tuple(sorted(parts)))


def _take(passage: Passage, places: list[Place], names: list[str]) -> Place | None:
    """Return the part of a passage that goes, None where it says more."""
    text = passage.text
    begin, end = _with_marks(text, places[0])[0], _with_marks(text, places[-1])[1]
    for before, after in pairwise(places):
        between = text[_with_marks(text, before)[1] : _with_marks(text, after)[0]]
        if not says_only(between, names):
            return None
    start = _take_lead(text, begin, names)
    tail = _take_tail(text, end, names)
    if start is None or tail is None:
        return None
    return Place(passage.number, start, tail)


def _take_lead(text: str, start: int, names: list[str]) -> int | None:
    """Return where the sentence begins that leads to words, if it only does that."""
    before = text[:start]
    begin = max((one for one, _end in sentences(before)), default=0)
    lead = before[begin:]
    if not lead.strip() or CLOSED.search(lead):
        return start
    if says_only(lead, names):
        return begin
    # A sentence that ends with a colon stands for itself above the block.
    return start if lead.rstrip().endswith(":") else None


def _take_tail(text: str, end: int, names: list[str]) -> int | None:
    """Return where the sentence ends that goes on behind words, if it says whose."""
    rest = text[end:]
    first = next(iter(sentences("X" + rest)), None)
    if first is None or not rest.strip(" .,"):
        return len(text)
    until = end + max(first[1] - 1, 0)
    tail = text[end:until]
    if DASH.match(rest) and len(rest) < LONGEST_LINE:
        return len(text)
    if says_only(tail, names):
        return until
    return None if GOES_ON.match(tail) else end


def _above(
    text: Text, part: Place, names: list[str], proposal: Proposal
) -> list[Place]:
    """Return the sentence of the paragraph before that only leads to a statement."""
    if proposal.why != "paragraph before" or not part.passage:
        return []
    before = text.passages[part.passage - 1]
    begin = max((one for one, _end in sentences(before.text)), default=0)
    if not says_only(before.text[begin:], names):
        return []
    return [Place(before.number, begin, len(before.text))]


def _below(text: Text, part: Place, proposal: Proposal) -> list[Place]:
    """Return the line below a statement that names its speaker."""
    is_last = part.end >= len(text.passages[part.passage].text)
    if proposal.why != "line below" or not is_last:
        return []
    below = text.passages[part.passage + 1 : part.passage + 2]
    return [one.whole() for one in below if len(one.text) < LONGEST_LINE]


def _with_marks(text: str, place: Place) -> tuple[int, int]:
    """Return start and end of words with their quotation marks."""
    start, end = place.start, place.end
    before = text[:start].rstrip()
    if before and before[-1] in OPENERS:
        start = len(before) - 1
    after = text[end:]
    closing = len(after) - len(after.lstrip())
    if after[closing : closing + 1] and after[closing] in CLOSERS:
        end += closing + 1
    return start, end


def says_only(part: str, names: list[str]) -> bool:
    """Tell whether words only say who says something."""
    rest = part
    for name in sorted(filter(None, names), key=len, reverse=True):
        rest = re.sub(rf"{re.escape(name)}\w*", " ", rest, flags=re.IGNORECASE)
    for pattern in (ACCORDING, VERB, PRONOUN):
        rest = pattern.sub(" ", rest)
    return EMPTY.issuperset(re.findall(r"\w+", fold(rest)))
