"""What the head of every kind of page says to search engines and in shared links."""

from __future__ import annotations

from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils import timezone

import pytest

from wagtail.models import Site

from news.models import Correction
from news.pages import PressReleasePage
from news.publishing import correcting
from portal.core.models import SiteSettings
from tests.factories import (
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_topic,
    add_translation,
    days_from_now,
    publish,
)
from tests.sharing import shared

ROOT = "http://localhost"
# Address, and the canonical one where the page may be found; None where it may not.
KINDS = {
    "home": ("/en/", "/en/"),
    "home in German": ("/de/", "/de/"),
    "newsroom": ("/en/newsroom/", "/en/newsroom/"),
    "newsroom, followed": ("/en/newsroom/?utm_source=x", "/en/newsroom/"),
    "newsroom, no filter": ("/en/newsroom/?year=&topic=", "/en/newsroom/"),
    "newsroom, first page": ("/en/newsroom/?page=1", "/en/newsroom/"),
    "newsroom, second page": ("/en/newsroom/?page=2", "/en/newsroom/?page=2"),
    "newsroom, beyond": ("/en/newsroom/?page=99", "/en/newsroom/?page=2"),
    "newsroom, nonsense": ("/en/newsroom/?page=x", "/en/newsroom/"),
    "filtered": ("/en/newsroom/?topic=physics", None),
    "filtered, second page": ("/en/newsroom/?kind=press_release&page=2", None),
    "filtered by nothing known": ("/en/newsroom/?topic=nonsense", None),
    "release": ("/en/newsroom/dawn/", "/en/newsroom/dawn/"),
    "translated release": ("/de/aktuelles/morgen/", "/de/aktuelles/morgen/"),
    "release in one language": ("/en/newsroom/alone/", "/en/newsroom/alone/"),
    "release with umlauts": ("/en/newsroom/über/", "/en/newsroom/%C3%BCber/"),
    "standard page": ("/en/imprint/", "/en/imprint/"),
    "partners": ("/en/partners/", "/en/partners/"),
    "institution": ("/en/partners/institutions/dkfz/",) * 2,
    "person": ("/de/partner/people/ada/",) * 2,
    "partnership": ("/en/partners/partnerships/unit/",) * 2,
    "people": ("/en/partners/people/",) * 2,
    "network": ("/en/partners/network/",) * 2,
    "network of one": ("/en/partners/institutions/dkfz/network/",) * 2,
    "network, followed": ("/en/partners/network/?utm_source=x", "/en/partners/network/"),
    "network of a day": ("/en/partners/network/?as_of=2020-01-01", None),
    "graph": ("/en/graph/", "/en/graph/"),
    "graph, followed": ("/de/graph/?utm_source=x", "/de/graph/"),
    "search": ("/en/search/", None),
    "search results": ("/en/search/?q=dawn", None),
    "not translated": ("/de/not-translated/{alone}/", None),
    "not found": ("/en/nothing/", None),
}  # fmt: skip


class Head(HTMLParser):
    """Collects canonical address, versions and properties of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.canonicals: list[str] = []
        self.versions: list[tuple[str, str]] = []
        self.properties: dict[str, list[str]] = {}
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "link" and values.get("rel") == "canonical":
            self.canonicals.append(values["href"])
        if tag == "link" and "hreflang" in values:
            assert values["rel"] == "alternate"
            self.versions.append((values["hreflang"], values["href"]))
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.properties.setdefault(name, []).append(values["content"])

    def __getitem__(self, name: str) -> str:
        """Return the only value of a property."""
        (value,) = self.properties[name]
        return value


@shared
def alone(site):
    """A site with every kind of page; returns a release that is not translated."""
    newsroom = site["en"]["newsroom"]
    physics = add_topic("physics", en="Physics", de="Physik")
    image = add_image()
    dawn = add_release(
        newsroom,
        "Dawn",
        slug="dawn",
        standfirst="It dawns.",
        topics=[physics, add_topic("optics", en="Optics", de="Optik")],
        lead_image=image,
        released_at=days_from_now(-3),
    )
    publish(add_translation(dawn, slug="morgen", title="Morgen"))
    alone = add_release(newsroom, "Alone", slug="alone")
    add_release(newsroom, slug="über")
    unit = add_partnership(slug="unit")
    site["en"]["home"].unit = unit
    add_institution(slug="dkfz")
    add_person(slug="ada")
    settings = SiteSettings.for_site(Site.objects.get())
    settings.tagline = {"en": "From the unit", "de": "Aus der Einheit"}
    settings.save()
    return alone


@pytest.fixture
def pages(client, alone, monkeypatch):
    """Return how to read the head of a page."""
    monkeypatch.setattr("news.pages.newsroom.RELEASES_PER_PAGE", 2)

    def head_of(address: str) -> Head:
        response = client.get(address.format(alone=alone.translation_key))
        assert response.status_code == (404 if "nothing" in address else 200)
        return Head(response.content.decode())

    return head_of


def test_every_page_is_known_by_one_address_or_kept_out(pages):
    for kind, (address, canonical) in KINDS.items():
        head = pages(address)
        if canonical:
            assert head.canonicals == [ROOT + canonical], kind
            assert head["og:url"] == ROOT + canonical, kind
            assert "robots" not in head.properties, kind
        else:
            assert head.canonicals == [], kind
            assert "og:url" not in head.properties, kind
            assert head["robots"].startswith("noindex"), kind


def test_language_versions_name_themselves_and_each_other(pages):
    for kind, (address, canonical) in KINDS.items():
        versions = dict(pages(address).versions)
        assert len(versions) == len(pages(address).versions), kind
        if canonical is None:
            assert versions == {}, kind
            continue
        assert versions[canonical[1:3]] == ROOT + canonical, kind
        for tag, version in versions.items():
            assert urlsplit(version)[:2] == urlsplit(ROOT)[:2], kind
            if tag != "x-default":
                path = version.removeprefix(ROOT)
                assert dict(pages(path).versions) == versions, (kind, version)


@pytest.mark.parametrize(
    ("kind", "tags", "default"),
    [
        ("home", {"en", "de"}, "/"),
        ("home in German", {"en", "de"}, "/"),
        ("translated release", {"en", "de"}, "/en/newsroom/dawn/"),
        ("release in one language", {"en"}, "/en/newsroom/alone/"),
        ("person", {"en", "de"}, "/en/partners/people/ada/"),
        ("graph, followed", {"en", "de"}, "/en/graph/"),
    ],
)
def test_readers_of_other_languages_are_led_to_a_version(pages, kind, tags, default):
    versions = dict(pages(KINDS[kind][0]).versions)

    assert versions.pop("x-default") == ROOT + default
    assert set(versions) == tags


def test_later_pages_of_a_list_have_no_counterpart(pages):
    versions = pages("/en/newsroom/?page=2").versions

    assert versions == [("en", f"{ROOT}/en/newsroom/?page=2")]


def test_every_page_has_what_shared_links_show(pages):
    for kind, (address, canonical) in KINDS.items():
        head = pages(address)
        own, other = ("en_US", "de_DE") if "/en/" in address else ("de_DE", "en_US")
        assert head["og:locale"] == own, kind
        single = canonical is None or "alone" in address or "über" in address
        others = head.properties.get("og:locale:alternate", [])
        assert others == [] if single else [other], kind
        assert head["og:description"], kind
        large = kind.endswith("release") or "release " in kind
        assert head["twitter:card"] == ("summary_large_image" if large else "summary")
        assert ("og:image" in head.properties) == large, kind
        assert head["og:type"] in ("website", "article", "profile"), kind


def test_what_a_page_is_about_is_said_of_it_alone(pages):
    release, people = pages("/en/newsroom/dawn/"), pages("/en/partners/people/")

    assert release["description"] == release["og:description"] == "It dawns."
    assert people["og:description"] == "From the unit"
    assert pages("/de/partner/people/")["og:description"] == "Aus der Einheit"
    assert "description" not in people.properties


@pytest.mark.parametrize("sign", ["&", "ä", "<"])
def test_a_long_description_ends_after_a_whole_character(client, newsroom, sign):
    add_release(newsroom, slug="long", standfirst=sign * 400)

    html = client.get("/en/newsroom/long/").content.decode()

    assert Head(html)["og:description"] == sign * 299 + "…"


def test_a_release_says_what_it_is_about_and_when_it_changed(client, pages):
    before = pages("/en/newsroom/dawn/")
    release = release_at("dawn")
    correcting.correct(
        Correction(story=release.translation_key, what={"en": "Five, not six."})
    )
    release = release_at("dawn")
    after = pages("/en/newsroom/dawn/")

    assert before["article:section"] == "Optics"
    assert before.properties["article:tag"] == ["Optics", "Physics"]
    german = pages("/de/aktuelles/morgen/")
    assert german.properties["article:tag"] == ["Optik", "Physik"]
    assert "article:modified_time" not in before.properties
    assert after["article:published_time"] == before["article:published_time"]
    assert after["article:modified_time"][:19] == localised(release.updated_at)


def test_a_release_shows_its_picture_or_one_made_of_its_words(pages):
    dawn, alone = pages("/en/newsroom/dawn/"), pages("/en/newsroom/alone/")

    assert dawn["og:image"].startswith(f"{ROOT}/media/")
    assert alone["og:image"] == f"{ROOT}/en/newsroom/alone/share/"
    assert alone["og:image:alt"] == "Alone"
    for head in (dawn, alone):
        size = (head["og:image:width"], head["og:image:height"])
        assert size == ("1200", "630")


def release_at(slug: str) -> PressReleasePage:
    return PressReleasePage.objects.get(slug=slug)


def localised(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat()[:19]
