"""Words that are public or approved are changed by those who may publish them."""

import re

import pytest

from tests.factories import (
    add_person,
    add_release,
    add_statement,
    days_from_now,
    draft_release,
    publish,
)


@pytest.fixture
def statement(db):
    return add_statement(add_person("Marie Curie"))


@pytest.fixture
def change(statement, client):
    """Save another text in the form of the statement; returns what was answered."""

    def changing():
        fields = {
            "speaker": statement.speaker_id,
            "text_en": "It is not so.",
            "form": "verbatim",
            "original_language": "en",
        }
        address = f"/admin/snippets/news/statement/edit/{statement.pk}/"
        opened = client.get(address).text
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', opened)
        return client.post(address, dict(hidden) | fields)

    return changing


def said(statement) -> list[dict]:
    return [{"type": "statement", "value": {"statement": statement.pk}}]


def add_public(newsroom, statement):
    add_release(newsroom, body=said(statement))


def add_approved(newsroom, statement):
    at = days_from_now(1)
    publish(draft_release(newsroom, body=said(statement), released_at=at))


def add_draft(newsroom, statement):
    draft_release(newsroom, body=said(statement))


@pytest.mark.parametrize(
    ("add", "group", "changes"),
    [
        (add_public, "Editors", False),
        (add_approved, "Editors", False),
        (add_draft, "Editors", True),
        (add_public, "Moderators", True),
        (add_approved, "Moderators", True),
    ],
)
def test_only_who_may_publish_changes_what_is_public(
    newsroom, statement, sign_in, change, add, group, changes
):
    add(newsroom, statement)
    sign_in(group)

    answer = change()

    statement.refresh_from_db()
    assert (str(statement.text) == "It is not so.") == changes
    assert ("stands in a release that is public" in answer.text) == (not changes)
