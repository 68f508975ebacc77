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
from news.reading.unknown_names import ROLE_WORD
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
# Whom somebody works for, and what that one is, behind the name. What begins with one
# of these words tells something else: *who leads it*, *at the opening*.
OTHERS = (
    "who|which|whose|where|when|while|as|after|before|because|at|on|in|during|to|with|"
    "die|der|das|dem|den|deren|dessen|wo|wenn|als|weil|während|nachdem|bevor|dass|bei|"
    "beim|am|im|anlässlich|nach|vor|mit"
)
APPOSITION = re.compile(
    r"(?:\s(?:from|of|at|vom|von|am|an)\s(?P<at>[^,.;:!?()„“”»«\"]{2,90}))?"
    rf"(?:,\s(?!(?:{OTHERS})\b)(?P<role>[^,.;:!?()„“”»«\"]{{2,140}}))?"
)
ARTICLE = re.compile(r"^(?:the|der|die|dem|den|das|an?)\s+", re.IGNORECASE)
# Words beside a name that say nothing by themselves.
EMPTY = read_list("of_speakers")


@dataclass(frozen=True)
class Span:
    """What a statement takes out of a text, and in which passage its block stands.

    ``role`` is what the text says of the speaker, where it says more than is proposed.
    """

    passage: int
    parts: tuple[Place, ...]
    role: str = ""


def find_span(text: Text, proposal: Proposal, speaker: list[Place]) -> Span | None:
    """Return what a statement takes; None where words would be lost.

    ``speaker`` is where the text names whose words they are.
    """
    places = proposal.places
    if proposal.value["form"] != "verbatim":
        return Span(places[0].passage, places)
    return _SpanFinder(text, proposal, speaker).find()


class _SpanFinder:
    """Looks at what stands around the words of one statement."""

    def __init__(self, text: Text, proposal: Proposal, speaker: list[Place]) -> None:
        self.text = text
        self.proposal = proposal
        self.names = sorted(
            {text.at(place) for place in speaker}, key=len, reverse=True
        )
        self.described = [str(proposal.value.get(key, "")) for key in NAMED]
        self.role = ""

    def find(self) -> Span | None:
        places = self.proposal.places
        numbers = sorted({place.passage for place in places})
        parts: list[Place] = []
        for number in numbers:
            inside = [place for place in places if place.passage == number]
            taken = self._take(self.text.passages[number], inside)
            if taken is None:
                return None
            parts.append(taken)
        parts += self._above(parts[0])
        parts += self._below(parts[-1])
        return Span(numbers[0], tuple(sorted(parts)), self.role)

    def _take(self, passage: Passage, places: list[Place]) -> Place | None:
        """Return the part of a passage that goes, None where it says more."""
        text = passage.text
        begin, end = _with_marks(text, places[0])[0], _with_marks(text, places[-1])[1]
        for before, after in pairwise(places):
            between = text[_with_marks(text, before)[1] : _with_marks(text, after)[0]]
            if not self._says_only(between):
                return None
        start = self._take_lead(text, begin)
        tail = self._take_tail(text, end)
        if start is None or tail is None:
            return None
        return Place(passage.number, start, tail)

    def _take_lead(self, text: str, start: int) -> int | None:
        """Return where the sentence begins that leads to words, if it only does that."""
        before = text[:start]
        begin = max((one for one, _end in sentences(before)), default=0)
        lead = before[begin:]
        if not lead.strip() or CLOSED.search(lead):
            return start
        if self._says_only(lead):
            return begin
        # A sentence that ends with a colon stands for itself above the block.
        return start if lead.rstrip().endswith(":") else None

    def _take_tail(self, text: str, end: int) -> int | None:
        """Return where the sentence ends that goes on behind words, if it says whose."""
        rest = text[end:]
        first = next(iter(sentences("X" + rest)), None)
        if first is None or not rest.strip(" .,"):
            return len(text)
        until = end + max(first[1] - 1, 0)
        tail = text[end:until]
        if DASH.match(rest) and len(rest) < LONGEST_LINE:
            return len(text)
        if self._says_only(tail):
            return until
        return None if GOES_ON.match(tail) else end

    def _above(self, part: Place) -> list[Place]:
        """Return the sentence of the paragraph before that only leads to a statement."""
        if self.proposal.why != "paragraph before" or not part.passage:
            return []
        before = self.text.passages[part.passage - 1]
        begin = max((one for one, _end in sentences(before.text)), default=0)
        if not self._says_only(before.text[begin:]):
            return []
        return [Place(before.number, begin, len(before.text))]

    def _below(self, part: Place) -> list[Place]:
        """Return the line below a statement that names its speaker."""
        is_last = part.end >= len(self.text.passages[part.passage].text)
        if self.proposal.why != "line below" or not is_last:
            return []
        below = self.text.passages[part.passage + 1 : part.passage + 2]
        return [one.whole() for one in below if len(one.text) < LONGEST_LINE]

    def _says_only(self, part: str) -> bool:
        """Tell whether words only say who says something.

        What stands behind the name and is longer than what is proposed as the role
        becomes the role, so that nothing of it is lost.
        """
        if says_only(part, [*self.names, *self.described]):
            return True
        for name in self.names:
            start = part.find(name)
            found = APPOSITION.match(part, start + len(name)) if start >= 0 else None
            if found is None or not (found["role"] and ROLE_WORD.search(found["role"])):
                continue
            rest = part[:start] + name + part[found.end() :]
            if says_only(rest, [*self.names, *self.described]):
                self.role = self._name_role(found["role"], found["at"] or "")
                return True
        return False

    def _name_role(self, role: str, at: str) -> str:
        """Return a role, with whom it is at where that has no place of its own."""
        role = ARTICLE.sub("", role.strip())
        institution = str(self.proposal.value.get("institution", ""))
        is_known = bool(institution) and institution in at
        return role if is_known or not at else f"{role}, {at.strip()}"


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
