from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

import pytest

from news.pages import PressReleasePage
from tests.factories import (
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_statement,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared

TITLE = "Breakthrough at dawn"


@shared
def involved():
    """What a release is about, public on its own."""
    return {
        "institutions": [(add_institution(slug="dkfz"), "issuer")],
        "people": [add_person(slug="ada")],
        "partnerships": [add_partnership(slug="unit")],
    }


CHANNELS = {
    "front page": "/en/",
    "newsroom": "/en/newsroom/",
    "filter": "/en/newsroom/?institution=dkfz",
    "rss": "/en/newsroom/feed/",
    "search": "/en/search/?q=breakthrough",
    "institution": "/en/partners/institutions/dkfz/",
    "person": "/en/partners/people/ada/",
    "partnership": "/en/partners/partnerships/unit/",
    "sitemap": "/sitemap.xml",
}
# The sitemap knows addresses, not titles.
MARK = {"sitemap": "/en/newsroom/dawn/"}


@shared
def released(newsroom, involved):
    return add_release(newsroom, TITLE, slug="dawn", **involved)


@shared
def draft(newsroom, involved):
    return draft_release(
        newsroom, TITLE, slug="dawn", released_at=days_from_now(1), **involved
    )


@shared
def embargoed(draft):
    return publish(draft)


@pytest.mark.parametrize("channel", CHANNELS)
def test_released_release_is_present(client, released, channel):
    html = client.get(CHANNELS[channel]).content.decode()

    assert MARK.get(channel, "at dawn") in html


@pytest.mark.parametrize("channel", CHANNELS)
def test_embargoed_release_is_absent(client, embargoed, channel):
    html = client.get(CHANNELS[channel]).content.decode()

    assert MARK.get(channel, "at dawn") not in html


@pytest.mark.parametrize("channel", CHANNELS)
def test_draft_is_absent(client, draft, channel):
    html = client.get(CHANNELS[channel]).content.decode()

    assert MARK.get(channel, "at dawn") not in html


@pytest.mark.parametrize("address", ["/en/newsroom/dawn/", "/pm/2020-1/"])
def test_embargoed_release_has_no_address(client, newsroom, address):
    publish(
        draft_release(
            newsroom, slug="dawn", released_at=timezone.now() + timedelta(days=1)
        )
    )

    assert client.get(address, follow=True).status_code == 404


def test_the_scheduler_releases_it(client, newsroom):
    release = publish(
        draft_release(newsroom, released_at=timezone.now() + timedelta(days=1))
    )
    now = timezone.now()
    PressReleasePage.objects.filter(pk=release.pk).update(released_at=now)
    revision = release.revisions.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = now
    revision.content = revision.content | {
        "released_at": now.isoformat(),
        "go_live_at": now.isoformat(),
    }
    revision.save()

    call_command("publish_scheduled")

    assert client.get(release.get_url()).status_code == 200


def test_live_set_by_hand_does_not_lift_an_embargo(newsroom):
    release = publish(
        draft_release(newsroom, released_at=timezone.now() + timedelta(days=1))
    )
    PressReleasePage.objects.filter(pk=release.pk).update(live=True)

    assert not PressReleasePage.objects.released().exists()


def test_a_statement_is_public_only_with_a_release_that_holds_it(client, newsroom):
    person = add_person(slug="ada")
    statement = add_statement(person, "A sentence under embargo.")
    body = [{"type": "statement", "value": {"statement": statement.pk}}]
    draft = draft_release(newsroom, body=body)

    before = client.get("/en/partners/people/ada/").content.decode()
    publish(draft)
    after = client.get("/en/partners/people/ada/").content.decode()

    assert "under embargo" not in before
    assert "under embargo" in after
