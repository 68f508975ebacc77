"""From a request to numbers per day: what is counted, once, and what is not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from partners.models import Institution
from portal.guests.addresses import path_of
from portal.guests.models import GuestLink
from portal.statistics import counting, folder
from portal.statistics.keeping import tidy
from portal.statistics.lines import write_line
from portal.statistics.models import OTHER, CountedFile, DailyViews, FeedReach, Kind
from portal.subscriptions.models import Subscription
from tests import factories
from tests.sharing import shared

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; {} subscribers)"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@shared
def release(newsroom):
    institution = factories.add_institution(slug="institute")
    return factories.add_release(
        newsroom, slug="release", institutions=[(institution, "issuer")]
    )


@pytest.fixture
def waiting(tmp_path, settings, monkeypatch):
    """The folder in which lines wait; nobody else writes to it."""
    settings.COUNTING_DIR = str(tmp_path / "counting")
    settings.COUNTING = "app"
    monkeypatch.setattr(folder, "WRITING", 0)
    return tmp_path / "counting"


@pytest.fixture
def visitor(waiting):
    return Client(headers={"User-Agent": FIREFOX})


def note(path, *, at=NOON, query=(), referer="", agent=FIREFOX):
    folder.append(write_line(at, path, dict(query), referer, agent), at.timestamp())


def views() -> dict:
    """Return what was counted, by kind, key, language, format and source."""
    rows = DailyViews.objects.values_list(
        "kind", "key", "language", "format", "source", "views"
    )
    return {tuple(thing): count for *thing, count in rows}


def test_counts_what_visitors_read(release, visitor, newsroom):
    document = factories.add_document()
    for path in ("", "", "pdf/", "cite/bibtex/", "share/", "calendar/"):
        visitor.get(f"/en/newsroom/release/{path}")
    for path in ("/en/", "/en/partners/institutions/institute/", "/en/search/?q=x"):
        assert visitor.get(path).status_code == 200
    # Nothing public shows it.
    assert visitor.get(document.url).status_code == 404

    assert counting.count_all() == 1

    home = newsroom.get_parent()
    assert views() == {
        (Kind.PAGE, home.pk, "en", "", ""): 1,
        (Kind.PAGE, release.pk, "en", "", ""): 2,
        (Kind.PAGE, release.pk, "en", "pdf", ""): 1,
        (Kind.PAGE, release.pk, "en", "cite/bibtex", ""): 1,
        (
            Kind.INSTITUTION,
            Institution.objects.get(slug="institute").pk,
            "en",
            "",
            "",
        ): 1,
    }


def test_counts_what_was_known_already(release, visitor):
    etag = visitor.get("/en/newsroom/release/")["ETag"]

    answer = visitor.get("/en/newsroom/release/", headers={"If-None-Match": etag})

    counting.count_all()
    assert answer.status_code == 304
    assert DailyViews.objects.get().views == 2


def test_nothing_tells_of_what_is_hidden(newsroom, visitor, client):
    factories.publish(
        factories.draft_release(
            newsroom, slug="later", released_at=factories.days_from_now(1)
        )
    )
    factories.draft_release(newsroom, slug="draft")
    for slug in ("later", "draft", "never"):
        assert visitor.get(f"/en/newsroom/{slug}/").status_code == 404
        # What a server in front has noted by mistake is not counted either.
        note(f"/en/newsroom/{slug}/")

    counting.count_all()

    assert not DailyViews.objects.exists()


def test_no_secret_that_stands_in_an_address_is_noted(
    release, newsroom, visitor, waiting
):
    waits = factories.publish(
        factories.draft_release(newsroom, released_at=factories.days_from_now(1))
    )
    paths = [
        path_of(purpose, _give(waits, purpose), "en")
        for purpose in (GuestLink.Purpose.PASS, GuestLink.Purpose.SHARE)
    ]
    subscription = Subscription.objects.create(
        email="reader@press.example",
        story=newsroom.translation_key,
        languages=["en"],
        language="en",
    )
    paths += [
        f"/en/subscribe/{page.format(subscription.token)}/"
        for page in ("confirm/{}", "manage/{}", "manage/{}/data", "end/{}")
    ]

    assert [visitor.get(path).status_code for path in paths] == [200] * 6

    assert not list(waiting.glob("*"))


def _give(release, purpose) -> str:
    link = GuestLink.objects.create(
        purpose=purpose,
        story=release.translation_key,
        name="Guest",
        language="en",
        expires_at=factories.days_from_now(9),
    )
    return link.add_token()


def test_numbers_go_with_a_page_that_is_moved(release, waiting):
    note("/en/newsroom/release/")
    counting.count_all()
    release.slug = "better"
    factories.publish(release)
    note("/en/newsroom/better/")
    note("/en/newsroom/release/")

    counting.count_all()

    assert DailyViews.objects.get().views == 2


def test_days_are_those_of_the_site(release, waiting):
    note("/en/newsroom/release/", at=datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC))
    note("/en/newsroom/release/", at=datetime(2026, 7, 1, 22, 0, 0, tzinfo=UTC))

    with timezone.override("Pacific/Auckland"):
        counting.count_all()

    days = DailyViews.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [date(2026, 7, 1), date(2026, 7, 2)]


def test_leaves_out_robots_and_unknown_addresses(release, waiting):
    note("/en/newsroom/release/", agent="Mozilla/5.0 (compatible; Googlebot/2.1)")
    note("/en/newsroom/release/", agent="")
    note("/fr/newsroom/release/")
    note("/en/" + "newsroom/" * 60)
    note("/en/newsroom/release/pdf/more/")
    note("/en/partners/institutions/nobody/")
    note("/documents/999/data.csv")

    counting.count_all()

    assert not DailyViews.objects.exists()


def test_groups_by_the_site_that_led_here(release, waiting, settings):
    settings.SITE_URL = "https://www.newsroom.example"
    for referer in (
        "https://www.News.example/a?b",
        "https://news.example/other",
        "https://newsroom.example/en/",
        "",
        "https://192.0.2.1/",
        "https://not a host/",
        "https://localhost/",
        "https://=cmd|x.example/",
    ):
        note("/en/newsroom/release/", referer=referer)

    counting.count_all()

    rows = DailyViews.objects.values_list("source", "views")
    assert dict(rows) == {"news.example": 2, "": 2, OTHER: 4}


def test_reach_of_feeds_is_what_aggregators_said_last(release, waiting):
    factories.add_topic("unused")
    for count, query in ((120, {}), (123, {"languages": "all"}), (9, {"kind": "news"})):
        note("/en/newsroom/feed/", agent=FEEDLY.format(count), query=query)
    note("/en/newsroom/feed/", agent="Miniflux/2.2", query={"topic": "unused"})
    note("/en/newsroom/feed/", agent=FIREFOX, query={"institution": "institute"})
    note("/en/newsroom/feed/", agent="Mozilla/5.0 (compatible; Googlebot/2.1)")
    counting.count_all()
    note("/en/newsroom/feed/", agent=FEEDLY.format(121))

    counting.count_all()

    rows = FeedReach.objects.values_list(
        "address", "aggregator", "subscribers", "polls"
    )
    assert sorted(rows) == [
        ("feed/", "", None, 1),
        ("feed/", "Feedly", 121, 3),
        ("feed/?institution=institute", "", None, 1),
        ("feed/?kind=news", "Feedly", 9, 1),
    ]
    assert not DailyViews.objects.exists()


def test_nothing_is_counted_twice_or_lost_wherever_it_is_killed(
    release, waiting, monkeypatch
):
    class KilledError(BaseException):
        """As if the process had ended."""

    def killed(*args, **kwargs):
        raise KilledError

    for at in (
        "portal.statistics.folder.time.sleep",
        "portal.statistics.counting.write_reach",
        "portal.statistics.counting.Path.unlink",
    ):
        note("/en/newsroom/release/")
        with monkeypatch.context() as patch:
            patch.setattr(at, killed)
            with pytest.raises(KilledError):
                counting.count_all()

    counting.count_all()

    assert DailyViews.objects.get().views == 3
    assert not list(waiting.glob("*"))


def test_two_who_count_the_same_file_count_it_once(release, waiting, monkeypatch):
    note("/en/newsroom/release/")
    [path] = folder.take()
    content = path.read_bytes()
    counting.count_file(path)
    path.write_bytes(content)  # as somebody still has it who opened it before

    assert not counting.count_file(path)
    assert DailyViews.objects.get().views == 1
    assert not counting.count_file(path)


def test_who_comes_second_to_a_day_waits_for_the_next_turn(
    release, waiting, monkeypatch
):
    note("/en/newsroom/release/")
    with monkeypatch.context() as patch:

        def meanwhile(*args):
            raise IntegrityError

        patch.setattr(counting, "write_views", meanwhile)
        assert counting.count_all() == 0

    assert counting.count_all() == 1
    assert DailyViews.objects.get().views == 1


def test_forgets_sites_that_led_few_here_once_the_day_is_over(release, waiting):
    for referer in ("one", "two", "two", "three", "three", "three"):
        note("/en/newsroom/release/", referer=f"https://{referer}.example/")
    note("/en/newsroom/", referer="https://two.example/")
    note("/en/newsroom/", referer="https://-/")
    counting.count_all()

    tidy(TODAY)
    assert DailyViews.objects.filter(source="one.example").exists()
    tidy(TODAY + timedelta(days=1))
    tidy(TODAY + timedelta(days=1))

    rows = DailyViews.objects.values_list("key", "source", "views")
    assert sorted(rows) == sorted(
        [
            (release.pk, "three.example", 3),
            (release.pk, "two.example", 2),
            (release.pk, OTHER, 1),
            (release.get_parent().pk, "two.example", 1),
            (release.get_parent().pk, OTHER, 1),
        ]
    )


def test_forgets_what_is_too_old(settings, db):
    settings.STATISTICS_YEARS = 5
    for day in (date(2021, 11, 18), date(2021, 11, 22)):
        DailyViews.objects.create(day=day, kind=Kind.PAGE, key=1)
        FeedReach.objects.create(day=day, newsroom=1, address="feed/")
    CountedFile.objects.create(name="a")
    CountedFile.objects.update(counted_at=timezone.now() - timedelta(days=2))

    tidy(TODAY)

    for model in (DailyViews, FeedReach):
        assert [row.day for row in model.objects.all()] == [date(2021, 11, 22)]
    assert not CountedFile.objects.exists()


def test_what_is_noted_is_gone_after_it_was_counted(release, visitor, waiting):
    visitor.get("/en/newsroom/release/")
    assert list(waiting.glob("*"))

    counting.count_all()

    assert not list(waiting.glob("*"))


def test_costs_the_same_for_many_addresses(release, newsroom, waiting):
    def count(paths) -> int:
        for path in paths:
            note(path)
        with CaptureQueriesContext(connection) as queries:
            counting.count_all()
        return len(queries)

    slugs = [f"institute-no-{number}" for number in range(40)]
    Institution.objects.bulk_create(
        Institution(slug=slug, kind="research_centre", live=True) for slug in slugs
    )
    few = count(["/en/newsroom/release/", "/en/partners/institutions/institute/"])
    many = count(
        [
            *(f"/en/partners/institutions/{slug}/" for slug in slugs),
            *(f"/en/newsroom/release/{format}/" for format in ("pdf", "txt", "md")),
            *(f"/en/newsroom/never-{number}/" for number in range(500)),
        ]
    )

    assert many <= few
    assert DailyViews.objects.count() == 45
