"""A release does not name what another one keeps under embargo."""

import pytest

from news.publishing import schedule
from news.publishing.publication import PublicationError
from tests.factories import (
    add_contact,
    add_institution,
    add_person,
    add_release,
    add_statement,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.test_schedule import make_due


@pytest.fixture
def academy(db):
    return add_institution("Example Academy", live=False)


@pytest.fixture
def waiting(newsroom, academy):
    """A release under embargo until tomorrow, with a new institution."""
    return publish(
        draft_release(
            newsroom,
            "Waiting",
            institutions=[(academy, "lead_issuer")],
            released_at=days_from_now(1),
        )
    )


def as_partner(academy) -> dict:
    return {"institutions": [(academy, "partner")]}


def as_contact(academy) -> dict:
    return {"contact": add_contact(academy)}


def as_speaker(academy) -> dict:
    statement = add_statement(add_person("Ada"), institution=academy)
    return {"body": [{"type": "statement", "value": {"statement": statement.pk}}]}


@pytest.mark.parametrize("name", [as_partner, as_contact, as_speaker])
def test_what_waits_for_another_release_is_not_named(newsroom, academy, waiting, name):
    draft = draft_release(newsroom, "Other", **name(academy))

    with pytest.raises(PublicationError, match="Example Academy"):
        publish(draft)


def test_what_is_public_by_then_is_named(newsroom, academy, waiting):
    later = days_from_now(2)
    publish(draft_release(newsroom, "Later", released_at=later, **as_partner(academy)))

    make_due(waiting)
    assert not schedule.run()
    assert add_release(newsroom, "Now", **as_partner(academy)).live
