"""Which hints a text in Leichte Sprache or plain language gets."""

from __future__ import annotations

import pytest

from portal.core.plain_language import ADVICE, RULES, Rule, check, split
from portal.core.prose import list_texts, read
from portal.core.simple_forms import KNOWN, Kind
from portal.demo.blocks import MENTION
from portal.demo.content import simple_german
from portal.demo.content.records import Bullets, Heading, Prose

FORMS = {(form.base, form.kind): form for form in KNOWN}
EASY, PLAIN = FORMS["de", Kind.EASY], FORMS["de", Kind.PLAIN]
ENGLISH_EASY, ENGLISH_PLAIN = FORMS["en", Kind.EASY], FORMS["en", Kind.PLAIN]


def found(text: str, form=EASY) -> list[tuple[Rule, str]]:
    return [(one.rule, one.found) for one in check([text], form)]


@pytest.mark.parametrize(
    "text",
    [
        "Heidelberg ist eine Stadt.",
        "Die Stadt liegt in Baden-Württemberg.",
        "Das Treffen ist am 3. Juni 2026.\nEs beginnt um 10 Uhr.",
        "Die Forscher sind aus vielen Ländern.\nSie arbeiten zusammen.",
        "Das ist ein Forschungs·institut.",
        "Das ist Prof. Dr. Anna Muster.",
        "Die Krankheit heißt: Krebs.",
        "Wir werden viel lernen.",
        "Sie wird die Gruppe gewinnen.",
        "Das wird ein gutes Angebot.",
    ],
)
def test_easy_sentences_get_no_hint(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("Das ist das Institut.\u00a0Es ist neu.", Rule.SEVERAL_SENTENCES, None),
        ("Wir sagen, dass es gut ist.", Rule.SUBORDINATE_CLAUSE, ", dass"),
        (
            "Das ist eine Forschungseinrichtung.",
            Rule.LONG_WORD,
            "Forschungseinrichtung",
        ),
        ("Das heißt z. B. Krebs.", Rule.ABBREVIATION, "z. B."),
        ("Das kostet ca. 3 Euro.", Rule.ABBREVIATION, "ca."),
        ("Dort arbeiten fünf Gruppen.", Rule.NUMBER_AS_WORD, "fünf"),
        ("Dort sind 3.000 Menschen.", Rule.LARGE_NUMBER, "3.000"),
        ("Dort sind 12500 Menschen.", Rule.LARGE_NUMBER, "12500"),
        ("Das sind 20 Prozent.", Rule.PERCENTAGE, "Prozent"),
        ("Das sind 20 %.", Rule.PERCENTAGE, "%"),
        ("Das steht im § 4.", Rule.SPECIAL_CHARACTER, "§"),
        ("Das Haus (es ist alt).", Rule.SPECIAL_CHARACTER, "("),
        ("Das ist nicht schwer.", Rule.NEGATION, "nicht"),
        ("Es gibt keine Kosten.", Rule.NEGATION, "keine"),
        ("Das ist das Ziel des Instituts.", Rule.GENITIVE, "des Instituts"),
        ("Die Gruppe wird heute gewählt.", Rule.PASSIVE, "wird heute gewählt"),
        ("Das Haus wurde gut finanziert.", Rule.PASSIVE, "wurde gut finanziert"),
        ("Das ist gebaut worden.", Rule.PASSIVE, "worden"),
        ("Das könnte gut sein.", Rule.SUBJUNCTIVE, "könnte"),
    ],
)
def test_one_thing_is_hinted_at(text, rule, place):
    hints = found(text)

    assert [one for one, _place in hints if one == rule]
    assert place is None or (rule, place) in hints


def test_eight_words_are_a_sentence_and_nine_are_too_many():
    eight = "Wir sagen es heute allen hier im Haus."

    assert found(eight) == []
    assert found(eight[:-1] + " gern.") == [(Rule.LONG_SENTENCE, eight[:-1] + " gern.")]


def test_a_sentence_goes_over_several_lines_and_is_counted_whole():
    text = "Wir sagen es heute allen\nhier im neuen großen Haus."

    assert [rule for rule, _place in found(text)] == [Rule.LONG_SENTENCE]


def test_plain_language_allows_more():
    text = "Wir sagen es heute allen hier im Haus gern. Das ist nicht schwer, weil es hilft."

    assert found(text, PLAIN) == []
    assert found("Das heißt z. B. Krebs.", PLAIN) == [(Rule.ABBREVIATION, "z. B.")]


def test_english_has_rules_of_its_own():
    assert found("Ten people work here.\nIt is good.", ENGLISH_EASY) == [
        (Rule.NUMBER_AS_WORD, "Ten")
    ]
    assert found("The house was planned by us.", ENGLISH_EASY) == [
        (Rule.PASSIVE, "was planned by")
    ]
    assert found("Ten people work here.", ENGLISH_PLAIN) == []


def test_points_of_abbreviations_days_and_titles_end_no_sentence():
    text = "Am 3. Juni spricht Prof. Dr. Muster, z. B. Über Zellen. Dann ist Schluss!"

    assert split(text, RULES["de", Kind.EASY]) == [
        "Am 3. Juni spricht Prof. Dr. Muster, z. B. Über Zellen.",
        "Dann ist Schluss!",
    ]


def test_a_hint_quotes_its_sentence():
    (hint,) = check(["Es hilft.\nWir bauen keine Häuser."], EASY)

    assert (hint.before, hint.found, hint.after) == ("Wir bauen ", "keine", " Häuser.")
    assert str(hint.advice)


def test_every_rule_has_advice_and_every_form_has_rules():
    assert set(ADVICE) == set(Rule)
    assert set(RULES) == set(FORMS)


@pytest.mark.parametrize("text", ["", "\n\n", " ", "…", "§" * 5000, "a" * 50_000, "ge" * 20_000 + " wird"])  # fmt: skip
def test_any_text_can_be_checked(text):
    for form in KNOWN:
        check([text], form)


def test_the_demo_keeps_the_rules_that_it_shows():
    texts = [
        simple_german.HOME_TITLE,
        simple_german.NEWSROOM_TITLE,
        simple_german.ELLIS.title,
        simple_german.ELLIS.standfirst,
        *list_texts(read(simple_german.HOME_INTRODUCTION)),
        *list_texts(read(simple_german.NEWSROOM_INTRODUCTION)),
        *list_texts(read(simple_german.ELLIS.notes_to_editors)),
    ]
    for block in simple_german.ELLIS.body:
        match block:
            case Heading(text):
                texts.append(text)
            case Prose(html):
                texts += list_texts(read(MENTION.sub(r"\2", html)))
            case Bullets(entries):
                texts += entries

    assert [(one.rule, one.sentence) for one in check(texts, EASY)] == []
