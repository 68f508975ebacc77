"""What a text must pass before it is approved."""

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from news.publishing import gates, schedule
from news.publishing.publication import PublicationError
from portal.core.refused import Reason, find_reasons
from tests.factories import days_from_now, draft_release, publish


@pytest.fixture
def asked(monkeypatch):
    """Require two checks that refuse, and note what they were asked about."""
    seen = []

    def check(word):
        def refuse(release, revision):
            seen.append((release.title, revision.content["title"]))
            raise ValidationError(word)

        return refuse

    monkeypatch.setattr(gates, "_checks", {})
    gates.require(check("first"))
    gates.require(check("second"))
    return seen


@pytest.mark.parametrize("days", [-1, 1])
def test_nothing_is_approved_that_does_not_pass(newsroom, asked, days):
    draft = draft_release(newsroom, "Dawn", released_at=days_from_now(days))

    with pytest.raises(PublicationError) as refusal:
        publish(draft)

    assert refusal.value.messages == ["first", "second"]
    draft.refresh_from_db()
    assert not draft.live
    assert not draft.revisions.exclude(approved_go_live_at=None).exists()
    assert asked == [("Dawn", "Dawn")] * 2


@pytest.mark.parametrize("at_lift", [False, True])
def test_a_lift_asks_only_what_is_meant_for_it(newsroom, monkeypatch, at_lift):
    draft = publish(draft_release(newsroom, released_at=days_from_now(1)))

    def refuse(release, revision):
        raise ValidationError("too late")

    monkeypatch.setattr(gates, "_checks", {})
    gates.require(refuse, gates.When.ALSO_AT_LIFT if at_lift else gates.When.APPROVAL)
    later = days_from_now(2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    schedule.run()

    draft.refresh_from_db()
    assert draft.live != at_lift


def test_what_takes_long_is_asked_when_nothing_else_refuses(newsroom, monkeypatch):
    asked = []

    def refuse(release, revision):
        raise ValidationError("no")

    monkeypatch.setattr(gates, "_checks", {})
    gates.require(lambda *text: asked.append(text), gates.When.LAST)
    gates.require(refuse)

    with pytest.raises(PublicationError):
        publish(draft_release(newsroom, released_at=days_from_now(1)))

    assert not asked


def test_a_refusal_keeps_where_it_can_be_seen_to(newsroom, monkeypatch):
    def refuse(release, revision):
        raise ValidationError("no", params={"see": "/there/", "see_what": "There"})

    monkeypatch.setattr(gates, "_checks", {})
    gates.require(refuse)
    draft = draft_release(newsroom)

    with pytest.raises(PublicationError) as refusal:
        publish(draft)

    assert find_reasons([refusal.value]) == [Reason("no", "/there/", "There")]
