"""Rules of Leichte Sprache and plain language that a program can check.

Hints, never more: whether a text is understood, its readers say. Only what can be told
without knowing the words is looked for, so that a hint is worth reading.

Sources for German: the rules of Netzwerk Leichte Sprache (2022), BITV 2.0 Anlage 2
Teil 2, DIN SPEC 33429 (Leichte Sprache), DIN 8581-1 (Einfache Sprache); for English:
Information for all (Inclusion Europe), ISO 24495-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.simple_forms import Kind, SimpleForm

HYPHENS = "-‐‑·•⸱"
# What separates the parts of a compound, and what a reader does not see.
SEPARATORS = re.compile(rf"[{HYPHENS}/\u00ad\u200b]")
WORD = re.compile(rf"[^\W\d_]+(?:[{HYPHENS}\u00ad’'][^\W\d_]+)*")
# A number with its points counts as a word, in ``8 Uhr`` and ``2.000 Menschen``.
TOKEN = re.compile(r"[^\W_][^\s]*")
SPLIT = re.compile(r"(?<=[.!?…])([\"“”»«’')\]]*)\s+(?=[\"„“»«‚'(\[]?[A-ZÄÖÜ0-9])")


class Rule(StrEnum):
    """What a hint is about."""

    LONG_SENTENCE = "long_sentence"
    SEVERAL_SENTENCES = "several_sentences"
    SUBORDINATE_CLAUSE = "subordinate_clause"
    LONG_WORD = "long_word"
    ABBREVIATION = "abbreviation"
    NUMBER_AS_WORD = "number_as_word"
    LARGE_NUMBER = "large_number"
    PERCENTAGE = "percentage"
    SPECIAL_CHARACTER = "special_character"
    NEGATION = "negation"
    GENITIVE = "genitive"
    PASSIVE = "passive"
    SUBJUNCTIVE = "subjunctive"


ADVICE: dict[Rule, str | Promise] = {
    Rule.LONG_SENTENCE: _("A long sentence. Say one thing, and the next in a new one."),
    Rule.SEVERAL_SENTENCES: _(
        "Several sentences in a line. Begin a new line for each."
    ),
    Rule.SUBORDINATE_CLAUSE: _("A subordinate clause. Make it a sentence of its own."),
    Rule.LONG_WORD: _(
        "A long word. Divide it by a hyphen or ·, or take a shorter one."
    ),
    Rule.ABBREVIATION: _("An abbreviation. Write the words out."),
    Rule.NUMBER_AS_WORD: _("A number as a word. Digits are easier to read."),
    Rule.LARGE_NUMBER: _("A large number. Say “many”, or compare it with something."),
    Rule.PERCENTAGE: _("A percentage. Say “few”, “half” or “nearly all”."),
    Rule.SPECIAL_CHARACTER: _("A special character. Use words, or explain it."),
    Rule.NEGATION: _("A negation. Say what is, if you can; else make “not” bold."),
    Rule.GENITIVE: _("A genitive. “Of” with another case is easier: “von dem”."),
    Rule.PASSIVE: _("Passive voice. Say who does it."),
    Rule.SUBJUNCTIVE: _("A subjunctive. Say what is, or “perhaps”."),
}


@dataclass(frozen=True)
class Finding:
    """A hint: which rule, and where in which sentence (or line) of the text."""

    rule: Rule
    sentence: str
    start: int
    end: int

    @property
    def advice(self) -> str | Promise:
        """What is found and what can be done about it."""
        return ADVICE[self.rule]

    @property
    def found(self) -> str:
        """The part of the sentence that is meant."""
        return self.sentence[self.start : self.end]

    @property
    def before(self) -> str:
        return self.sentence[: self.start]

    @property
    def after(self) -> str:
        return self.sentence[self.end :]


@dataclass(frozen=True)
class Rules:
    """The rules of a kind of simple language in a language.

    ``most_words`` of a sentence, ``longest`` word or part of one in letters.
    ``abbreviations`` end with a point that ends no sentence. ``is_by_line``: every
    sentence has a line of its own.
    """

    most_words: int
    longest: int
    abbreviations: re.Pattern[str]
    patterns: dict[Rule, re.Pattern[str]]
    is_by_line: bool = False


def _words(text: str, *, ignore_case: bool = True) -> re.Pattern[str]:
    """Return a pattern of whole words, given with spaces between the words."""
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    return re.compile(rf"\b(?:{'|'.join(text.split())})\b", flags)


NUMBERS = re.compile(r"\b(?:\d{5,}|\d{1,3}(?:[.,’'\u202f\u00a0 ]\d{3})+)\b")
GERMAN_ABBREVIATIONS = re.compile(
    r"\b(?:z\.\s?B|d\.\s?h|u\.\s?a|o\.\s?Ä|u\.\s?Ä|i\.\s?d\.\s?R|v\.\s?a|s\.\s?o|s\.\s?u"
    r"|bzw|usw|etc|ca|ggf|evtl|inkl|exkl|max|min|Nr|Tel|Str|Abs|Art|bspw|sog|vgl|zzgl"
    r"|Mio|Mrd|Std|Jh|St|Dr|Prof|Hr|Fr)\.",
)
# Titles belong to a name.
GERMAN_TITLES = r"(?!(?:Dr|Prof)\.)"
GERMAN: dict[Rule, re.Pattern[str]] = {
    Rule.SUBORDINATE_CLAUSE: re.compile(
        r",\s+(?:dass|weil|obwohl|obgleich|damit|nachdem|bevor|ehe|während|sodass|falls"
        r"|sobald|solange|indem|wobei|wodurch|wofür|womit|worauf|weshalb|weswegen|ob|wenn"
        r"|welche[rsmn]?|deren|dessen|denen)\b"
    ),
    Rule.ABBREVIATION: re.compile(GERMAN_TITLES + GERMAN_ABBREVIATIONS.pattern),
    Rule.NUMBER_AS_WORD: _words(
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig "
        "sechzig siebzig achtzig neunzig hundert tausend Million Millionen Milliarden"
    ),
    Rule.LARGE_NUMBER: NUMBERS,
    Rule.PERCENTAGE: re.compile(r"%|\b(?:Prozent\w*|Promille)\b"),
    Rule.SPECIAL_CHARACTER: re.compile(r"[„“”\"»«…;&§()\[\]<>/\\*~^=]|\.\.\."),
    Rule.NEGATION: re.compile(
        r"\b(?:nicht|nie|niemals|kein(?:e[mnrs]?)?|niemand(?:em|en)?)\b", re.IGNORECASE
    ),
    Rule.GENITIVE: re.compile(r"\b(?:des|eines)\s+[A-ZÄÖÜ][\w·-]+s\b"),
    Rule.PASSIVE: re.compile(
        r"\bworden\b|\b(?:wird|werden|wurden?)\b[^,.;]*?\s(?:[a-zäöüß]*ge[a-zäöüß]{2,}t|[a-zäöüß]+iert)"
        r"(?=[.!?]?$)"
    ),
    Rule.SUBJUNCTIVE: re.compile(
        r"\b(?:würde|könnte|sollte|müsste|hätte|wäre|dürfte)(?:n|st|t)?\b",
        re.IGNORECASE,
    ),
}
ENGLISH_ABBREVIATIONS = re.compile(
    r"\b(?:e\.\s?g|i\.\s?e|etc|approx|vs|no|Mr|Mrs|Ms|Dr|Prof|St)\."
)
ENGLISH: dict[Rule, re.Pattern[str]] = {
    Rule.ABBREVIATION: re.compile(
        r"\b(?:e\.\s?g\.|i\.\s?e\.|etc\b\.?|approx\.|vs\.?\b)"
    ),
    Rule.NUMBER_AS_WORD: _words(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
        "seventy eighty ninety hundred thousand million billion"
    ),
    Rule.LARGE_NUMBER: NUMBERS,
    Rule.PERCENTAGE: re.compile(r"%|\bper ?cent\w*\b"),
    Rule.SPECIAL_CHARACTER: re.compile(r"[…;&§<>/\\*~^=#]|\.\.\."),
    Rule.PASSIVE: re.compile(r"\b(?:is|are|was|were|been|being)\s+\w+ed\s+by\b"),
}
# Of the rules of Leichte Sprache, what holds for plain language too.
FOR_ALL = (Rule.ABBREVIATION,)


def _for_all(patterns: dict[Rule, re.Pattern[str]]) -> dict[Rule, re.Pattern[str]]:
    return {rule: patterns[rule] for rule in FOR_ALL}


RULES: dict[tuple[str, Kind], Rules] = {
    ("de", Kind.EASY): Rules(8, 15, GERMAN_ABBREVIATIONS, GERMAN, is_by_line=True),
    ("de", Kind.PLAIN): Rules(15, 20, GERMAN_ABBREVIATIONS, _for_all(GERMAN)),
    ("en", Kind.EASY): Rules(12, 13, ENGLISH_ABBREVIATIONS, ENGLISH, is_by_line=True),
    ("en", Kind.PLAIN): Rules(20, 16, ENGLISH_ABBREVIATIONS, _for_all(ENGLISH)),
}


def check(paragraphs: Iterable[str], form: SimpleForm) -> list[Finding]:
    """Return the hints on a text, in its order.

    A paragraph may have line breaks (``"\\n"``); a sentence may go over several lines
    of it. Empty for a language whose rules nobody has written down.
    """
    rules = RULES.get((form.base, form.kind))
    if rules is None:
        return []
    return [
        finding
        for paragraph in paragraphs
        for finding in _check_paragraph(paragraph, rules)
    ]


def _check_paragraph(paragraph: str, rules: Rules) -> Iterator[Finding]:
    lines = [" ".join(line.split()) for line in paragraph.splitlines()]
    if rules.is_by_line:
        for line in lines:
            if len(split(line, rules)) > 1:
                yield Finding(Rule.SEVERAL_SENTENCES, line, 0, len(line))
    for sentence in split(" ".join(filter(None, lines)), rules):
        yield from _check_sentence(sentence, rules)


def split(text: str, rules: Rules) -> list[str]:
    """Return the sentences of a text.

    A point after an abbreviation, a single letter or an ordinal number ends none.
    """
    sentences: list[str] = []
    begin = 0
    for gap in SPLIT.finditer(text):
        so_far = text[begin : gap.end(1)]
        if _ends_open(so_far, rules):
            continue
        sentences.append(so_far)
        begin = gap.end()
    return [one for one in (*sentences, text[begin:]) if one.strip()]


def _ends_open(text: str, rules: Rules) -> bool:
    """Tell whether the point at the end of a text ends no sentence."""
    if re.search(r"\b(?:\d{1,2}|[^\W\d_])\.$", text):
        return True
    return any(found.end() == len(text) for found in rules.abbreviations.finditer(text))


def _check_sentence(sentence: str, rules: Rules) -> Iterator[Finding]:
    if len(TOKEN.findall(sentence)) > rules.most_words:
        yield Finding(Rule.LONG_SENTENCE, sentence, 0, len(sentence))
    found = [
        (match.start(), match.end(), Rule.LONG_WORD)
        for match in WORD.finditer(sentence)
        if _is_long(match.group(), rules.longest)
    ]
    for rule, pattern in rules.patterns.items():
        found += [(*match.span(), rule) for match in pattern.finditer(sentence)]
    for start, end, rule in sorted(found):
        yield Finding(rule, sentence, start, end)


def _is_long(word: str, longest: int) -> bool:
    return any(len(part) > longest for part in SEPARATORS.split(word))
