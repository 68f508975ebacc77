"""Releases in many house styles are read as a careful press officer reads them."""

from __future__ import annotations

import pytest

from tests.reading.answers import Scores, measure, print_scores

# The least recall and precision of each kind.
FLOORS = {
    "known institution": (0.95, 0.98),
    "known partnership": (0.95, 0.98),
    "known person": (0.95, 0.98),
    "new person": (0.8, 0.9),
    "new institution": (0.8, 0.9),
    "boilerplate on file": (0.9, 0.95),
    "verbatim": (0.95, 0.98),
    "paraphrase": (0.95, 0.98),
    "role": (0.9, 0.95),
    "host": (0.75, 0.95),
    "structure": (0.95, 0.95),
    "topic": (0.75, 0.6),
}


@pytest.fixture(scope="module")
def scores() -> Scores:
    return measure()


def test_what_is_read_is_told(scores, capsys):
    with capsys.disabled():
        print_scores(scores)

    assert set(scores) == set(FLOORS)


@pytest.mark.parametrize("kind", FLOORS)
def test_enough_is_found_and_little_else(scores, kind):
    recall, precision = FLOORS[kind]

    assert scores[kind].recall >= recall, scores[kind].missed
    assert scores[kind].precision >= precision, scores[kind].wrong
