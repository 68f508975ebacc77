"""What editors see of the numbers, and who sees them."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from types import SimpleNamespace

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from wagtail.users.models import UserProfile

from partners.merging.merge import merge
from partners.models import Institution
from portal.statistics import figures
from portal.statistics.comparing import compare
from portal.statistics.drawing import draw
from portal.statistics.keeping import site_today
from portal.statistics.models import OTHER, DailyViews, FeedReach, Kind
from portal.statistics.periods import Period
from portal.users.models import User
from tests import factories
from tests.sharing import shared

OVERVIEW = "/admin/reports/statistics/"


def count(kind, key, views=1, *, day=None, **values):
    language = values.pop("language", "" if kind == Kind.DOCUMENT else "en")
    return DailyViews.objects.create(
        day=day or site_today(),
        kind=kind,
        key=key,
        views=views,
        language=language,
        **values,
    )


def days_ago(days: int) -> date:
    return site_today() - timedelta(days=days)


@shared
def world(site):
    """Releases with an institution, and an editor."""
    newsroom = site["en"]["newsroom"]
    institution = factories.add_institution("Institute of Things", slug="things")
    release = factories.add_release(
        newsroom,
        "Read release",
        slug="read",
        institutions=[(institution, "issuer")],
        released_at=timezone.now() - timedelta(days=3),
    )
    german = factories.publish(factories.add_translation(release, title="Gelesen"))
    editor = User.objects.create_user("editor")
    editor.groups.add(Group.objects.get(name="Editors"))
    return SimpleNamespace(
        newsroom=newsroom,
        institution=institution,
        release=release,
        german=german,
        editor=editor,
    )


@pytest.fixture
def editor(world):
    client = Client()
    client.force_login(world.editor)
    return client


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def table(client, url: str) -> list[dict]:
    response = client.get(url)
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    content = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(content.splitlines()))


def test_says_so_when_nothing_was_counted(editor, world, settings):
    assert "Nothing has been counted yet" in read(editor, OVERVIEW)
    assert "switched off" in read(editor, OVERVIEW)

    settings.COUNTING = "app"
    url = f"{OVERVIEW}releases/{world.release.pk}/"
    assert "Nothing has been counted yet" in read(editor, url)
    assert "switched off" not in read(editor, url)


def test_the_overview_says_what_was_read(editor, world):
    document = factories.add_document("Figures")
    home = world.newsroom.get_parent()
    count(Kind.PAGE, world.release.pk, 41, source="news.example")
    count(Kind.PAGE, world.release.pk, 2, source="few.example")
    count(Kind.PAGE, world.release.pk, 5, source=OTHER)
    count(Kind.PAGE, world.german.pk, 30, language="de")
    count(Kind.PAGE, world.release.pk, 9, format="pdf")
    count(Kind.PAGE, world.release.pk, 1000, day=days_ago(31))
    count(Kind.PAGE, home.pk, 17)
    count(Kind.INSTITUTION, world.institution.pk, 13)
    count(Kind.DOCUMENT, document.pk, 6)
    for day, subscribers in ((1, 120), (0, 118)):
        FeedReach.objects.create(
            day=days_ago(day),
            newsroom=world.newsroom.pk,
            address="feed/",
            aggregator="Feedly",
            subscribers=subscribers,
            polls=4,
        )

    context = editor.get(OVERVIEW).context

    assert context["views"] == 41 + 2 + 5 + 30 + 17 + 13
    assert context["downloads"] == 15
    totals = {
        name: [(str(row.label), row.total) for row in context[name]]
        for name in (
            "releases",
            "pages",
            "sources",
            "languages",
            "formats",
            "documents",
        )
    }
    assert totals == {
        "releases": [("Read release", 48), ("Gelesen", 30)],
        "pages": [("Home", 17)],
        "sources": [
            ("news.example", 41),
            ("Other sites", 7),
            ("Direct, or from this site", 60),
        ],
        "languages": [("en", 78), ("de", 30)],
        "formats": [("PDF", 9)],
        "documents": [("Figures", 6)],
    }
    [(_label, [institution])] = context["entities"]
    assert (institution.label, institution.total) == ("Institute of Things", 13)
    [feed] = context["feeds"]
    assert (feed.subscribers, feed.polls) == (118, 8)


@pytest.mark.parametrize(
    ("query", "views"), [("", 2), ("?days=7", 1), ("?days=90", 3), ("?days=x", 2)]
)
def test_the_days_can_be_chosen(editor, world, query, views):
    for days in (0, 29, 31):
        count(Kind.PAGE, world.release.pk, day=days_ago(days))

    assert editor.get(OVERVIEW + query).context["views"] == views


def test_the_first_week_stands_beside_the_median_of_others(world):
    for views in (10, 20, 60):
        other = factories.add_release(
            world.newsroom, released_at=timezone.now() - timedelta(days=30)
        )
        count(Kind.PAGE, other.pk, views, day=days_ago(30))
        count(Kind.PAGE, other.pk, 2, day=days_ago(24))
        count(Kind.PAGE, other.pk, 500, day=days_ago(23))  # its eighth day
        count(Kind.PAGE, other.pk, 500, day=days_ago(30), format="pdf")
    before = factories.add_release(
        world.newsroom, released_at=timezone.now() - timedelta(days=40)
    )
    count(Kind.PAGE, before.pk, 900, day=days_ago(30))
    young = factories.add_release(
        world.newsroom, released_at=timezone.now() - timedelta(days=5)
    )
    count(Kind.PAGE, young.pk, 900, day=days_ago(5))
    count(Kind.PAGE, world.release.pk, 7, day=days_ago(3))
    count(Kind.PAGE, world.german.pk, 4, day=days_ago(2), language="de")
    versions = {"en": world.release.pk, "de": world.german.pk}

    week = compare(world.release, versions, site_today())

    assert week.compared == 3
    assert not week.is_over
    assert [(line.language, line.total, line.median) for line in week.lines] == [
        # The first four days, as many as it is public; the others' seventh counts not yet.
        ("", 11, 20),
        ("en", 7, 20),
        ("de", 4, None),
    ]
    assert [(bar.value, bar.beside) for bar in week.chart.bars] == [
        (7, 20),
        (4, 0),
        (0, 0),
        (0, 0),
    ]


def test_what_was_public_before_counting_began_is_compared_with_nothing(world):
    count(Kind.PAGE, world.release.pk, day=days_ago(2))

    assert compare(world.release, {"en": world.release.pk}, site_today()) is None


def test_a_release_has_its_numbers_in_all_languages(editor, world):
    count(Kind.PAGE, world.release.pk, 7, day=days_ago(3))
    count(Kind.PAGE, world.german.pk, 4, language="de")
    count(Kind.PAGE, world.release.pk, 3, format="pdf")
    count(Kind.PAGE, world.newsroom.pk, 100)

    for pk in (world.release.pk, world.german.pk):
        context = editor.get(f"{OVERVIEW}releases/{pk}/").context
        assert (context["views"], context["downloads"]) == (11, 3)
    edit = read(editor, f"/admin/pages/{world.release.pk}/edit/")
    assert f"{OVERVIEW}releases/{world.release.pk}/" in edit


def test_a_partner_has_its_page_and_its_releases(editor, world):
    duplicate = factories.add_institution("Duplicate")
    other = factories.add_release(world.newsroom, "Of others")
    count(Kind.INSTITUTION, world.institution.pk, 5)
    count(Kind.INSTITUTION, duplicate.pk, 2)
    count(Kind.PAGE, world.release.pk, 30)
    count(Kind.PAGE, other.pk, 100)
    merge(duplicate, world.institution, world.editor)

    url = f"{OVERVIEW}institution/{world.institution.pk}/"
    context = editor.get(url).context

    assert (context["views"], context["own_views"]) == (37, 7)
    assert [row.label for row in context["releases"]] == ["Read release"]
    rows = figures.top_entities(DailyViews.objects.all(), "institution", world.editor)
    assert [(row.label, row.total) for row in rows] == [("Institute of Things", 7)]
    listing = read(editor, "/admin/snippets/partners/institution/")
    assert url in listing


def test_who_sees_no_pages_sees_no_numbers(world):
    client = Client()
    user = User.objects.create_user("access")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    for url in (
        OVERVIEW,
        f"{OVERVIEW}releases/{world.release.pk}/",
        f"{OVERVIEW}institution/{world.institution.pk}/",
    ):
        assert client.get(url).status_code in (302, 403)
    assert "reports/statistics" not in read(client, "/admin/")


def test_what_is_hidden_from_somebody_has_no_numbers_for_them(editor, world):
    hidden = factories.add_release(
        world.newsroom, "Hidden release", institutions=[(world.institution, "issuer")]
    )
    count(Kind.PAGE, hidden.pk, 5)
    count(Kind.PAGE, world.release.pk, 3)
    hidden.unpublish()
    # Somebody who has to do with other pages only.
    elsewhere = User.objects.create_user("elsewhere")
    group = Group.objects.create(name="Imprint")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    imprint = world.newsroom.get_parent().get_children().get(slug="imprint")
    group.page_permissions.create(
        page=imprint, permission=Permission.objects.get(codename="change_page")
    )
    elsewhere.groups.add(group)
    client = Client()
    client.force_login(elsewhere)
    urls = (OVERVIEW, f"{OVERVIEW}institution/{world.institution.pk}/")

    for url in urls:
        assert "Hidden release" not in read(client, url)
        assert "Read release" in read(client, url)
        titles = {row["title"] for row in table(client, f"{url}?export=csv")}
        assert titles == {"Read release"}
    assert client.get(f"{OVERVIEW}releases/{hidden.pk}/").status_code == 404
    assert "Hidden release" in read(editor, OVERVIEW)
    assert editor.get(f"{OVERVIEW}releases/{hidden.pk}/").status_code == 200


@pytest.mark.parametrize(
    "path", ["releases/999/", "institution/999/", "document/1/", "page/1/"]
)
def test_what_there_is_not_is_not_found(editor, path):
    assert editor.get(f"{OVERVIEW}{path}").status_code == 404


def test_a_table_holds_no_formulas(editor, world):
    world.release.title = world.release.draft_title = "=HYPERLINK(A1)"
    factories.publish(world.release)
    document = factories.add_document("+Data, ü")
    count(Kind.PAGE, world.release.pk, 5, source="news.example")
    count(Kind.PAGE, world.release.pk, 2, format="pdf", source=OTHER)
    count(Kind.DOCUMENT, document.pk, 1)
    count(Kind.INSTITUTION, world.institution.pk, 1)
    count(Kind.PAGE, 10**9, 1)

    rows = table(editor, f"{OVERVIEW}?export=csv")

    assert [tuple(row.values())[1:] for row in rows] == [
        ("document", "'+Data, ü", "", "", "", "1"),
        ("institution", "Institute of Things", "en", "", "", "1"),
        ("release", "'=HYPERLINK(A1)", "en", "", "news.example", "5"),
        ("release format", "'=HYPERLINK(A1)", "en", "pdf", "other", "2"),
    ]
    assert {row["day"] for row in rows} == {site_today().isoformat()}


def test_reports_cost_the_same_for_many(editor, world):
    def fill(number: int):
        for _time in range(number):
            release = factories.add_release(
                world.newsroom,
                institutions=[(world.institution, "issuer")],
                released_at=timezone.now() - timedelta(days=20),
            )
            institution = Institution.objects.create(
                slug=f"institute-of-{release.pk}", kind="research_centre", live=True
            )
            for days in (0, 20, 25):
                count(Kind.PAGE, release.pk, day=days_ago(days))
                count(Kind.INSTITUTION, institution.pk, day=days_ago(days))
            count(Kind.DOCUMENT, factories.add_document().pk)
            FeedReach.objects.create(
                day=site_today(),
                newsroom=world.newsroom.pk,
                address=f"feed/?institution={institution.slug}",
            )

    def costs() -> list[int]:
        found = []
        for url in (
            f"{OVERVIEW}?days=365",
            f"{OVERVIEW}releases/{world.release.pk}/?days=365",
            f"{OVERVIEW}institution/{world.institution.pk}/?days=365",
            f"{OVERVIEW}?export=csv",
        ):
            with CaptureQueriesContext(connection) as queries:
                response = editor.get(url)
                b"".join(response)
            found.append(len(queries))
        return found

    fill(1)
    costs()
    few = costs()
    fill(8)

    assert costs() == few


@pytest.mark.parametrize(("days", "parts", "length"), [(30, 30, 1), (365, 52, 7)])
def test_many_days_are_drawn_as_weeks(days, parts, length):
    period = Period(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=days - 1))

    found = period.parts()

    assert len(found) == parts
    assert {part.length for part in found} == {length}
    assert found[-1].last == period.last


def test_a_chart_is_as_high_as_its_highest_number():
    parts = Period(date(2026, 1, 1), date(2026, 1, 3)).parts()

    chart = draw(parts, [0, 5, 10], [20, 0, 2.5])

    assert [bar.height for bar in chart.bars] == [0, 25, 50]
    assert [bar.beside_y for bar in chart.bars] == [0, 100, 87.5]
    assert draw(parts, [0, 0, 0]).most == 1


def test_reports_speak_german(editor, world):
    UserProfile.objects.create(user=world.editor, preferred_language="de")
    count(Kind.PAGE, world.release.pk)

    html = read(editor, f"{OVERVIEW}releases/{world.release.pk}/")

    assert "Die ersten sieben Tage" in html
    assert "Seitenaufrufe" in html
