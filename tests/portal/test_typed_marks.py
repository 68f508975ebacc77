"""Marks that were typed straight become those of the language; nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.typed_marks import set_marks, set_marks_of_parts


@pytest.mark.parametrize(
    ("language", "typed", "right"),
    [
        ("en", 'She said "yes" twice.', "She said “yes” twice."),
        ("de", 'Sie sagte "ja", zweimal.', "Sie sagte „ja“, zweimal."),
        ("de-x-simple", 'Sie sagt: "Ja."', "Sie sagt: „Ja.“"),
        ("de-CH", '"Ja"', "„Ja“"),
        ("es", 'Dijo "sí".', "Dijo «sí»."),
        (
            "en",
            "\"It is 'AI made in BW' as a whole.\"",
            "“It is ‘AI made in BW’ as a whole.”",
        ),
        ("de", "\"Das ist 'gut'\", sagt sie.", "„Das ist ‚gut‘“, sagt sie."),
        ("en", "Priority: 'omics' data", "Priority: ‘omics’ data"),
        (
            "en",
            "don't, the researchers' work, Anna's",
            "don’t, the researchers’ work, Anna’s",
        ),
        ("de", "Hans' Buch, wie geht's", "Hans’ Buch, wie geht’s"),
        ("en", "O'Hara's 'own' words", "O’Hara’s ‘own’ words"),
        ("en", '("a" or "b")', "(“a” or “b”)"),
        ("en", 'A "5 mm" gap and a "new"-ish one', "A “5 mm” gap and a “new”-ish one"),
    ],
)
def test_marks_become_those_of_the_language(language, typed, right):
    assert set_marks(typed, language) == right


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'a 5" pipe'),
        ("en", 'a 5" pipe and a 6" pipe'),
        ("en", "5'10\" tall"),
        ("en", 'one " alone'),
        ("en", "„Zitat“ and «citation»"),
        ("fr", 'Il dit "oui".'),
        ("ar", '"نعم"'),
        ("", '"yes"'),
        ("en", ""),
        ("en", "the '90s"),
        ("en", "51° 30' N"),
    ],
)
def test_what_is_not_certain_stays(language, text):
    assert set_marks(text, language) == text


def test_marks_around_tags_belong_together():
    parts = ['He said "', "yes", '" and left.']

    assert set_marks_of_parts(parts, "en") == ["He said “", "yes", "” and left."]


@settings(max_examples=500)
@given(st.text("ab \"'.,„“5"), st.sampled_from(["de", "en", "fr"]))
def test_nothing_but_marks_changes_and_once_is_enough(text, language):
    done = set_marks(text, language)

    assert len(done) == len(text)
    assert all(new == old or old in "\"'" for new, old in zip(done, text, strict=True))
    assert set_marks(done, language) == done
