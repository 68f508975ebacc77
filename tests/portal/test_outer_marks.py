"""What templates print around a text is not stored with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.outer_marks import without_credit_label, without_quotation_marks


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("“We are glad.”", "We are glad."),
        ("„Wir freuen uns.“", "Wir freuen uns."),
        ("„Wir freuen uns.”", "Wir freuen uns."),
        ('„Wir freuen uns."', "Wir freuen uns."),
        ("»Wir freuen uns.«", "Wir freuen uns."),
        ("«\u00a0Nous\u00a0»", "Nous"),
        ("‚Wir‘", "Wir"),
        ("‘We don’t know’", "We don’t know"),
        ("'We don't know'", "We don't know"),
        (",,Wir freuen uns.''", "Wir freuen uns."),
        ("``We are glad.''", "We are glad."),
        ('"We are glad"', "We are glad"),
        (' "We are glad". ', "We are glad."),
        ("“We are glad!”.", "We are glad!"),
        ("“The so-called ‘gap’ grows.”", "The so-called ‘gap’ grows."),
        ("„Das „Haus“ steht.“", "Das „Haus“ steht."),
        ('"The "gap" grows."', 'The "gap" grows.'),
        ("““We are glad.””", "We are glad."),
        ("“One.\n“Two.”", "One.\nTwo."),
        ("“One.\r\n\r\n“Two.”", "One.\r\n\r\nTwo."),
        ("‚Ja‘", "Ja"),
    ],
)
def test_marks_around_what_was_said_are_taken_off(pasted, said):
    assert without_quotation_marks(pasted) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "“”",
        "We are glad.",
        "“Yes”, she says, “we are.”",
        "„Ja“, sagt sie, „das ist so.“",
        '„Ja“, sagt sie, "das ist so."',
        '"Yes", she says, "we are."',
        "»Ja«, sagt sie, »das ist so.«",
        "'Yes', she says, 'we are.'",
        "‘Partners’ work’ and ‘ours’",
        "“We are glad.",
        "We call it “gap”",
        "“Gap” is what we call it.",
        "“We are glad.«",
    ],
)
def test_marks_that_are_of_the_text_stay(text):
    assert without_quotation_marks(text) == text


@pytest.mark.parametrize(
    ("pasted", "credit"),
    [
        ("Photo: Anna Weiß", "Anna Weiß"),
        ("FOTO : Anna Weiß", "Anna Weiß"),
        ("Bild: © Anna Weiß/CERN", "Anna Weiß/CERN"),
        ("© CERN", "CERN"),
        ("(c) CERN", "CERN"),
        ("(Foto: CERN)", "CERN"),
        ("Picture: Photo: CERN", "CERN"),
        ("Photo credit: CERN", "CERN"),
        ("Credit: CERN", "CERN"),
        ("Copyright © CERN", "CERN"),
        ("Foto/©: CERN", "CERN"),
        ("Bildnachweis: CERN", "CERN"),
    ],
)
def test_the_word_before_a_credit_is_taken_off(pasted, credit):
    assert without_credit_label(pasted) == credit


@pytest.mark.parametrize(
    "credit",
    [
        "",
        "©",
        "Photo:",
        "Foto Meier GmbH",
        "Photographers United",
        "Bild der Woche: X",
        "CERN (Anna Weiß)",
        "(c)",
        "Anna Weiß, Photo: CERN",
        "(CERN)",
    ],
)
def test_a_credit_without_such_a_word_stays(credit):
    assert without_credit_label(credit) == credit


@given(st.text(alphabet="„“”\"«»‚‘’',`ab .!?\n:©()", max_size=20))
def test_what_has_none_stays_so(text):
    for strip in (without_quotation_marks, without_credit_label):
        once = strip(text)
        assert strip(once) == once
