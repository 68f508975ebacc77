"""Topics are proposed from what earlier releases with these words and partners had."""

from __future__ import annotations

from django.utils import translation

import pytest

from news.reading import earlier as loading
from news.reading.earlier import load_earlier
from news.reading.graph import load_names
from news.reading.passages import Text
from news.reading.proposals import Kind, Proposal, propose
from portal.core import prose
from tests.factories import add_institution, add_release, add_topic, days_from_now

pytestmark = pytest.mark.django_db
TEXT = "The Wave Institute lowers a mooring with sensors into the Kettle Deep."


def topics(text: str) -> list[Proposal]:
    blocks = [prose.Paragraph(prose.runs(text))]
    proposals = propose(Text.of(blocks), load_names(), earlier=load_earlier)
    return [one for one in proposals if one.kind == Kind.TOPIC]


@pytest.fixture
def institute(newsroom):
    """An institute with two releases about the sea and one about a prize."""
    institute = add_institution("Wave Institute")
    sea, prizes = add_topic("sea", en="Sea", de="Meer"), add_topic("prizes")
    issuer = [(institute, "lead_issuer")]
    for title in ("A mooring for the deep", "Sensors on a mooring"):
        add_release(newsroom, title, institutions=issuer, topics=[sea])
    add_release(newsroom, "Two chemists honoured", topics=[prizes])
    return institute


def test_a_topic_says_which_words_and_partners_speak_for_it(institute):
    [topic] = topics(TEXT)

    assert topic.text == "Sea"
    assert topic.entity.kind == "topic"
    assert str(topic.reason) == (
        "Earlier releases with Wave Institute and “mooring”, “sensors” and “Deep” "
        "have this topic."
    )
    assert len(topic.places) == 4


def test_the_reason_is_told_in_the_language_of_the_admin(institute):
    with translation.override("de"):
        [topic] = topics(TEXT)
        assert str(topic.reason) == (
            "Frühere Mitteilungen mit Wave Institute und „mooring“, „sensors“ und "
            "„Deep“ haben dieses Thema."
        )


def test_a_text_about_something_else_has_none(institute):
    assert topics("A school garden in Ollenburg grows forty kinds of beans.") == []


def test_what_is_not_public_proposes_nothing(newsroom, institute):
    secret = add_topic("secret")
    title = "A mooring and sensors for the Kettle Deep"
    issuer = [(institute, "lead_issuer")]
    values = {"released_at": days_from_now(3), "institutions": issuer}
    add_release(newsroom, title, topics=[secret], **values)

    assert [one.text for one in topics(TEXT)] == ["Sea"]


def test_an_archive_costs_no_more(
    newsroom, institute, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(loading, "MOST", 2)

    with django_assert_num_queries(5):
        assert len(load_earlier()) == 2
