"""A release does not name what another one keeps under embargo."""

import pytest

from news.models import Embargo
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


def test_what_was_taken_down_and_waits_with_another_name_is_not_named(
    newsroom, academy, waiting
):
    academy.first_published_at = days_from_now(-9)
    academy.save()

    with pytest.raises(PublicationError, match="Example Academy"):
        publish(draft_release(newsroom, "Other", **as_partner(academy)))


def schedule_again(release, at):
    draft = type(release).objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.released_at = at
    draft.save_revision().publish()


def test_what_an_approved_release_names_does_not_wait_longer(
    newsroom, academy, waiting
):
    later = days_from_now(2)
    publish(draft_release(newsroom, "Later", released_at=later, **as_partner(academy)))

    with pytest.raises(PublicationError, match="Example Academy in “Later”"):
        schedule_again(waiting, days_from_now(3))

    schedule_again(waiting, days_from_now(1.5))


def test_what_still_waits_when_an_embargo_lifts_is_not_named(
    newsroom, academy, waiting
):
    later = days_from_now(2)
    other = publish(
        draft_release(newsroom, "Later", released_at=later, **as_partner(academy))
    )
    Embargo.objects.filter(story=waiting.translation_key).update(until=days_from_now(9))

    make_due(other)
    schedule.run()

    assert not type(other).objects.get(pk=other.pk).live
