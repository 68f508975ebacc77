"""Words by which a text says that somebody says something."""

from __future__ import annotations

import re

from news.reading.lists import read_list

VERBS = read_list("verbs_en") | read_list("verbs_de")
VERB = re.compile(rf"\b(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})\b")

# What says of whom words are that stand without a verb.
ACCORDING = re.compile(
    r"\b(?:according to|in the words of|in the view of|as .{0,120} put it|laut|nach (?:Ansicht|Meinung|Worten|Angaben|"
    r"Einschätzung|Überzeugung) (?:von|der|des)|zufolge)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:he|she|they|er|sie|He|She|Er|Sie)\b|\b[Tt]he \d+-year-old\b|"
    r"\b[Dd](?:er|ie) \d+-Jährige\b|\b(?:[Tt]he|[Dd]er|[Dd]ie)\s+(?:[\w-]+\s+)?"
    r"(?:researcher|scientist|director|professor|physician|biologist|physicist|chemist|"
    r"minister|president|doctor|co-director|rector|head|Forscher(?:in)?|"
    r"Wissenschaftler(?:in)?|Direktor(?:in)?|Professor(?:in)?|[\w-]*[Ll]eiter(?:in)?|"
    r"Minister(?:in)?|Präsident(?:in)?|Rektor(?:in)?|[\w-]*[Bb]iolog(?:e|in)|"
    r"[\w-]*[Ii]nformatiker(?:in)?|[\w-]*[Mm]ediziner(?:in)?|Ärzt(?:in)|Arzt|"
    r"[\w-]*[Pp]hysiker(?:in)?|[\w-]*[Cc]hemiker(?:in)?|Onkolog(?:e|in)|"
    r"Vorsitzende|Sprecher(?:in)?|Doktorand(?:in)?|Studienleiter(?:in)?)\b"
)
# What tells by itself, in English without *that*: who is before it says what is behind.
TELLS = re.compile(
    r"\b(?:said|says|believes?|believed|hopes?|hoped|expects?|expected|argues?|argued|"
    r"adds|added|explains|explained|notes|noted|stresses|stressed|reports|estimates|"
    r"estimated|warns|warned|recalls|recalled|jokes|joked|admits|admitted)\b"
)
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
# Verbs and forms by which words of others are told, not quoted.
THAT = re.compile(
    r"\b(?:that|dass|whether|ob)\b",
)
# What also says other things: a figure shows, a paper gives.
WEAK = read_list("weak_verbs")
STRONG = VERBS - WEAK
SAYS_INDIRECTLY = re.compile(
    rf"\b(?:{'|'.join(sorted(STRONG, key=len, reverse=True))}|"
    r"expects?|expected|pointed out|points out|erwartet|erwartete|erzählt|erzählte|"
    r"wies darauf hin|weist darauf hin|hob hervor|hebt hervor|gab bekannt)\b"
)
# What somebody says is in the verb itself.
SPEECH_ACT = re.compile(
    r"\b(?:forderte?|warnte?|mahnte?|begrüßte?|lobte?|würdigte?|called for|calls for|warned "
    r"(?:of|against)|warns (?:of|against)|welcomed|welcomes|praised|praises|urged|urges)\b"
)
# The German subjunctive of words that are told.
SURELY_TOLD = re.compile(
    r"\b(?:sei|seien|habe|hätten|werde|könne|müsse|solle|wolle|dürfe|heiße|gebe|komme|"
    r"gehe|stehe|lasse|brauche|bleibe|höre|prüfe)\b"
)
TOLD = re.compile(
    r"\b(?:sei|seien|habe|hätten|hätte|werde|könne|müsse|solle|wolle|dürfe|wäre|würden|"
    r"heiße|bleibe|höre|prüfe|fehle|bestehe|liege|trage|reiche|führe|sollten|müssten|könnten|dürften|würde|"
    r"gebe|komme|gehe|stehe|lasse|biete|mache|bringe|leiste|zeige|helfe|brauche)\b"
)
