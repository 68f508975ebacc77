"""The hub hears of every feed that has changed, and its subscribers get the feed."""

from datetime import timedelta
from urllib.parse import parse_qs

from django.utils import timezone

import feedparser
import pytest

from news.models import ReleasePartnership
from news.syndication.feeds import websub
from portal.ledger import kinds, outbox, running
from portal.ledger.models import Act
from tests.factories import (
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_statement,
    add_topic,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.hub import Subscriber, hub_app, serving
from tests.news.reading import correct, load
from tests.sharing import shared

HUB = "https://hub.example/"
NOBODY = "http://127.0.0.1:9/hub"  # the discard port: nobody listens


@pytest.fixture
def hub(settings):
    settings.WEBSUB_HUB = HUB


def waiting() -> list[str]:
    """Return the addresses that the hub is going to be told of."""
    acts = Act.objects.filter(state="waiting").order_by("pk")
    return [address for act in acts for address in act.payload["feeds"]]


def work() -> None:
    """Do what is due, as a worker would."""
    Act.objects.update(due_at=timezone.now())
    running.run_due()


def test_without_a_hub_nothing_is_named_and_nothing_queued(client, newsroom):
    add_release(newsroom)

    assert waiting() == []
    assert "hub" not in client.get("/en/newsroom/feed/")["Link"]
    assert b'rel="hub"' not in client.get("/en/newsroom/feed/atom/").content


@pytest.mark.parametrize("form", ["", "atom/"])
def test_feeds_name_the_hub(client, newsroom, hub, form):
    response = client.get(f"/en/newsroom/feed/{form}")

    links = feedparser.parse(response.content).feed.links
    assert HUB in [link.href for link in links if link.rel == "hub"]
    own = f"http://localhost/en/newsroom/feed/{form}"
    assert response["Link"] == f'<{HUB}>; rel="hub", <{own}>; rel="self"'


def test_json_feed_names_the_hub(client, newsroom, hub):
    assert load(client, "json/")["hubs"] == [{"type": "WebSub", "url": HUB}]


@pytest.mark.parametrize(
    "query", ["kind=news&topic=ai", "year=2020", "page=2", "languages=de"]
)
def test_feeds_whose_changes_nobody_announces_do_not_name_it(
    client, newsroom, hub, query
):
    add_release(newsroom, kind="news", topics=[add_topic("ai")])

    assert "hub" not in client.get(f"/en/newsroom/feed/?{query}")["Link"]


def test_publication_announces_every_feed_that_lists_the_release(newsroom, hub):
    embl = add_institution("EMBL", slug="embl")
    ada = add_person("Ada", slug="ada")
    statement = add_statement(ada, institution=add_institution("Mila", slug="mila"))
    add_release(
        newsroom,
        kind="feature",
        institutions=[(embl, "partner")],
        topics=[add_topic("ai")],
        body=[{"type": "statement", "value": {"statement": statement.pk}}],
    )

    found = waiting()

    room = "http://localhost/en/newsroom/feed/"
    for query in [
        "",
        "?kind=feature",
        "?topic=ai",
        "?institution=embl",
        "?institution=mila",
        "?person=ada",
        "?languages=all",
        "?topic=ai&languages=all",
        "?person=ada&languages=en%2Cde",
    ]:
        for form in ("", "atom/", "json/"):
            assert f"{room}{form}{query}" in found
    german = "http://localhost/de/aktuelles/feed/"
    assert f"{german}?languages=de%2Cen" in found
    assert german not in found
    assert len(found) == len(set(found))


def test_every_announced_feed_names_the_hub(client, newsroom, hub):
    embl = add_institution("EMBL", slug="embl")
    release = add_release(
        newsroom, institutions=[(embl, "issuer")], topics=[add_topic("ai")]
    )
    publish(add_translation(release))

    for address in set(waiting()):
        response = client.get(address.removeprefix("http://localhost"))
        assert HUB in response["Link"], address
        assert f"<{address}>" in response["Link"]


@shared
def listed(newsroom):
    """A release in two languages that stands in a feed of every kind."""
    embl, mila = (add_institution(name, slug=name.lower()) for name in ("EMBL", "Mila"))
    ada, joint = add_person("Ada", slug="ada"), add_partnership("Joint", slug="joint")
    spoken = add_statement(ada, institution=mila)
    release = add_release(
        newsroom,
        kind="feature",
        institutions=[(embl, "partner")],
        topics=[add_topic("ai")],
        rows={"release_partnerships": [ReleasePartnership(partnership=joint)]},
        body=[{"type": "statement", "value": {"statement": spoken.pk}}],
    )
    publish(add_translation(release))
    release.refresh_from_db()
    return release


@pytest.fixture
def told(listed, hub):
    """The same, and a hub that nobody has told anything yet."""
    assert not Act.objects.exists()
    return listed


LISTED = ("kind=feature", "topic=ai", "institution=embl", "institution=mila")
LISTED = (*LISTED, "person=ada", "partnership=joint")
ROOMS = ("http://localhost/en/newsroom/feed/", "http://localhost/de/aktuelles/feed/")


def silent(queries: tuple[str, ...] = LISTED) -> list[str]:
    """Return the feeds, of those with these filters, that the hub hears nothing of."""
    found = waiting()
    assert len(found) == len(set(found))
    wanted = [
        f"{room}{form}?{query}"
        for room in ROOMS
        for form in ("", "atom/", "json/")
        for query in queries
    ]
    return [address for address in wanted if address not in found]


def test_feeds_that_a_release_was_taken_out_of_are_announced(told):
    told.kind = "news"
    told.topics = []
    told.release_institutions = []
    told.release_partnerships = []
    told.body = []
    publish(told)

    # Only the text is a language version's own, and with it who is quoted.
    assert silent(("kind=feature", "topic=ai", "institution=embl")) == []
    assert silent(("partnership=joint", "kind=news")) == []
    assert f"{ROOMS[0]}?person=ada" in waiting()


def test_feeds_that_a_release_was_added_to_are_announced_in_all_languages(told):
    told.topics = [add_topic("health")]
    publish(told)

    assert silent(("topic=health", "topic=ai")) == []


@pytest.mark.parametrize("kind", ["correction", "withdrawal"])
def test_corrections_are_announced_in_every_feed(told, kind):
    correct(told, kind)

    assert silent() == []


def test_a_reinstatement_is_announced_in_every_feed(told):
    withdrawn = correct(told, "withdrawal")
    Act.objects.all().delete()

    correct(withdrawn, "reinstatement")

    assert silent() == []


@pytest.mark.parametrize("method", ["unpublish", "delete"])
def test_feeds_of_a_release_that_is_gone_are_announced(told, method):
    getattr(told, method)()

    missing = silent()
    # The other version is still in the German feeds.
    assert not [address for address in missing if "/en/" in address]


def test_feeds_of_a_copy_that_is_public_at_once_are_announced(told):
    told.copy(keep_live=True, update_attrs={"slug": "copy"})

    assert not [address for address in silent() if "/en/" in address]


def test_nothing_is_announced_before_the_embargo_ends(newsroom, hub):
    publish(draft_release(newsroom, released_at=days_from_now(1)))

    assert waiting() == []


def test_corrections_and_withdrawals_are_announced(newsroom, hub):
    release = add_release(newsroom)
    for kind in ("correction", "withdrawal"):
        Act.objects.all().delete()
        correct(release, kind)
        assert "http://localhost/en/newsroom/feed/" in waiting()

    Act.objects.all().delete()
    release.refresh_from_db()
    release.unpublish()
    assert "http://localhost/en/newsroom/feed/" in waiting()


def test_a_hub_that_does_not_answer_is_asked_again_later(newsroom, settings, caplog):
    settings.WEBSUB_HUB = NOBODY
    add_release(newsroom)

    for failures in range(len(websub.RETRIES)):
        work()
        act = Act.objects.get()
        assert (act.state, act.attempts) == ("waiting", failures + 1)
        assert act.last_error == "ConnectionRefusedError"
        wait = act.due_at - timezone.now()
        assert abs(wait - websub.RETRIES[failures]) < timedelta(seconds=30)

    work()
    assert Act.objects.get().state == "given up"
    assert "was given up: ConnectionRefusedError" in caplog.text


@pytest.fixture
def picky_hub(settings):
    """A hub on this machine: what it was told, and what it does not accept now."""
    told, refused, refusal = [], set(), ["503 Busy"]

    def app(environ, start_response):
        size = int(environ["CONTENT_LENGTH"])
        form = parse_qs(environ["wsgi.input"].read(size).decode())
        [address] = form["hub.url"]
        if address not in refused:
            told.append(address)
        status = refusal[0] if address in refused else "204 No Content"
        start_response(status, [("Location", "/elsewhere/")])
        return []

    with serving(app) as hub:
        settings.WEBSUB_HUB = hub
        yield told, refused, refusal


@pytest.mark.parametrize("status", ["503 Busy", "302 Found", "307 Redirect"])
def test_what_the_hub_does_not_accept_is_told_again_and_nothing_else(
    newsroom, picky_hub, status
):
    told, refused, refusal = picky_hub
    refusal[0] = status
    add_release(newsroom)
    feeds = waiting()
    refused.add(feeds[1])

    work()
    assert told == [feed for feed in feeds if feed != feeds[1]]
    act = Act.objects.get()
    assert (act.state, act.last_error) == ("waiting", f"HTTPError {status[:3]}")
    assert (
        kinds.get("websub").tell([act])[act.pk]
        == f"told of {len(feeds) - 1} of {len(feeds)} feeds"
    )

    refused.clear()
    work()
    assert told[-1] == feeds[1]
    assert sorted(told) == sorted(feeds)
    assert Act.objects.get().state == "done"


def test_an_act_that_is_done_again_tells_of_everything(newsroom, picky_hub):
    told, _refused, _refusal = picky_hub
    add_release(newsroom)
    work()

    outbox.add_again(Act.objects.get().pk)
    running.run_due()

    assert len(told) == 2 * len(set(told))


@pytest.mark.django_db(transaction=True)
def test_a_subscriber_of_a_real_hub_gets_the_new_feed_signed(
    live_server, settings, tmp_path, site
):
    settings.SITE_URL = live_server.url
    settings.ALLOWED_HOSTS = ["*"]
    topic = f"{live_server.url}/en/newsroom/feed/atom/"
    subscriber = Subscriber()
    with serving(hub_app(tmp_path)) as hub, serving(subscriber.app()) as address:
        settings.WEBSUB_HUB = f"{hub}/hub"
        subscriber.address = address
        subscriber.subscribe(settings.WEBSUB_HUB, topic)

        add_release(site["en"]["newsroom"], "News for the hub")
        Act.objects.update(payload={"feeds": [topic]})
        work()

    assert len(subscriber.delivered) == 1
    feed = feedparser.parse(subscriber.delivered[0])
    assert [entry.title for entry in feed.entries] == ["News for the hub"]
