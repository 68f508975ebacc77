"""Who, what, as of when: every question with its one right answer.

``letters`` say which promise of the project a question is about:

- E  what is to come is not public before its day
- F  the day itself changes things
- G  all versions of a story say the same
- H  people have names and titles in time
- I  rows of the past carry the names of their time
- J  a record is refreshed entry by entry
- K  a figure has a history, and its source a text in each language
- L  an end is told as the last day, month or year
- M  what was published does not change
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.answers.world import APRIL

# When the questions are asked besides.
EVE = "2027-04-30 23:59"
MAY = "2027-05-01 00:01"
JUNE = "2027-06-01 12:00"

Texts = str | tuple[str, ...] | Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """A question, when it is asked, and which outputs answer it.

    ``right`` and ``wrong`` are the words of the answer by language, or one for all;
    "machine" is what outputs for machines say where that is neither. An output that
    is not among ``carried`` says nothing, but never what is wrong.
    """

    letters: str
    ask: str
    of: str
    at: str
    right: Texts
    carried: str
    wrong: Texts = ()

    @property
    def outputs(self) -> list[str]:
        """The outputs that carry the answer."""
        return [name.strip() for name in self.carried.split(",") if name.strip()]

    @property
    def languages(self) -> list[str]:
        """The languages in which it is asked."""
        said = {*_languages_of(self.right), *_languages_of(self.wrong)}
        return ["fr"] if "fr" in said else ["en", "de"]

    def right_in(self, language: str, *, is_machine: bool = False) -> tuple[str, ...]:
        return _in(self.right, language, is_machine=is_machine)

    def wrong_in(self, language: str, *, is_machine: bool = False) -> tuple[str, ...]:
        return _in(self.wrong, language, is_machine=is_machine)


def _languages_of(texts: Texts) -> set[str]:
    return set(texts) if isinstance(texts, Mapping) else set()


def _in(texts: Texts, language: str, *, is_machine: bool) -> tuple[str, ...]:
    if isinstance(texts, Mapping):
        own = texts.get(language, ())
        texts = texts.get("machine", own) if is_machine else own
    return (texts,) if isinstance(texts, str) else tuple(texts)


def both(english: str, german: str) -> dict[str, str]:
    return {"en": english, "de": german}


# Outputs of a release that carry a kind of answer, their names separated by commas.
TEXT = "page, rss, atom, json feed, pdf, txt, md, ninjs, api, mail"
FIGURE = f"{TEXT}, search"
STATEMENT = TEXT
ABOUT = f"{TEXT}, search"
AUTHORS = "rss, atom, json feed, pdf, txt, md, cite, cite/bibtex, cite/ris"
ISSUER = f"page, page data, ninjs, jsonld, id, api, search, {AUTHORS}"
INVOLVED = "page, page data, ninjs, jsonld, id, api, search"
OFFICE = "page, api"
CONTACT = "page, pdf, txt, md, ninjs, api, mail, search"
# Of an entity.
NAME = "page, page data, list, id, graph, tables, api, api list, search"
FORMER = "page, page data, id, graph, tables, api, api list, search"
TIE = "page, tables, api, api list"
NAMED_TIE = "page, page data, tables, api, api list"
DATED_TIE = "page, page data, id, graph, tables, api, api list"
TERM = "page, tables, api, api list, timeline"
EVERYWHERE = ""  # nowhere right to be found; the wrong is told in no output

OLD = both("Reckoning Institute", "Rechenhaus")
MIDDLE = both("Counting Centre", "Zählzentrum")
NEW = both("Algorithm House", "Algorithmenhaus")
OLD_SHORT = both("RECKI", "RECHA")
MIDDLE_SHORT = both("COUNCE", "ZAZE")
NEW_SHORT = both("ALGHO", "ALHAU")
THEN = both("Science Ministry", "Wissenschaftsministerium")
NOW = both("Research Ministry", "Forschungsministerium")


def any_of(*texts: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return all of these words, by language."""
    return {code: tuple(one[code] for one in texts) for code in ("en", "de")}


FIRST_VALUE = both("3,111", "3.111")
SECOND_VALUE = both("3,222", "3.222")
THIRD_VALUE = both("3,555", "3.555")
INSTITUTE, ADA = "institutions/institute/", "people/ada/"
UNIT, ALLIANCE = "partnerships/unit/", "partnerships/alliance/"

RELEASES = [
    # The two releases around the midnight at which a month and a name began.
    Question(
        "F",
        "Who issued the release of 29 February 2020, 23:59?",
        "before-midnight",
        APRIL,
        OLD,
        ISSUER,
        any_of(MIDDLE, NEW),
    ),
    Question(
        "F",
        "Who issued the release of 1 March 2020, 00:30?",
        "after-midnight",
        APRIL,
        MIDDLE,
        ISSUER,
        any_of(OLD, NEW),
    ),
    Question(
        "L",
        "Of which day is the release of 23:59?",
        "before-midnight",
        APRIL,
        both("29 February 2020", "29. Februar 2020") | {"machine": "2020-02-29T23:59"},
        "page, page data, pdf, txt, ninjs, jsonld, id, graph, tables, api, mail",
        any_of(both("1 March 2020", "1. März 2020")),
    ),
    Question(
        "L",
        "Of which day is the release of 00:30?",
        "after-midnight",
        APRIL,
        both("1 March 2020", "1. März 2020") | {"machine": "2020-03-01T00:30"},
        "page, page data, pdf, txt, ninjs, jsonld, id, graph, tables, api, mail",
        both("29 February 2020", "29. Februar 2020") | {"machine": "2020-02-29T"},
    ),
    Question(
        "M",
        "Which day does a citation of the release of 00:30 give?",
        "after-midnight",
        APRIL,
        "{2020-03-01}",
        "cite/bibtex",
        "{2020-02-29}",
    ),
    # The release to which everything has happened since.
    Question(
        "M",
        "Who issued the release of August 2020?",
        "main",
        APRIL,
        MIDDLE,
        ISSUER,
        any_of(OLD, NEW),
    ),
    Question(
        "M",
        "How was the issuer abbreviated in August 2020?",
        "main",
        APRIL,
        OLD_SHORT,
        "page, api",
        any_of(NEW_SHORT),
    ),
    Question("M", "Who paid for it?", "main", APRIL, THEN, INVOLVED),
    Question(
        "H",
        "What was its speaker called?",
        "main",
        APRIL,
        "Dr. Ada Byron",
        f"{STATEMENT}, page data, jsonld, id",
        ("Ada King", "Prof."),
    ),
    Question(
        "M",
        "What was she on that day?",
        "main",
        APRIL,
        both("Group leader", "Gruppenleiterin"),
        STATEMENT,
        any_of(both("Directress", "Direktorin"), both("Lecturer", "Dozentin")),
    ),
    Question(
        "M",
        "What did she say?",
        "main",
        APRIL,
        both("It adds up.", "Es geht auf."),
        f"{STATEMENT}, page data, jsonld, id, graph, search",
    ),
    Question(
        "GK",
        "How many staff did it state?",
        "main",
        APRIL,
        FIRST_VALUE,
        FIGURE,
        any_of(SECOND_VALUE, THIRD_VALUE),
    ),
    Question(
        "GK",
        "As of which day?",
        "main",
        APRIL,
        both("30 November 2019", "30. November 2019") | {"machine": ()},
        FIGURE,
    ),
    Question(
        "GK",
        "According to which source?",
        "main",
        APRIL,
        both("Yearbook", "Jahrbuch"),
        FIGURE,
        any_of(both("Almanac", "Almanach"), both("Census", "Zählung")),
    ),
    Question(
        "GM",
        "Who answered questions?",
        "main",
        APRIL,
        both("Desk Fern", "Stelle Farn"),
        CONTACT,
        any_of(both("Desk Palm", "Stelle Palme")),
    ),
    Question(
        "GM",
        "At which telephone?",
        "main",
        APRIL,
        "+496221111111",
        CONTACT,
        "+496221444444",
    ),
    Question(
        "GM",
        "At which e-mail address?",
        "main",
        APRIL,
        "fern@press.example",
        CONTACT,
        "palm@press.example",
    ),
    Question(
        "GM",
        "How did the institute describe itself?",
        "main",
        APRIL,
        both("We reckon.", "Wir rechnen."),
        ABOUT,
        any_of(
            both("We compute.", "Wir computieren."), both("We dream.", "Wir träumen.")
        ),
    ),
    Question(
        "M",
        "Whose part was the minister's in August 2020?",
        "main",
        APRIL,
        THEN,
        OFFICE,
        any_of(NEW),
    ),
    Question(
        "G",
        "What was corrected in it?",
        "main",
        APRIL,
        both("Five, not six.", "Fünf, nicht sechs."),
        "page, page data, rss, atom, json feed, pdf, txt, md, ninjs, jsonld, id,"
        " graph, api, mail, cite, cite/bibtex, cite/ris",
    ),
    Question(
        "G",
        "And in a third language, published in 2027: how many staff?",
        "main",
        APRIL,
        {"fr": "3 111"},
        "page, rss, txt, api",
        {"fr": ("3 222", "3 555")},
    ),
    Question(
        "GH",
        "And in a third language: what was its speaker called?",
        "main",
        APRIL,
        {"fr": "Dr. Ada Byron"},
        f"{STATEMENT}, page data, jsonld, id",
        {"fr": ("Ada King", "Prof.")},
    ),
    Question(
        "G",
        "And in a third language: who answered questions?",
        "main",
        APRIL,
        {"fr": "fern@press.example"},
        CONTACT,
        {"fr": "palm@press.example"},
    ),
    # Published later, of an earlier day.
    Question(
        "H",
        "What was Ada called in a release that is dated back to May 2019?",
        "back-dated",
        APRIL,
        "Ada Byron",
        INVOLVED,
        ("Ada King", "Prof."),
    ),
    Question(
        "M",
        "Who issued the release that is dated back?",
        "back-dated",
        APRIL,
        OLD,
        ISSUER,
        any_of(MIDDLE, NEW),
    ),
    Question(
        "M",
        "By which name did its funder go in 2019?",
        "back-dated",
        APRIL,
        THEN,
        INVOLVED,
        any_of(NOW),
    ),
    Question(
        "K",
        "Which figure does the release that is dated back state?",
        "back-dated",
        APRIL,
        FIRST_VALUE,
        FIGURE,
        any_of(SECOND_VALUE, THIRD_VALUE),
    ),
    Question(
        "M",
        "Which “About” text does it have?",
        "back-dated",
        APRIL,
        both("We reckon.", "Wir rechnen."),
        ABOUT,
        any_of(both("We compute.", "Wir computieren.")),
    ),
    # Of duplicates that became one.
    Question(
        "G",
        "Who issued the release of which the issuer was there twice?",
        "twins",
        APRIL,
        both("Rekoning Inst", "Rechenh Inst"),
        ISSUER,
    ),
    Question(
        "G",
        "Whom does its text link to?",
        "twins",
        APRIL,
        both("Rekoning Inst", "Rechenh Inst"),
        "ninjs, search",
    ),
    Question(
        "GH",
        "And whom did it quote?",
        "twins",
        APRIL,
        "A Byron-Twin",
        INVOLVED,
        ("Ada King", "Ada Byron"),
    ),
    Question(
        "G",
        "What was the person whom it quotes?",
        "twins",
        APRIL,
        both("Rekoning Inst", "Rechenh Inst"),
        OFFICE,
    ),
    # Refreshed in part.
    Question(
        "J",
        "Which telephone does the release have of which that was refreshed?",
        "refreshed",
        APRIL,
        "+496221333333",
        CONTACT,
        "+496221222222",
    ),
    Question(
        "J",
        "Which figure, which was not refreshed?",
        "refreshed",
        APRIL,
        both("7,171", "7.171"),
        FIGURE,
        any_of(both("8,282", "8.282")),
    ),
    Question(
        "J",
        "And who issued it, which nobody refreshed either?",
        "refreshed",
        APRIL,
        MIDDLE,
        ISSUER,
        any_of(NEW),
    ),
    # Withdrawn.
    Question(
        "G",
        "Who had issued the release that was withdrawn?",
        "withdrawn",
        APRIL,
        MIDDLE,
        "page, page data, rss, atom, json feed, pdf, txt, md, ninjs, jsonld, id,"
        " api, search, cite, cite/bibtex, cite/ris",
        any_of(NEW),
    ),
    Question(
        "M",
        "How many staff did it state?",
        "withdrawn",
        APRIL,
        (),
        EVERYWHERE,
        any_of(FIRST_VALUE, SECOND_VALUE),
    ),
    # As of now.
    Question(
        "M",
        "Who issues a release of yesterday?",
        "recent",
        APRIL,
        MIDDLE,
        ISSUER,
        any_of(OLD, NEW),
    ),
    Question(
        "H", "What is Ada called in it?", "recent", APRIL, "Ada King", INVOLVED, "Byron"
    ),
    Question(
        "M",
        "How is her employer abbreviated?",
        "recent",
        APRIL,
        MIDDLE_SHORT,
        OFFICE,
        any_of(OLD_SHORT, NEW_SHORT),
    ),
    Question(
        "K",
        "How many staff are there?",
        "recent",
        APRIL,
        THIRD_VALUE,
        FIGURE,
        any_of(FIRST_VALUE, SECOND_VALUE),
    ),
    Question(
        "K",
        "Who counted them?",
        "recent",
        APRIL,
        both("Census", "Zählung"),
        FIGURE,
        any_of(both("Yearbook", "Jahrbuch"), both("Almanac", "Almanach")),
    ),
    Question(
        "M",
        "Whom does one call?",
        "recent",
        APRIL,
        both("Desk Palm", "Stelle Palme"),
        CONTACT,
        any_of(both("Desk Fern", "Stelle Farn")),
    ),
    # Scheduled in April for the day after the renaming.
    Question(
        "E",
        "What does the release that is scheduled say in April?",
        "scheduled",
        APRIL,
        (),
        EVERYWHERE,
        ("English scheduled", "Deutsch scheduled"),
    ),
    Question(
        "F",
        "Who issues the release that was scheduled across a renaming?",
        "scheduled",
        JUNE,
        NEW,
        ISSUER,
        any_of(OLD, MIDDLE),
    ),
    Question(
        "F",
        "What does it call Ada's office?",
        "scheduled",
        JUNE,
        NEW_SHORT,
        OFFICE,
        any_of(OLD_SHORT, MIDDLE_SHORT),
    ),
    Question(
        "F",
        "Which “About” text does it have?",
        "scheduled",
        JUNE,
        both("We dream.", "Wir träumen."),
        ABOUT,
        any_of(both("We compute.", "Wir computieren.")),
    ),
    Question(
        "M",
        "Who issued the release of August 2020, asked after the renaming?",
        "main",
        JUNE,
        MIDDLE,
        ISSUER,
        any_of(NEW),
    ),
]

ENTITIES = [
    # What is to come, and the day on which it comes.
    Question(
        "E",
        "What is the institute called a minute before May?",
        INSTITUTE,
        EVE,
        MIDDLE,
        NAME,
        any_of(NEW, NEW_SHORT),
    ),
    Question(
        "F", "What is the institute called a minute after?", INSTITUTE, MAY, NEW, NAME
    ),
    Question("F", "How is it abbreviated then?", INSTITUTE, MAY, NEW_SHORT, NAME),
    Question(
        "E",
        "What does it say of itself the minute before?",
        INSTITUTE,
        EVE,
        both("We compute.", "Wir computieren."),
        TIE,
        any_of(both("We dream.", "Wir träumen.")),
    ),
    Question(
        "F",
        "And the minute after?",
        INSTITUTE,
        MAY,
        both("We dream.", "Wir träumen."),
        TIE,
    ),
    Question(
        "E",
        "Where is it the minute before?",
        INSTITUTE,
        EVE,
        "New Tower",
        DATED_TIE,
        "Sky Dome",
    ),
    Question(
        "F", "Where is it the minute after?", INSTITUTE, MAY, "Sky Dome", DATED_TIE
    ),
    Question(
        "E",
        "Who pays how much of it the minute before?",
        INSTITUTE,
        EVE,
        both("76 percent", "76 Prozent") | {"machine": "76"},
        DATED_TIE,
        any_of(both("64 percent", "64 Prozent")),
    ),
    Question(
        "F",
        "Who pays how much of it the minute after?",
        INSTITUTE,
        MAY,
        both("64 percent", "64 Prozent") | {"machine": "64"},
        DATED_TIE,
    ),
    Question(
        "E",
        "What is Ada the minute before?",
        ADA,
        EVE,
        both("Group leader", "Gruppenleiterin"),
        f"{DATED_TIE}, list, search",
        any_of(both("Directress", "Direktorin")),
    ),
    Question(
        "F",
        "What is Ada the minute after?",
        ADA,
        MAY,
        both("Directress", "Direktorin"),
        f"{DATED_TIE}, list, search",
    ),
    Question(
        "EH",
        "What is Grace called the minute before?",
        "people/grace/",
        EVE,
        "Grace Murray",
        NAME,
        "Hopper",
    ),
    Question(
        "FH",
        "What is Grace called the minute after?",
        "people/grace/",
        MAY,
        "Grace Hopper",
        NAME,
    ),
    Question(
        "H",
        "By which former name is she found then?",
        "people/grace/",
        MAY,
        "Grace Murray",
        FORMER,
    ),
    Question(
        "E",
        "What is known of a partnership before its announcement?",
        "partnerships/secret/",
        EVE,
        (),
        EVERYWHERE,
        ("Hush Pact", "Schweigepakt"),
    ),
    Question(
        "F",
        "And on the day of it?",
        "partnerships/secret/",
        MAY,
        both("Hush Pact", "Schweigepakt"),
        NAME,
    ),
    Question(
        "E",
        "When does the alliance begin that is announced?",
        ALLIANCE,
        APRIL,
        both("September 2027", "September 2027") | {"machine": "2027-09"},
        f"{TERM}, page data, id, graph",
    ),
    Question(
        "E",
        "Until when is its funding promised?",
        ALLIANCE,
        APRIL,
        both("December 2032", "Dezember 2032") | {"machine": "2032-12"},
        TERM,
    ),
    # What was.
    Question(
        "L",
        "Until when was the institute called as before?",
        INSTITUTE,
        APRIL,
        OLD | {"machine": ("Reckoning Institute", "Rechenhaus")},
        FORMER,
    ),
    Question(
        "L",
        "In which month did that name end, for machines?",
        INSTITUTE,
        APRIL,
        {"en": (), "de": (), "machine": "2020-02"},
        "api, api list, tables",
    ),
    Question("I", "Who paid until the end of 2023?", INSTITUTE, APRIL, THEN, NAMED_TIE),
    Question(
        "L",
        "Until which day exactly?",
        INSTITUTE,
        APRIL,
        both("31 December 2023", "31. Dezember 2023") | {"machine": "2023-12-31"},
        DATED_TIE,
    ),
    Question(
        "I",
        "How much was it then?",
        INSTITUTE,
        APRIL,
        both("91 percent", "91 Prozent") | {"machine": "91"},
        DATED_TIE,
    ),
    Question(
        "L",
        "Until when was it at the old mill?",
        INSTITUTE,
        APRIL,
        {
            "en": ("Old Mill", "until 2021"),
            "de": ("Old Mill", "bis 2021"),
            "machine": ("Old Mill", "2021"),
        },
        TIE,
        {"en": "until 2022<", "de": "bis 2022<", "machine": "2022-12-31,year"},
    ),
    Question(
        "I",
        "Whose minister was Theresa Muster?",
        "people/minister/",
        APRIL,
        THEN,
        NAMED_TIE,
        any_of(NOW),
    ),
    Question(
        "L",
        "Until which day?",
        "people/minister/",
        APRIL,
        both("11 May 2021", "11. Mai 2021") | {"machine": "2021-05-11"},
        DATED_TIE,
        {"en": "12 May 2021", "de": "12. Mai 2021", "machine": "2021-05-12"},
    ),
    Question(
        "H",
        "What is Ada called now?",
        ADA,
        APRIL,
        {"en": "Ada King", "de": "Ada King"},
        NAME,
    ),
    Question(
        "H",
        "Which titles does she have?",
        ADA,
        APRIL,
        "Prof. Dr.",
        "page, page data, list, id, graph, tables, api, api list, search",
    ),
    Question(
        "H",
        "What was she called before, and is she found by it?",
        ADA,
        APRIL,
        "Ada Byron",
        FORMER,
    ),
    Question(
        "HL",
        "Until which day?",
        ADA,
        APRIL,
        both("11 June 2021", "11. Juni 2021") | {"machine": "2021-06-11"},
        TIE,
        {"en": "12 June 2021<", "de": "12. Juni 2021<", "machine": '2021-06-12"}'},
    ),
    Question(
        "L",
        "Until when did she lecture?",
        ADA,
        APRIL,
        both("March 2024", "März 2024") | {"machine": "2024-03"},
        DATED_TIE,
        any_of(both("April 2024", "April 2024")),
    ),
    Question(
        "L",
        "Until when did she advise the hospital?",
        ADA,
        APRIL,
        both("2020 – 2022", "2020 – 2022") | {"machine": "2022"},
        DATED_TIE,
        both("2020 – 2023", "2020 – 2023") | {"machine": "2023-12-31"},
    ),
    Question(
        "M",
        "What did she say in 2020, according to the tables?",
        ADA,
        APRIL,
        both("It adds up.", "Es geht auf."),
        "page, tables",
    ),
    Question(
        "HI",
        "Who said in 2020 that it adds up, according to her page?",
        ADA,
        APRIL,
        "Dr. Ada Byron",
        "page",
    ),
    Question(
        "I",
        "What was the laboratory's successor?",
        "institutions/lab/",
        APRIL,
        both("Fused Labs", "Verbundlabore"),
        "page, api, api list",
    ),
    Question("I", "Who joined the unit when it started?", UNIT, APRIL, OLD, "timeline"),
    Question(
        "HI",
        "Who began to speak for it then?",
        UNIT,
        APRIL,
        "Dr. Ada Byron",
        "timeline",
        "Prof.",
    ),
    Question(
        "HIL",
        "Until which day?",
        UNIT,
        APRIL,
        both("31 December 2021", "31. Dezember 2021") | {"machine": "2021-12-31"},
        f"{DATED_TIE}, timeline",
        any_of(both("1 January 2022", "1. Januar 2022")),
    ),
    Question(
        "L",
        "When was the unit announced?",
        UNIT,
        APRIL,
        both("June 2019", "Juni 2019") | {"machine": "2019-06"},
        TERM,
    ),
    Question(
        "L",
        "Until when was its funding promised?",
        UNIT,
        APRIL,
        both("December 2024", "Dezember 2024") | {"machine": "2024-12"},
        TERM,
    ),
    Question(
        "L",
        "When did it end?",
        UNIT,
        APRIL,
        both("June 2026", "Juni 2026") | {"machine": "2026-06"},
        f"{TERM}, page data, id, graph",
    ),
]

NETWORKS = [
    Question(
        "H",
        "Who was tied to whom in May 2018?",
        "2018-05-01",
        APRIL,
        {
            "en": ("Dr. Ada Byron", "Reckoning Institute", "Science Ministry", "RECKI"),
            "de": ("Dr. Ada Byron", "Rechenhaus", "Wissenschaftsministerium", "RECHA"),
        },
        "network",
        {
            "en": ("Ada King", "Counting Centre", "Research Ministry", "Joint Unit"),
            "de": (
                "Ada King",
                "Zählzentrum",
                "Forschungsministerium",
                "Gemeinsame Einheit",
            ),
        },
    ),
    Question(
        "HI",
        "And in July 2021?",
        "2021-07-15",
        APRIL,
        {
            "en": ("Dr. Ada King", "Counting Centre", "RECKI", "91 percent"),
            "de": ("Dr. Ada King", "Zählzentrum", "RECHA", "91 Prozent"),
        },
        "network",
        {"en": ("Byron", "Minister "), "de": ("Byron", "Ministerin")},
    ),
    Question(
        "EH",
        "And a minute before May?",
        "2027-04-30",
        EVE,
        {
            "en": ("Prof. Dr. Ada King", "Counting Centre", "COUNCE", "76 percent"),
            "de": ("Prof. Dr. Ada King", "Zählzentrum", "ZAZE", "76 Prozent"),
        },
        "network",
        {
            "en": ("Algorithm", "ALGHO", "Hopper", "Directress", "64 percent"),
            "de": ("Algorithm", "ALHAU", "Hopper", "Direktorin", "64 Prozent"),
        },
    ),
    Question(
        "FH",
        "And a minute after?",
        "2027-05-01",
        MAY,
        {
            "en": (
                "Algorithm House",
                "ALGHO",
                "Grace Hopper",
                "Directress",
                "64 percent",
            ),
            "de": (
                "Algorithmenhaus",
                "ALHAU",
                "Grace Hopper",
                "Direktorin",
                "64 Prozent",
            ),
        },
        "network",
        {
            "en": ("Counting Centre", "COUNCE", "Murray", "Group leader"),
            "de": ("Zählzentrum", "ZAZE", "Murray", "Gruppenleiterin"),
        },
    ),
]

QUESTIONS = [*RELEASES, *ENTITIES, *NETWORKS]
