"""Reads the head of a release: what stands above its text, and how that begins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from news.reading.dates import NAMES as MONTH_NAMES
from news.reading.dates import WrittenDate, find_dates
from news.reading.ends import ADDRESSED, GREETING
from news.reading.known import Found
from news.reading.passages import Passage, Place, Sort

# How far down a head is looked for, in passages.
DEEPEST = 40
FEWEST_OF_TEXT = 140  # characters that make a paragraph of the text
LONGEST_KICKER = 80
FEWEST_OF_HEADLINE = 4  # words
NEARLY = 3  # so much less a headline scores than a line beside the date

NUMBER = re.compile(
    r"\b(?:No\.?|Nr\.?|Nummer|Number|PM|PR|Pressemitteilung(?: Nr\.)?|Press release(?: no\.?)?|"
    r"Medienmitteilung(?: Nr\.)?|News release|Media release|Press not(?:e|ice)|Release|Medieninformation|Presse-?[Ii]nformation(?: Nr\.)?|Mitteilung(?: Nr\.)?)\s*:?\s*"
    r"(?P<number>\d{4}/\d{1,4}|\d{1,4}[a-z]?(?:\s?/\s?\d{2,4})?)\b(?!\.\s?\d)(?!\.\s?[A-ZÄÖÜ][a-zä])",
    re.IGNORECASE,
)
AUTHOR = (
    r"[A-ZÄÖÜ][\w.’'/-]*(?:\s+[A-ZÄÖÜ][\w.’'-]*){0,4}|[a-zäöü]{2,4}(?:/[A-Za-z]{2,4})?"
)
BYLINE = re.compile(
    r"(?:^|[|·•,;]\s*|\s{2,})(?:[Bb]y|[Vv]on|Text(?: by)?:?|Author:?|Autor(?:in)?:?|Written by|Verfasst von)\s+"
    rf"(?P<bylines>(?:{AUTHOR})(?:(?:,| and| und| &)\s+(?:{AUTHOR}))*)\s*(?=$|[|·•,;(\n])"
)
BETWEEN_AUTHORS = re.compile(r"(?:,| and| und| &)\s+")
SIGNED = re.compile(r"(?:Text(?: by)?:|Author:|Autor(?:in)?:|Written by|Verfasst von)")
# Lines that say what the paper is, and nothing about what happened.
LABEL = re.compile(
    r"^(?:press release|news release|media release|pressemitteilung|medienmitteilung|presseaussendung|"
    r"presse-?information|medieninformation|presse|press|news|for immediate release|"
    r"zur sofortigen veröffentlichung|media advisory|ots|mitteilung)\b[\s:.|–-]*"
    r"(?:no\.?|nr\.?|\d|/|\s|[|·.,:–-])*$",
    re.IGNORECASE,
)
PAPERS = re.compile(
    r"\b(?:press release|news release|media release|presse-?mitteilung|medien-?mitteilung|"
    r"presse-?information|presse-?aussendung|medien-?information|den|vom|am|of|from)\b",
    re.IGNORECASE,
)
EMBARGO = re.compile(
    r"\b(?:embargo(?:ed)?|sperrfrist|frei ab|hold for release)\b", re.IGNORECASE
)
PART = re.compile(r"\s*[|·•]\s*|\s[–—-]\s")
INITIALS_FORM = r"\((?P<initials>[a-z]{2,4}(?:/[a-z]{2,4})*)\)"
INITIALS = re.compile(rf"{INITIALS_FORM}\s*$")
# Words within the name of a place, and the day a text speaks of as its own.
OF_PLACES = re.compile(r"\b(?:an|am|der|in|im|bei)\b")
TODAY = re.compile(r"\b(?:today|heute)\b[\s,(]{1,3}(?:\w+,?\s){0,2}$")
NO_PLACE = re.compile(r"\b(?:News|Newsletter|Press|Presse|Release|Mitteilung)\b")
DATELINE = re.compile(
    rf"^\(?(?P<place>(?!(?i:{MONTH_NAMES})\b)(?!(?:Das|Der|Die|The|Ein|Eine|A|An|In|Am|Im)\b)(?:St\. )?[A-ZÄÖÜ][\w’'-]*(?:[ -](?:[A-ZÄÖÜ(][\w’')-]*|am|an der|der|in|bei))*"
    rf"(?:\s?[/,&]\s?(?!den\b|(?i:{MONTH_NAMES})\b)[A-ZÄÖÜ][\w.’'-]*(?:[ -][A-ZÄÖÜ][\w.’'-]*)*){{0,2}})"
)


@dataclass
class Head:
    """What the head of a release says, each with its place; ``body`` begins the text."""

    headline: Place | None = None
    kicker: Place | None = None
    standfirst: Place | None = None
    place: Place | None = None
    date: tuple[Place, WrittenDate] | None = None
    number: tuple[Place, str] | None = None
    bylines: list[tuple[Place, str]] = field(default_factory=list)
    embargo: Place | None = None
    body: int = 0
    # The passages that belong to the head and not to the text.
    used: set[int] = field(default_factory=set)


def read_head(
    passages: Sequence[Passage], found: Sequence[Found], others: Sequence[Place] = ()
) -> Head:
    """Return the head of a text.

    Known names were ``found`` in it, and ``others`` are places of names that are not
    known.
    """
    head = Head()
    named = {one.passage: one for one in others if _is_whole(passages, one)}
    named |= {one.passage: Place(one.passage, one.start, one.end) for one in found}
    number = _find_headline(passages, named)
    if number is None:
        number = -1
    else:
        head.headline = passages[number].whole()
        head.used = {number}
    _read_lines_above(passages, number, head)
    head.body = _read_lines_below(passages, number, head)
    _read_dateline(passages, head)
    for passage in passages[head.body :]:
        if SIGNED.match(passage.text) and passage.is_line:
            _read_bylines(passage, head)
    head.date = head.date or _find_today(passages[head.body : head.body + 2])
    return head


def is_about_the_paper(passage: Passage) -> bool:
    """Tell whether a line has number, date, byline, embargo or the kind of paper."""
    text = passage.text
    if LABEL.match(text) or ADDRESSED.match(text):
        return True
    if len(text) > 160:
        return False
    if EMBARGO.search(text):
        return True
    rest = NUMBER.sub("", text)
    for one in reversed(list(find_dates(rest))):
        rest = rest[: one.start] + rest[one.end :]
    rest = INITIALS.sub("", BYLINE.sub("", rest))
    rest = PAPERS.sub("", rest)
    words = re.findall(r"\w{2,}", OF_PLACES.sub("", rest))
    return rest != text and len(words) <= 3


def _find_headline(
    passages: Sequence[Passage], named: Mapping[int, Place]
) -> int | None:
    scores = {
        passage.number: _score(passages, passage)
        - 8 * _is_a_name(passage, named.get(passage.number))
        for passage in passages[:DEEPEST]
        if passage.sort in (Sort.HEADING, Sort.PARAGRAPH) and passage.text
    }
    best = max(scores.values(), default=0)
    found = next((n for n, score in scores.items() if score == best and best > 0), None)
    # Of two lines that may be the headline, the second is what stands below it.
    above = passages[found - 1] if found else None
    if (
        above
        and above.is_line
        and len(above.text.split()) >= FEWEST_OF_HEADLINE
        and scores.get(above.number, 0) >= best - NEARLY
    ):
        return above.number
    return found


def _is_whole(passages: Sequence[Passage], name: Place) -> bool:
    """Tell whether a line is a name and no more: *The Holloway Society*."""
    text = passages[name.passage].text
    rest = text[: name.start] + text[name.end :]
    return rest.strip().casefold() in ("", "the", "der", "die", "das")


def _is_a_name(passage: Passage, found: Place | None) -> bool:
    """Tell whether a line is hardly more than the name of an institution."""
    if passage.text.count("·") or re.match(r"^[A-Z]{2,6} [–-] ", passage.text):
        return True
    return found is not None and (found.end - found.start) * 2 > len(passage.text)


def _score(passages: Sequence[Passage], passage: Passage) -> int:
    """Return how much a passage looks like the headline."""
    text, number = passage.text, passage.number
    if is_about_the_paper(passage) or len(text) > 220:
        return 0
    words = len(text.split())
    score = 6 if passage.level == 1 else 2 if passage.sort == Sort.HEADING else 0
    score += passage.is_bold
    score += 2 if passage.is_line or (words <= 16 and "\n" not in text) else -4
    score += words >= 4
    score -= 4 * text.startswith("+")
    score -= 5 * bool(re.search(r"[.:,;]$", text))
    score -= 4 * (words < 3)
    following = passages[number + 1 : number + 5]
    score += 2 * any(len(one.text) > FEWEST_OF_TEXT for one in following[:4])
    beside = [*passages[max(number - 1, 0) : number], *following[:1]]
    score += 3 * any(is_about_the_paper(one) for one in beside)
    score -= 2 * sum(len(one.text) > FEWEST_OF_TEXT for one in passages[:number][-6:])
    return score


def _read_lines_above(passages: Sequence[Passage], number: int, head: Head) -> None:
    for passage in reversed(passages[:number]):
        if not passage.text:
            continue
        if is_about_the_paper(passage):
            _read_line(passage, head)
        elif (
            passage.number == number - 1
            and passage.is_line
            and len(passage.text) <= LONGEST_KICKER
            and len(passage.text.split()) <= 6
            and not _is_signature(passages, passage)
        ):
            head.kicker = passage.whole()
            head.used.add(passage.number)
        elif len(passage.text) > FEWEST_OF_TEXT or number - passage.number > 6:
            break


def _is_signature(passages: Sequence[Passage], passage: Passage) -> bool:
    """Tell whether a line ends a letter that stands above the text."""
    above = [one for one in passages[: passage.number] if one.text.strip()]
    return bool(above) and bool(GREETING.match(above[-1].text))


def _read_lines_below(passages: Sequence[Passage], number: int, head: Head) -> int:
    """Read what stands between headline and text; return where the text begins."""
    for passage in passages[number + 1 :]:
        if is_about_the_paper(passage):
            _read_line(passage, head)
            continue
        if head.standfirst is None and _is_standfirst(passages, passage, number):
            head.standfirst = passage.whole()
            head.used.add(passage.number)
            continue
        if passage.sort == Sort.ITEM and _is_followed(passages, passage.number):
            continue  # what is at a glance, above the line about the paper
        if (
            passage.sort in (Sort.PARAGRAPH, Sort.HEADING, Sort.ITEM)
            and passage.text.strip()
        ):
            return passage.number
    return len(passages)


def _is_followed(passages: Sequence[Passage], number: int) -> bool:
    """Tell whether a line about the paper stands below a list."""
    below = (one for one in passages[number:] if one.sort != Sort.ITEM)
    following = next(below, None)
    return following is not None and is_about_the_paper(following)


def _is_standfirst(
    passages: Sequence[Passage], passage: Passage, headline: int
) -> bool:
    """Tell whether a passage is the sentence under the headline."""
    if passage.sort == Sort.HEADING and passage.number == headline + 1:
        return passages[headline].level == 1 and passage.level > 1
    if passage.sort != Sort.PARAGRAPH or passage.number > headline + 4:
        return False
    if _dateline(passage):
        return False
    below = passages[passage.number + 1 :]
    following = [one for one in below if one.text and not is_about_the_paper(one)][:1]
    has_text = bool(following) and len(following[0].text) > FEWEST_OF_TEXT
    if passage.is_bold or passage.sort == Sort.HEADING:
        return bool(following)
    is_below_date = is_about_the_paper(passages[passage.number - 1])
    if len(passage.text) <= 250 and has_text and not is_below_date:
        return True
    return has_text and bool(_dateline(following[0]))


def _read_line(passage: Passage, head: Head) -> None:
    """Take number, date and bylines from a line about the paper."""
    head.used.add(passage.number)
    text = passage.text
    if EMBARGO.search(text):
        head.embargo = head.embargo or passage.whole()
    if head.number is None and (found := NUMBER.search(text)):
        head.number = (
            passage.place(*found.span("number")),
            found["number"].replace(" ", ""),
        )
    if not EMBARGO.search(text):
        for one in find_dates(text):
            head.date = head.date or (passage.place(one.start, one.end), one)
    if head.place is None and (place := _place_in(passage)):
        head.place = place
    _read_bylines(passage, head)
    _read_initials(passage, head, INITIALS.search(text))


def _read_bylines(passage: Passage, head: Head) -> None:
    text = passage.text
    for found in BYLINE.finditer(text):
        position = found.start("bylines")
        for name in BETWEEN_AUTHORS.split(found["bylines"]):
            start = text.index(name, position)
            position = start + len(name)
            head.bylines.append((passage.place(start, position), name))


def _read_initials(
    passage: Passage, head: Head, initials: re.Match[str] | None
) -> None:
    """Take those who wrote a text from initials in brackets."""
    if initials:
        start = initials.start("initials")
        for name in re.finditer(r"[a-z]+", initials["initials"]):
            place = passage.place(start + name.start(), start + name.end())
            head.bylines.append((place, name.group()))


def _place_in(passage: Passage) -> Place | None:
    """Return the place before the date in a line about the paper, if there is one."""
    if line := _dateline(passage):
        return line[0]
    for part in PART.finditer(passage.text):
        line = _dateline(replace(passage, text=passage.text[part.end() :]))
        if line and line[1]:
            start = part.end() + line[0].start
            return passage.place(start, part.end() + line[0].end)
    return None


def _read_dateline(passages: Sequence[Passage], head: Head) -> None:
    for passage in passages[head.body : head.body + 2]:
        if found := _dateline(passage):
            place, written, end = found
            head.place = head.place or place
            if written:
                head.date = (passage.place(written.start, written.end), written)
            behind = re.compile(rf"\s*\)?\s*{INITIALS_FORM}")
            _read_initials(passage, head, behind.match(passage.text, end))
            return


def _find_today(passages: Sequence[Passage]) -> tuple[Place, WrittenDate] | None:
    """Return the date that a text gives its own day: *today (Tuesday 15 November 2022)*."""
    for passage in passages:
        for one in find_dates(passage.text):
            if TODAY.search(passage.text[: one.start]):
                return passage.place(one.start, one.end), one
    return None


def _dateline(passage: Passage) -> tuple[Place, WrittenDate | None, int] | None:
    """Return place, date and end of a dateline that begins a passage."""
    text = passage.text
    found = DATELINE.match(text)
    if not found or LABEL.match(found["place"]) or NO_PLACE.search(found["place"]):
        return None
    end = found.end("place")
    written = next(
        (one for one in find_dates(text[: end + 40]) if one.start <= end + 12), None
    )
    rest = text[written.end :] if written else text[end:]
    if written:
        between = text[end : written.start]
        if not re.fullmatch(r"[\s,.(–-]*(?:den|am|on|vom)?\s*", between):
            return None
        if not re.match(r"\s*(?:[)(\].:|·–—-]|$)", rest):
            return None
        return passage.place(*found.span("place")), written, written.end
    is_loud = found["place"].isupper() and len(found["place"]) > 3
    if re.match(r"\s+[–—-]{1,2}\s+\S", rest) and (
        is_loud or len(found["place"].split()) <= 2
    ):
        return passage.place(*found.span("place")), None, end
    if re.match(r"[.:]\s", rest) and is_loud:
        return passage.place(*found.span("place")), None, end
    return None
