"""Words by which a text says that somebody says something."""

from __future__ import annotations

import re
from collections.abc import Iterable

from news.reading.lists import read_list

VERBS = read_list("verbs_en") | read_list("verbs_de")
VERB = re.compile(rf"\b(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})\b")

# What says of whom words are that stand without a verb.
ACCORDING = re.compile(
    r"\b(?:according to|in the words of|in the view of|as .{0,120} put it|laut|nach (?:Ansicht|Meinung|Worten|Angaben|"
    r"Einschätzung|Überzeugung) (?:von|der|des)|zufolge)\b",
    re.IGNORECASE,
)
# Who was named before, one of them: *she*, *the 17-year-old*, *der Physikerin*.
ROLES = read_list("roles_en") | read_list("roles_de")
ONE = (
    r"\b(?:he|she|er|sie|He|She|Er|Sie)\b|\b[Tt]he \d+-year-old\b|"
    r"\b[Dd](?:er|ie) \d+-Jährige\b|\b(?:[Tt]he|[Dd](?:er|ie|es))\s+(?:[\w-]+\s+)?"
    rf"(?i:[\w-]*(?:{'|'.join(sorted(ROLES, key=len, reverse=True))}|\w(?:ologin?|ologe|istin?|ikerin?)))e?[ns]?\b"
)
PRONOUN_ONE = re.compile(ONE)
PRONOUN = re.compile(rf"\bthey\b|{ONE}")
# Behind it stands whose words are told, without a verb: *so Anna Weiß*.
SO = re.compile(r"(?:^|,\s)so (?:\w[\w.-]*\s){0,4}$")
# What leads to words without a verb: *Her answer:*, *Ihr Fazit:*.
ANSWER = re.compile(
    r"\b(?:answer|verdict|conclusion|summary|advice|reply|comment|explanation|Antwort|Fazit|"
    r"Urteil|Bilanz|Rat|Kommentar|Erklärung|Resümee|Begründung|Einschätzung)\b"
)
# What leads to a title or a motto, which nobody says.
TITLED = re.compile(
    r"\b(?:titled?|entitled|motto|called|named|slogan|theme|topic|headline|Titel|Motto|"
    r"Thema|Leitspruch|Slogan|Namen|Überschrift|heißt|Ausstellung|Projekt|Reihe|Vortrag|"
    r"exhibition|project|lecture|talk|paper|Aufsatz)\b[^.]*$",
    re.IGNORECASE,
)
# What also says other things: a figure shows, a paper gives.
WEAK = read_list("weak_verbs")
STRONG = VERBS - WEAK


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# What leads to a clause that is told.
THAT = re.compile(
    r"(?:\b(?:that|whether)\b|,\s(?:\w+,?\s)?(?:dass|ob|wie|warum|weshalb|welche[rsnm]?)\b|"
    r",\s[^,.;]*\bzu\s\w+n\b)"
)
SAYING = re.compile(
    rf"\b(?:{_any(STRONG | read_list('clause_verbs_en') | read_list('inserted_de'))})\b"
)
CLAUSE = re.compile(
    rf"\b(?:{_any(STRONG | read_list('clause_verbs_en') | read_list('clause_verbs_de'))}|"
    r"pointed out|points out)\b"
)
# English needs no word before a clause.
BARE_CLAUSE = re.compile(
    rf"\b(?:{_any(read_list('clause_verbs_en'))})\b(?!\s(?:to (?:the|a|his|her)|on|at|in|goodbye)\b)"
)
# What somebody says is in the verb and its object.
SPEECH_ACT = re.compile(
    r"\b(?:fordert|forderte|verlangt|verlangte|rät|riet|empfiehlt|empfahl|bedauert|bedauerte|beklagt|"
    r"beklagte|bemängelt|bemängelte|hofft|hoffte|wünscht sich|wünschte sich|appelliert|appellierte|"
    r"(?:ruft|rief)(?=\s[^.;:]*\bauf\b)|lehnt(?:e)?(?=\s[^.;:]*\bab\b)|befürwortet|befürwortete|"
    r"verspricht|versprach|schwärmt|schwärmte|"
    r"(?:laments|lamented|defends|defended|regrets|regretted|proposes|proposed|demands|demanded|"
    r"recommends|recommended|advises|advised|"
    r"declines to|declined to|refuses to say|refused to say)|warnt|warnte|mahnt|mahnte|lobt|lobte|würdigt|würdigte|kritisiert|kritisierte|"
    r"plädiert|plädierte|spricht von|sprach von|spricht sich|sprach sich|"
    r"(?:nennt|nannte|bezeichnet|bezeichnete)(?=\s[^.;:]*(?:[„“\"»«]|\bals\b|\beine?n?\b))|"
    r"zeigte? sich (?:überzeugt|erfreut|enttäuscht|skeptisch|besorgt)|"
    r"(?:called|calls)(?: for|(?= (?:the|it|this|that|her|his|their)\b[^.;:]* (?:an?|the|too|not|_)))|"
    r"described|describes|praised|praises|urged|urges|criticised|criticises|criticized|criticizes|"
    r"(?:pleaded|pleads|argued|argues) for|warned (?:of|against)|warns (?:of|against)|"
    r"spoke of|speaks of)\b"
)
# Behind what begins so, a sentence does not tell what its verb of saying says.
QUESTION = re.compile(
    r"(?:Was|Wie|Wer|Wo|Warum|Weshalb|Welche[rsnm]?|What|How|Who|Where|Why|When)\b"
)
# What names its source, before a name and the role that leads to it.
SOURCE = re.compile(
    r"\b(?:according to|laut|(?:nach|aus)\s(?:Ansicht|Meinung|Worten|Angaben|Auskunft|Einschätzung|Überzeugung|"
    r"Sicht)\s(?:von|der|des)|in the (?:words|view|opinion|eyes) of)\s(?:[^\s,.;:]+\s){0,4}$",
    re.IGNORECASE,
)
SOURCE_OF_ONE = re.compile(
    r"\b(?:according to the|laut (?:de[rms])|(?:nach|aus)\s(?:Ansicht|Meinung|Worten|Angaben|Einschätzung|"
    r"Überzeugung|Sicht)\sde[rs])\s$",
    re.IGNORECASE,
)
ZUFOLGE = re.compile(r"\szufolge\b")
# The same with the name in the middle, and with a word that stands for it.
VIEW = r"(?:view|words|opinion|eyes|experience|estimate)"
VIEW_BEFORE, VIEW_BEHIND = re.compile(r"\b[Ii]n $"), re.compile(rf"[’']s? {VIEW}\b")
IN_VIEW = re.compile(
    rf"\b(?:[Ii]n (?:his|her) {VIEW}\b|according to (?:him|her)\b|"
    r"[Nn]ach (?:seinen|ihren) (?:Worten|Angaben)|"
    r"(?:[Nn]ach )?(?:[Ss]einer|[Ii]hrer) (?:Ansicht|Meinung|Einschätzung|Überzeugung|Erfahrung)(?: nach)?,?\s)"
)
