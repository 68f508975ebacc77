"""What became of a release after it came out, in the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from news.pages import PressReleasePage
from tests.factories import (
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_topic,
    add_translation,
    draft_release,
    publish,
)
from tests.news.reading import correct
from tests.sharing import shared

RELEASED = datetime(2020, 8, 6, 10, tzinfo=UTC)
CORRECTED = datetime(2021, 3, 1, 8, 30, tzinfo=UTC)
LISTED = "releases/?fields=title,updated_at,is_withdrawn,notices"


def add_long_ago(newsroom, title: str = "Dawn", **values):
    """Add a release that came out in 2020, as its page says too."""
    release = add_release(newsroom, title, released_at=RELEASED, **values)
    PressReleasePage.objects.update(first_published_at=RELEASED)
    return PressReleasePage.objects.get(pk=release.pk)


def titles(answer: dict) -> set[str]:
    return {item["title"] for item in answer["items"]}


def test_a_correction_is_told_in_the_language_of_the_item(get, newsroom):
    release = add_long_ago(newsroom)
    publish(add_translation(release, title="Morgen"))
    words = {"en": "Five, not six.", "de": "Fünf, nicht sechs."}

    correct(release, "correction", at=CORRECTED, why={"de": "Verzählt."})
    correct(release, "addition", what="And a seventh.")

    for language in ("en", "de"):
        item = get(f"releases/{release.translation_key}/{language}/")
        first, second = item["notices"]
        assert first == {
            "kind": "correction",
            "what": words["en"],
            "what_language": "en",
            "why": "Verzählt.",
            "why_language": "de",
            "at": "2021-03-01T09:30:00+01:00",
        }
        assert (second["kind"], second["what"]) == ("addition", "And a seventh.")
        assert item["updated_at"] == second["at"]
        assert item["released_at"] == "2020-08-06T12:00:00+02:00"
        assert item["is_withdrawn"] is False
        assert item["html"].index("Five, not six.") >= 0
    assert [item["notices"] for item in get(LISTED)["items"]] == [[first, second]] * 2


@shared
def withdrawn(newsroom):
    """A withdrawn release that said something in every field."""
    embl, ada = add_institution("EMBL", slug="embl"), add_person("Ada", slug="ada")
    release = add_long_ago(
        newsroom,
        kicker="Untrue kicker",
        standfirst="Untrue standfirst",
        notes_to_editors="<p>Untrue notes</p>",
        lead_image=add_image("Untrue picture"),
        series=add_series(institution=embl),
        institutions=[(embl, "issuer"), (add_institution("Untrue lab"), "partner")],
        people=[add_person("Untrue person")],
        partnerships=[add_partnership("Joint")],
        topics=[add_topic("ai")],
        body=[
            {"type": "prose", "value": "<p>Untrue prose</p>"},
            {
                "type": "statement",
                "value": {"statement": add_statement(ada, "Untrue words").pk},
            },
        ],
    )
    publish(add_translation(release, title="Morgen"))
    return correct(release, "withdrawal", "It was untrue.")


def test_a_withdrawn_release_says_which_one_it_was_and_no_more(get, withdrawn):
    item = get(f"{withdrawn.identity_path}?expand=institutions,people,statements")

    assert item["is_withdrawn"] is True
    assert item["title"] == "Dawn"
    assert item["number"]["number"] == 1
    assert [one["name"] for one in item["issuers"]] == ["EMBL"]
    assert [one["slug"] for one in item["topics"]] == ["ai"]
    assert [one["language"] for one in item["versions"]] == ["de"]
    assert (item["kicker"], item["standfirst"], item["picture"]) == ("", "", None)
    for name in ("institutions", "people", "statements", "facts", "documents", "links"):
        assert item[name] == [], name
    assert "It was untrue." in item["html"]


def test_no_answer_tells_a_withdrawn_text(client, withdrawn):
    for below in (
        "releases/?fields=all&expand=institutions,people,partnerships,statements",
        "releases/?fields=all&expand=versions",
        f"{withdrawn.identity_path}?expand=versions,statements",
        f"releases/{withdrawn.translation_key}/de/?fields=all",
    ):
        response = client.get(f"/api/v2/{below}")
        assert response.status_code == 200, response.content
        told = response.json()
        items = told.get("items", [told])
        assert all(item["is_withdrawn"] for item in items)
        assert "Untrue" not in response.content.decode(), below


def test_a_reinstated_release_is_told_again(get, withdrawn):
    correct(withdrawn, "reinstatement", "It was true.")

    item = get(withdrawn.identity_path)

    assert item["is_withdrawn"] is False
    assert item["standfirst"] == "Untrue standfirst"
    assert [notice["kind"] for notice in item["notices"]] == [
        "withdrawal",
        "reinstatement",
    ]
    assert item["updated_at"] == item["notices"][-1]["at"]


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ("2020-08-06T10:00:00Z", {"Dawn", "Dusk"}),
        ("2020-08-06T10:00:01Z", {"Dawn"}),
        ("2021-03-01", {"Dawn"}),
        ("2021-03-01T08:30:00Z", {"Dawn"}),
        ("2021-03-01T09:30:00", {"Dawn"}),
        ("2021-03-01T08:30:01Z", set()),
        ("2021-03-02", set()),
    ],
)
@pytest.mark.parametrize("kind", ["correction", "withdrawal"])
def test_who_asks_for_changes_gets_what_was_corrected(
    get, newsroom, kind, since, found
):
    release = add_long_ago(newsroom)
    add_long_ago(newsroom, "Dusk")
    correct(release, kind, at=CORRECTED)

    assert titles(get(f"{LISTED}&updated_since={since}")) == found


def test_who_asks_for_changes_gets_a_translation_that_was_added(get, newsroom):
    release = add_long_ago(newsroom)
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    address = f"{LISTED}&updated_since={yesterday}"
    assert titles(get(address)) == set()

    publish(add_translation(release, title="Morgen"))

    assert titles(get(address)) == {"Morgen"}


def test_a_mended_typo_is_no_change(get, newsroom):
    release = add_long_ago(newsroom, "Dwan")
    release.title = "Dawn"
    publish(release)

    assert titles(get(f"{LISTED}&updated_since=2020-08-07")) == set()
    (item,) = get(LISTED)["items"]
    assert (item["title"], item["updated_at"]) == ("Dawn", "2020-08-06T12:00:00+02:00")


def test_a_correction_of_a_story_leaves_its_drafts_private(get, newsroom):
    release = add_long_ago(newsroom)
    add_translation(release, title="Entwurf")
    correct(draft_release(newsroom, "Never public"), "withdrawal")

    correct(release, at=CORRECTED)

    assert titles(get(f"{LISTED}&updated_since=2021-01-01")) == {"Dawn"}
