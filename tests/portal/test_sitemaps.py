"""Search engines learn of every public address, and of no other."""

import re
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checked
from hypothesis import strategies as st

from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from news.models import Correction
from news.pages import PressReleasePage
from news.publishing import correcting
from partners.models import Institution
from portal.core.documents import KEPT_FOR, MAX_AGE
from portal.core.models import SiteSettings
from portal.home.models import StandardPage
from portal.home.sitemaps import documents
from portal.home.sitemaps import news as news_documents
from tests.factories import (
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.portal.sitemap_files import entries, fetch, listed, news, parts

ROOT = "http://localhost"
FEW, MANY = 3, 40
nasty = checked(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def correct(release, kind: str) -> None:
    words = {"en": "So it is.", "de": "So ist es."}
    correcting.correct(Correction(story=release.translation_key, kind=kind, what=words))


def add_some(site, count: int) -> None:
    """Add releases in both languages and one only in English, and entities."""
    for _number in range(count):
        publish(add_translation(add_release(site["en"]["newsroom"])))
        add_release(site["en"]["newsroom"])
        add_partnership(members=[add_institution()])
        add_person()


def test_lists_every_public_address_in_every_language(client, site):
    release = add_release(site["en"]["newsroom"], slug="dawn")
    publish(add_translation(release, slug="morgen"))
    add_institution(slug="dkfz")
    add_partnership(slug="unit")
    add_person(slug="ada")

    below = ("", "people/", "network/", "institutions/dkfz/", "partnerships/unit/", "people/ada/")  # fmt: skip
    # The series of a contact comes with an institution of its own.
    own = Institution.objects.exclude(slug="dkfz").values_list("slug", flat=True)
    below += tuple(f"institutions/{slug}/" for slug in own)
    assert set(listed(client)) == {
        f"{ROOT}{path}"
        for path in (
            *("/en/", "/en/newsroom/", "/en/newsroom/dawn/", "/en/imprint/"),
            *("/de/", "/de/aktuelles/", "/de/aktuelles/morgen/", "/de/impressum/"),
            *("/en/graph/", "/de/graph/"),
            *(f"/en/partners/{path}" for path in below),
            *(f"/de/partner/{path}" for path in below),
        )
    }


def test_every_version_names_all_versions(client, site):
    add_person(slug="ada")
    release = add_release(site["en"]["newsroom"], slug="dawn")
    publish(add_translation(release, slug="morgen"))
    add_release(site["en"]["newsroom"], slug="english")
    add_release(site["de"]["newsroom"], slug="deutsch")

    found = listed(client)

    for english, german, default in (
        ("/en/", "/de/", "/"),
        ("/en/newsroom/dawn/", "/de/aktuelles/morgen/", "/en/newsroom/dawn/"),
        ("/en/partners/people/ada/", "/de/partner/people/ada/", "/en/partners/people/ada/"),
        ("/en/graph/", "/de/graph/", "/en/graph/"),
    ):  # fmt: skip
        versions = {"en": ROOT + english, "de": ROOT + german, "x-default": ROOT + default}  # fmt: skip
        assert found[ROOT + english]["versions"] == versions
        assert found[ROOT + german]["versions"] == versions
    english = f"{ROOT}/en/newsroom/english/"
    assert found[english]["versions"] == {"en": english, "x-default": english}
    german = f"{ROOT}/de/aktuelles/deutsch/"
    assert found[german]["versions"] == {"de": german}


def test_everything_listed_answers_and_says_the_same_of_itself(client, site):
    add_some(site, 1)

    for address, entry in listed(client).items():
        html = client.get(urlsplit(address).path).content.decode()
        assert f'<link rel="canonical" href="{address}">' in html
        links = re.findall(
            r'<link rel="alternate" hreflang="(.+?)" href="(.+?)">', html
        )
        assert dict(links) == entry["versions"]


def test_says_when_something_changed_only_where_that_is_known(client, site):
    at = days_from_now(-40).replace(microsecond=0)
    release = add_release(site["en"]["newsroom"], slug="dawn", released_at=at)
    add_release(site["en"]["newsroom"], slug="dusk", released_at=at)
    imprint = site["en"]["imprint"]
    imprint.save_revision().publish()
    correct(release, "correction")

    found = {
        address.removeprefix(ROOT): entry["lastmod"]
        for address, entry in listed(client).items()
    }

    assert datetime.fromisoformat(found["/en/newsroom/dusk/"]) == at
    corrected = datetime.fromisoformat(found["/en/newsroom/dawn/"])
    assert timezone.now() - corrected < timedelta(minutes=1)
    imprint.refresh_from_db()
    published = datetime.fromisoformat(found["/en/imprint/"])
    assert published == imprint.last_published_at.replace(microsecond=0)
    assert {path for path, lastmod in found.items() if lastmod} == {
        "/en/newsroom/dusk/",
        "/en/newsroom/dawn/",
        "/en/imprint/",
    }


def test_a_mended_typo_is_no_change(client, newsroom):
    at = days_from_now(-40).replace(microsecond=0)
    release = add_release(newsroom, slug="dawn", released_at=at)
    release.title = "Another"
    publish(release)

    found = listed(client)[f"{ROOT}/en/newsroom/dawn/"]

    assert datetime.fromisoformat(found["lastmod"]) == at


def add_foreign(site) -> None:
    """Add pages in a language that the site is not published in."""
    french = Locale.objects.create(language_code="fr")
    home = site["en"]["home"].copy_for_translation(french)
    home.slug, home.live = "accueil", True
    home.save()
    lost = StandardPage(title="secret", slug="secret", locale=french)
    site["en"]["home"].add_child(instance=lost)


def test_lists_nothing_that_is_not_public(client, site):
    newsroom = site["en"]["newsroom"]
    draft_release(newsroom, slug="secret-draft")
    add_release(newsroom, slug="secret-embargo", released_at=days_from_now(1))
    locked = add_release(newsroom, slug="secret-locked")
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    add_person(slug="secret-minimal", status="minimal")
    add_person(slug="secret-erased", status="erased")
    add_partnership(slug="secret-unit", announced_on=days_from_now(2).date())
    kept = add_institution(slug="kept")
    add_institution(slug="secret-merged", merged_into=kept)
    add_foreign(site)

    found = " ".join(listed(client))

    assert "/institutions/kept/" in found
    assert "secret" not in found
    assert "/fr/" not in found
    for below in ("feed/", "calendar/", "search/", "not-translated/"):
        assert below not in found


def test_lists_nothing_below_a_front_page_that_is_not_public(client, site):
    site["de"]["home"].unpublish()

    found = listed(client)

    assert {urlsplit(address).path[:4] for address in found} == {"/en/", "/de/"}
    german = [address for address in found if "/de/" in address]
    assert german == [f"{ROOT}/de/graph/"]
    assert found[f"{ROOT}/en/newsroom/"]["versions"].keys() == {"en", "x-default"}


def test_a_site_without_pages_has_a_sitemap(client, db):
    Site.objects.all().delete()

    assert set(listed(client)) == {f"{ROOT}/en/graph/", f"{ROOT}/de/graph/"}
    assert news(client) == []


def test_many_addresses_become_sections_that_hold_the_same(client, site, monkeypatch):
    add_some(site, 2)
    whole = listed(client)

    for size in (1, 2, 3, 5, 7, 10):
        monkeypatch.setattr(documents, "MOST_ADDRESSES", size)
        index = fetch(client, "/sitemap.xml")
        assert index.tag.endswith("}sitemapindex")
        sizes = [len(entries(fetch(client, part))) for part in parts(index)]
        rest = [len(whole) % size] if len(whole) % size else []
        assert sizes == [size] * (len(whole) // size) + rest
        assert listed(client) == whole


def test_there_is_no_section_beyond_the_last(client, site, monkeypatch):
    monkeypatch.setattr(documents, "MOST_ADDRESSES", 7)
    count = len(parts(fetch(client, "/sitemap.xml")))

    for number in (0, count + 1, "9" * 30, "9" * 5000):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404
    assert client.get(f"/sitemap-{count}.xml").status_code == 200


def test_as_many_addresses_as_allowed_are_one_file(client, site, monkeypatch):
    count = len(listed(client))

    monkeypatch.setattr(documents, "MOST_ADDRESSES", count)
    assert fetch(client, "/sitemap.xml").tag.endswith("}urlset")

    monkeypatch.setattr(documents, "MOST_ADDRESSES", count - 1)
    assert fetch(client, "/sitemap.xml").tag.endswith("}sitemapindex")


def test_no_file_is_larger_than_allowed(client, site, monkeypatch):
    for number in range(12):
        slug = f"{'äßж漢😀'[number % 5] * (200 if number % 2 else 20)}{number}"
        slug = slug.replace("😀", "𝔘")
        publish(add_translation(add_release(site["en"]["newsroom"], slug=slug)))
    whole = listed(client)
    limit = 30_000
    monkeypatch.setattr(documents, "MOST_BYTES", limit)

    addresses = parts(fetch(client, "/sitemap.xml"))

    assert len(addresses) > 1
    for address in addresses:
        assert len(client.get(address).content) <= limit
    assert listed(client) == whole


def test_an_ordinary_site_has_fifty_thousand_addresses_in_a_file(site):
    add_release(site["en"]["newsroom"], slug="x" * 150)
    addresses = documents.Addresses()

    assert documents._section_size(addresses) == documents.MOST_ADDRESSES == 50_000


def test_leaves_out_an_address_that_is_too_long_for_a_sitemap(client, site):
    for slug in ("漢" * 255, "漢" * 150):
        page = StandardPage(title="x", slug=slug)
        site["en"]["home"].add_child(instance=page)

    pages = [unquote(address) for address in listed(client) if "%" in address]

    assert pages == [f"{ROOT}/en/{'漢' * 150}/"]


def test_query_counts_do_not_grow(site, monkeypatch, count_queries):
    """A section asks for no more than the whole does; for less where it holds less."""

    def measure() -> list[int]:
        monkeypatch.setattr(documents, "MOST_ADDRESSES", 50_000)
        whole = count_queries("/sitemap.xml")
        monkeypatch.setattr(documents, "MOST_ADDRESSES", 12)
        for number in (1, 2, 3):
            assert count_queries(f"/sitemap-{number}.xml") <= whole
        return [
            whole,
            count_queries("/sitemap.xml"),
            count_queries("/news-sitemap.xml"),
        ]

    def add(count):
        # Who refers to whom is a question of the admin; answering it takes time.
        with disable_reference_index_auto_update():
            for _number in range(count):
                draft_release(site["en"]["newsroom"])
                draft_release(site["de"]["newsroom"])
                add_partnership(members=[add_institution()])
                add_person()
        Page.objects.update(live=True)

    add(FEW)
    few = measure()
    add(MANY - FEW)

    assert measure() == few
    assert max(few) <= 7


@pytest.fixture
def kept_documents(settings):
    """Keep documents as a running site does."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = settings.CACHES | {"documents": {"BACKEND": memory}}
    yield
    caches["documents"].clear()


@pytest.mark.parametrize("address", ["/sitemap.xml", "/news-sitemap.xml"])
def test_an_unchanged_sitemap_costs_one_query(client, site, kept_documents, address):
    add_release(site["en"]["newsroom"])
    first = client.get(address)

    with CaptureQueriesContext(connection) as queries:
        again = client.get(address)
    count = len(queries)
    unchanged = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert count == 1
    assert again.content == first.content
    assert unchanged.status_code == 304


@nasty
@given(
    slug=st.text(
        st.characters(categories=["L", "Nd"]) | st.sampled_from("-_"), min_size=1
    )
)
def test_any_slug_is_an_address_that_leads_there(client, newsroom, slug):
    release = PressReleasePage.objects.first() or add_release(newsroom)
    path = f"{newsroom.url_path}{slug}/"
    Page.objects.filter(pk=release.pk).update(slug=slug, url_path=path)

    (address,) = [one for one in listed(client) if "/en/newsroom/" in one and one != f"{ROOT}/en/newsroom/"]  # fmt: skip

    assert unquote(address) == f"{ROOT}/en/newsroom/{slug}/"
    assert client.get(address).status_code == 200


def test_robots_may_read_everything_but_admin_and_results(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /en/search/",
        "Disallow: /de/search/",
        f"Sitemap: {ROOT}/sitemap.xml",
        f"Sitemap: {ROOT}/news-sitemap.xml",
    ]


# The news sitemap.


def test_news_are_the_releases_of_two_days(client, site):
    newsroom = site["en"]["newsroom"]
    settings = SiteSettings.for_site(Site.objects.get())
    settings.name = {"en": "The <Unit> & co", "de": "Die Einheit"}
    settings.save()
    hours = {"new": 1, "still new": 47, "too old": 49}
    for title, age in hours.items():
        at = timezone.now() - timedelta(hours=age)
        add_release(newsroom, title, slug=title.replace(" ", "-"), released_at=at)
    german = add_translation(PressReleasePage.objects.get(slug="new"), title="Neu")
    publish(german)

    found = news(client)

    shared = {"name": "The <Unit> & co", "language": "en"}
    times = [entry.pop("at") for entry in found]
    assert found == [
        {
            "loc": f"{ROOT}/de/aktuelles/new/",
            "name": "Die Einheit",
            "language": "de",
            "title": "Neu",
        },
        {"loc": f"{ROOT}/en/newsroom/new/", "title": "new"} | shared,
        {"loc": f"{ROOT}/en/newsroom/still-new/", "title": "still new"} | shared,
    ]
    release = PressReleasePage.objects.get(slug="still-new")
    assert times[2] == timezone.localtime(release.released_at).isoformat(
        timespec="seconds"
    )


def test_news_without_a_name_are_those_of_the_newsroom(client, site):
    publish(add_translation(add_release(site["en"]["newsroom"])))

    assert [entry["name"] for entry in news(client)] == ["Newsroom", "Newsroom"]


def test_no_answer_that_is_still_kept_names_an_older_release(client, newsroom):
    kept_for = timedelta(seconds=KEPT_FOR + MAX_AGE)
    for minute in (-1, 1):
        at = timezone.now() - timedelta(days=2) + kept_for + timedelta(minutes=minute)
        add_release(newsroom, f"{minute}", released_at=at)

    assert [entry["title"] for entry in news(client)] == ["1"]


def test_without_news_the_newsrooms_are_named(client, site):
    """A sitemap names something (sitemap.xsd, urlset); without news that is no news."""
    hidden = add_release(site["en"]["newsroom"])
    correct(hidden, "withdrawal")
    add_release(site["de"]["newsroom"], released_at=days_from_now(-3))

    found = entries(fetch(client, "/news-sitemap.xml"))

    assert set(found) == {f"{ROOT}/en/newsroom/", f"{ROOT}/de/aktuelles/"}
    assert news(client) == []


def test_with_news_nothing_else_is_named(client, site):
    add_release(site["en"]["newsroom"], slug="dawn")

    assert set(entries(fetch(client, "/news-sitemap.xml"))) == {
        f"{ROOT}/en/newsroom/dawn/"
    }


def test_withdrawn_news_are_no_news(client, newsroom):
    add_release(newsroom, "kept")
    withdrawn = add_release(newsroom, "withdrawn")
    back = add_release(newsroom, "back")
    correct(withdrawn, "withdrawal")
    correct(back, "withdrawal")
    correct(back, "reinstatement")

    assert {entry["title"] for entry in news(client)} == {"kept", "back"}


def test_news_hold_the_newest_and_nothing_that_is_not_public(
    client, newsroom, monkeypatch
):
    monkeypatch.setattr(news_documents, "MOST_RELEASES", 3)
    for hours in range(1, 6):
        at = timezone.now() - timedelta(hours=hours)
        add_release(newsroom, f"{hours}", released_at=at)
    correct(PressReleasePage.objects.get(title="1"), "withdrawal")
    add_release(newsroom, "embargoed", released_at=days_from_now(1))
    locked = add_release(newsroom, "locked", released_at=timezone.now())
    PageViewRestriction.objects.create(page=locked, restriction_type="login")

    assert [entry["title"] for entry in news(client)] == ["2", "3", "4"]


NASTY = ["a ]]> b", "<news:title>", "&amp; & &#0;", "\u202eRTL \u05d0", "x\x0b\x1f\x7f", "1,2;3\\n", "\r\n\t\u2028\ufffe", "🧬" * 255]  # fmt: skip
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@nasty
@given(
    title=st.sampled_from(NASTY)
    | st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        min_size=1,
        max_size=250,
    ).map(lambda text: f".{text}.")
)
def test_any_title_can_be_news(client, newsroom, title):
    release = PressReleasePage.objects.first() or add_release(newsroom)
    Page.objects.filter(pk=release.pk).update(title=title)

    (entry,) = news(client)

    # Those two part words (news feeds say it as all formats do).
    parted = title.replace("\x0b", " ").replace("\x0c", " ")
    carried = FORBIDDEN.sub("", parted)
    # A parser reads every end of a line as one character (XML 1.0, section 2.11).
    assert entry["title"] == carried.replace("\r\n", "\n").replace("\r", "\n")
