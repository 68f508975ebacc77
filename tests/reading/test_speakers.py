"""Words are given to who says them, and never to somebody else."""

import pytest

from news.reading.known import Names
from news.reading.passages import Text
from news.reading.proposals import Kind, propose
from news.reading.sources import read_plain

HEAD = "Bees return\n\nHeidelberg. Bees have returned to the roofs of the town.\n\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "“We are glad of this,” said Dr. Anna Weiss. “A very bad thing,” said the "
            "minister.",
            {"Anna Weiss": ["We are glad of this,"]},
        ),
        (
            "„Wir freuen uns sehr“, sagte Dr. Anna Weiss. „Das ist sehr schlecht“, "
            "sagte die Ministerin.",
            {"Anna Weiss": ["Wir freuen uns sehr"]},
        ),
        (
            "“We are glad of this,” said Dr. Anna Weiss. “I am not glad at all,” said "
            "Dr. Bo Lind.",
            {
                "Anna Weiss": ["We are glad of this,"],
                "Bo Lind": ["I am not glad at all,"],
            },
        ),
        (
            "“We are glad,” said Dr. Anna Weiss. “We go on.” Dr. Bo Lind, who leads "
            "the group, points out that bees “are everywhere”.",
            {"Anna Weiss": ["We are glad. We go on."]},
        ),
        (
            "“We are glad!” said Dr. Anna Weiss. “I am not!” said Dr. Bo Lind.",
            {"Anna Weiss": ["We are glad!"], "Bo Lind": ["I am not!"]},
        ),
        (
            "“We are glad,” said Dr. Anna Weiss, “and we shall go on with it.”",
            {"Anna Weiss": ["We are glad, and we shall go on with it."]},
        ),
    ],
)
def test_words_are_of_who_says_them(words, said):
    found: dict[str, list[str]] = {}
    for one in propose(Text.of(read_plain(HEAD + words)), Names(())):
        if one.kind == Kind.STATEMENT and one.value["form"] == "verbatim":
            found.setdefault(one.value["speaker"], []).append(one.text)

    assert found == said
