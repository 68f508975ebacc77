"""What a text must pass before it is approved."""

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from news.publishing import gates, schedule
from news.publishing.publication import PublicationError
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
    gates.require(refuse, at_lift=at_lift)
    later = days_from_now(2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    schedule.run()

    draft.refresh_from_db()
    assert draft.live != at_lift
