"""The language of a text is told from its commonest words."""

from __future__ import annotations

import tomllib

import pytest

from news.reading.passages import Text
from news.reading.sources import read_file
from news.reading.spoken import find_language
from tests.reading.answers import CORPUS

TEXTS = [path for path in sorted(CORPUS.glob("[0-9]*")) if path.suffix != ".toml"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_text_is_in_the_language_that_it_is_in(path):
    answers = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    passages = Text.of(read_file(path.name, path.read_bytes())).passages

    found = find_language("\n".join(one.text for one in passages))

    assert found == answers["language"].split("-")[0]


@pytest.mark.parametrize(
    "text", ["", "48", "Nature Physics", "Le chat est sur la table et il dort."]
)
def test_nothing_is_said_of_a_text_that_tells_too_little(text):
    assert find_language(text) == ""


def test_nothing_is_said_of_a_text_in_two_languages():
    text = "The aim is to see that it works. Das Ziel ist, dass die Welt sich dem Mond zu nähern lernt."

    assert find_language(text) == ""
