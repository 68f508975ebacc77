"""What keeps a text from being published is said before anything is decided."""

from django.core.exceptions import ValidationError

import pytest

from news.publishing import gates
from tests.admin.test_languages_together import german_of
from tests.admin.test_publish_page import press
from tests.factories import add_release, days_from_now, draft_release


@pytest.fixture
def changed(newsroom):
    """A public release with another text as its draft."""
    release = add_release(newsroom, "Dawn", body=[])
    draft = release.get_latest_revision_as_object()
    draft.title = "Dusk"
    draft.save_revision()
    return release


@pytest.fixture
def refused(monkeypatch, sign_in):
    sign_in("Moderators")

    def refuse(release, revision):
        raise ValidationError(
            "Not signed off", params={"see": "/there/", "see_what": "There"}
        )

    monkeypatch.setattr(gates, "_checks", {})
    gates.require(refuse)


def test_at_the_first_page_of_a_correction(client, changed, refused):
    address = f"/admin/releases/{changed.pk}/change/"

    first = client.get(address)
    second = client.post(address, {"way": "small", "text": changed.latest_revision_id})

    for page in (first, second):
        assert page.text.count("Not signed off") == 1
        assert '<a href="/there/">There</a>' in page.text
    changed.refresh_from_db()
    assert changed.title == "Dawn"


def test_before_languages_go_together(client, newsroom, refused):
    draft = draft_release(newsroom, together=["en", "de"], released_at=days_from_now(1))
    draft.save_revision()
    german_of(draft, title="Morgen")
    address = f"/admin/releases/{draft.pk}/publish/"

    for page in (client.get(address), press(client, draft)):
        assert page.text.count("Not signed off") == 1
        assert '<a href="/there/">There</a>' in page.text
        assert "It becomes public in" in page.text
