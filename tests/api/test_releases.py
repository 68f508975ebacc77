"""Releases in the API: what is public, as it was, found by what is asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from wagtail.models import PageViewRestriction

from news.models import ReleaseInstitution
from news.pages import PressReleasePage
from partners.merging.merge import merge
from partners.models import InstitutionName, Person
from portal.data.releases import FIELDS
from tests.factories import (
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_topic,
    add_translation,
    days_from_now,
    publish,
)
from tests.graph.conftest import SECRET
from tests.sharing import shared

IN_LISTS = {name for name, field in FIELDS.items() if field.in_lists}


def path(release) -> str:
    return release.identity_path


def titles(answer: dict) -> list[str]:
    return [item["title"] for item in answer["items"]]


def test_a_list_has_every_language_of_a_story_the_newest_first(get, newsroom):
    old = add_release(newsroom, "Old", released_at=days_from_now(-3))
    publish(add_translation(old, title="Alt"))
    add_release(newsroom, "New", released_at=days_from_now(-1))

    answer = get("releases/")

    assert titles(answer) == ["New", "Alt", "Old"]
    assert answer["meta"] == {
        "total_count": 3,
        "limit": 20,
        "offset": 0,
        "next": None,
        "previous": None,
    }
    assert set(answer["items"][0]) == IN_LISTS


def test_a_detail_stands_where_its_stable_identity_says(get, graph_site):
    release = graph_site.release
    answer = get(path(release))

    assert set(answer) == set(FIELDS)
    assert answer["id"] == f"http://localhost/id/{path(release)}"
    assert answer["api_url"] == f"http://localhost/api/v2/{path(release)}"
    assert answer["url"] == "http://localhost/en/newsroom/it-works/"
    assert answer["story"] == str(release.translation_key)
    assert answer["number"]["label"] == "No. 1"
    assert answer["short_url"] == f"http://localhost{release.short_path}"
    assert answer["html"].startswith("<p><strong>Really.</strong></p>")
    assert answer["facts"][0]["value"] == "3,000"
    assert answer["publications"][0]["doi"] == "10.1000/182"
    assert answer["bylines"][0]["name"] == "Ada Lovelace"
    assert answer["contacts"][0]["email"] == "press@newsroom.example"
    assert answer["boilerplates"][0]["html"] == "<p>About <b>us</b>.</p>"
    (spoken,) = answer["statements"]
    assert spoken["text"] == "It works."
    assert spoken["speaker"]["id"] == "http://localhost/id/people/ada/"
    assert spoken["institution"]["acronym"] == "DKFZ"
    assert spoken["language"] == "en"


def test_a_version_speaks_its_language_and_names_the_others(get, graph_site):
    story = graph_site.release.translation_key
    german = get(f"releases/{story}/de/")

    assert german["title"] == "Es geht"
    assert german["number"]["label"] == "Nr. 1"
    assert german["issuers"][0]["role_label"] == "Federführender Herausgeber"
    (english,) = german["versions"]
    assert english == {
        "id": f"http://localhost/id/releases/{story}/en/",
        "api_url": f"http://localhost/api/v2/releases/{story}/en/",
        "url": "http://localhost/en/newsroom/it-works/",
        "language": "en",
        "title": "It works",
    }


@pytest.mark.parametrize("language", ["fr", "xx", "DE", "a" * 500])
def test_a_language_without_a_version_is_not_found(get, graph_site, language):
    story = graph_site.release.translation_key

    assert get(f"releases/{story}/{language}/", 404)["status"] == 404


def test_names_are_those_of_the_day_and_links_those_of_today(get, graph_site):
    dkfz = graph_site.dkfz
    dkfz.names.set([InstitutionName(language="en", text="Another name")])
    dkfz.slug = "another-slug"
    dkfz.save()

    (issuer,) = get(path(graph_site.release))["issuers"]

    assert issuer["name"] == "German Cancer Research Center"
    assert issuer["role"] == "lead_issuer"
    assert issuer["identifiers"] == [
        {"scheme": "ror", "value": "04cdgtt98", "url": "https://ror.org/04cdgtt98"}
    ]
    assert issuer["id"] == "http://localhost/id/institutions/another-slug/"
    assert get("institutions/another-slug/")["name"] == "Another name"


def test_a_merged_institution_leads_to_the_one_that_was_kept(get, newsroom):
    duplicate, kept = add_institution("Old entry"), add_institution(slug="kept")
    release = add_release(newsroom, institutions=[(duplicate, "issuer")])
    merge(duplicate, kept, user=None)

    (issuer,) = get(path(release))["issuers"]

    assert issuer["name"] == "Old entry"
    assert issuer["api_url"] == "http://localhost/api/v2/institutions/kept/"
    assert len(get(f"releases/?institution={duplicate.slug}")["items"]) == 1


@pytest.mark.parametrize("status", ["minimal", "erased"])
def test_who_has_no_page_is_named_but_neither_linked_nor_identified(
    get, graph_site, status
):
    Person.objects.filter(slug="ada").update(status=status)

    answer = get(f"{path(graph_site.release)}?expand=people,statements")

    for entry in (
        answer["people"][0],
        answer["bylines"][0],
        answer["statements"][0]["speaker"],
    ):
        assert (entry["id"], entry["api_url"], entry["entity"]) == (None, None, None)
        assert "identifiers" not in entry or entry["identifiers"] == []
    assert "0000-0002-1825-0097" not in str(answer)
    assert get("releases/?person=ada")["items"] == []


def test_nothing_that_is_not_public_comes_out(client, graph_site, get):
    secret = SECRET.lower()
    for address in (
        "releases/?fields=all&expand=institutions,people,partnerships,statements,versions",
        "institutions/?expand=institutions,partnerships",
        "people/?expand=institutions,partnerships",
        "partnerships/?expand=institutions,people",
    ):
        response = client.get(f"/api/v2/{address}")
        assert response.status_code == 200
        assert secret not in response.content.decode().lower(), address
    get(path(graph_site.embargoed), 404)
    for kind in ("partnerships", "institutions"):
        get(f"{kind}/{secret}/", 404)
    for status in ("minimal", "erased"):
        get(f"people/{secret}-{status}/", 404)
    assert get(f"releases/?partnership={secret}")["items"] == []
    assert get(f"people/?fields=all&institution={secret}")["items"] == []


def test_an_embargo_lifts_here_too(get, newsroom):
    release = add_release(newsroom, "Soon", released_at=days_from_now(1))
    type(release).objects.filter(pk=release.pk).update(live=True)
    assert get("releases/")["items"] == []

    past = days_from_now(-1)
    type(release).objects.filter(pk=release.pk).update(released_at=past)

    assert titles(get("releases/")) == ["Soon"]


def test_a_restricted_newsroom_is_closed_here_too(get, graph_site):
    page = graph_site.newsroom
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert titles(get("releases/")) == ["Es geht"]
    assert get(f"{graph_site.release.identity_path}", 404)
    german = get(f"releases/{graph_site.release.translation_key}/de/")
    assert german["versions"] == []


@pytest.mark.parametrize("how", ["restrict", "unpublish"])
def test_without_a_partners_page_releases_link_to_nobody(get, graph_site, how):
    for pages in graph_site.site.values():
        if how == "restrict":
            PageViewRestriction.objects.create(
                page=pages["partners"], restriction_type="login"
            )
        else:
            pages["partners"].unpublish()

    answer = get(f"{path(graph_site.release)}?expand=institutions,people,partnerships")

    entries = answer["issuers"] + answer["people"] + answer["partnerships"]
    assert entries
    for entry in entries:
        assert (entry["id"], entry["api_url"], entry["entity"]) == (None, None, None)
    assert get("releases/?institution=dkfz")["items"] == []


def test_what_is_expanded_is_told_as_of_today(get, get_without_ties, graph_site):
    graph_site.dkfz.names.set([InstitutionName(language="en", text="Another name")])
    graph_site.dkfz.save()
    story = graph_site.release.translation_key

    answer = get(
        f"releases/{story}/en/?expand=institutions,people,partnerships,statements,versions"
    )

    (issuer,), (person,) = answer["issuers"], answer["people"]
    assert issuer["name"] == "German Cancer Research Center"
    assert issuer["entity"] == get_without_ties("institutions/dkfz/")
    assert issuer["entity"]["name"] == "Another name"
    assert person["entity"] == get_without_ties("people/ada/")
    assert answer["partnerships"][0]["entity"] == get_without_ties("partnerships/unit/")
    assert answer["statements"][0]["speaker"]["entity"] == get_without_ties(
        "people/ada/"
    )
    (version,) = answer["versions"]
    german = get(f"releases/{story}/de/")
    del german["versions"]
    assert version["release"] == german


def test_expanded_entities_speak_the_language_of_their_release(get, graph_site):
    answer = get("releases/?expand=people&language=de")

    url = answer["items"][0]["people"][0]["entity"]["url"]
    assert url == "http://localhost/de/partner/people/ada/"


def test_expanding_brings_its_fields_into_a_list(get, graph_site):
    answer = get("releases/?fields=title&expand=statements&language=en")

    (item,) = answer["items"]
    assert set(item) == {"id", "api_url", "title", "statements"}


@shared
def filtered(newsroom):
    """Releases of 2020, in two languages, and of 2021 that share nothing."""
    hub, guest = add_institution(slug="hub"), add_institution(slug="guest")
    release = add_release(
        newsroom,
        "Hub",
        released_at=datetime(2020, 8, 6, 10, tzinfo=UTC),
        institutions=[(hub, "issuer")],
        people=[add_person(slug="hub")],
        partnerships=[add_partnership(slug="hub")],
        topics=[add_topic("hub")],
        series=add_series(institution=hub),
    )
    publish(add_translation(release, title="Nabe"))
    add_release(
        newsroom,
        "Other",
        kind="statement",
        released_at=datetime(2021, 6, 1, tzinfo=UTC),
        institutions=[(guest, "issuer")],
    )
    for page in PressReleasePage.objects.all():
        page.first_published_at = page.released_at
        page.save(clean=False, update_fields=["first_published_at"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=en", {"Hub", "Other"}),
        ("language=de", {"Nabe"}),
        ("language=fr", set()),
        ("kind=statement", {"Other"}),
        ("kind=unknown", set()),
        ("year=2020", {"Hub", "Nabe"}),
        ("year=2021", {"Other"}),
        ("year=0", set()),
        ("year=1", set()),
        ("year=9999", set()),
        ("year=99999999999999999999", set()),
        ("year=abc", set()),
        ("topic=hub", {"Hub", "Nabe"}),
        ("topic=unknown", set()),
        ("institution=hub", {"Hub", "Nabe"}),
        ("institution=hub&relation=issued", {"Hub", "Nabe"}),
        ("institution=hub&relation=quoted", set()),
        ("institution=hub&relation=unknown", set()),
        ("institution=unknown", set()),
        ("person=hub", {"Hub", "Nabe"}),
        ("person=hub&language=de", {"Nabe"}),
        ("partnership=hub", {"Hub", "Nabe"}),
        ("partnership=hub&institution=guest", set()),
        ("number=1", {"Hub", "Nabe"}),
        ("number=2020-1", {"Hub", "Nabe"}),
        ("number=2021-1", set()),
        ("number=1a", set()),
        ("number=x", set()),
        ("number=99999999", set()),
        ("since=2020-08-07", {"Other"}),
        ("since=2020-08-06", {"Hub", "Nabe", "Other"}),
        ("until=2020-08-06", {"Hub", "Nabe"}),
        ("until=2020-08-05", set()),
        ("since=2020-08-06T10:00:00Z&until=2020-08-06T10:00:00Z", {"Hub", "Nabe"}),
        ("since=2020-08-06T12:00:01%2B02:00", {"Other"}),
        ("since=2020-08-06T12:00:01+02:00", {"Other"}),
        ("since=2020-08-06T12:00:00", {"Hub", "Nabe", "Other"}),
        ("updated_since=2021-01-01", {"Other"}),
        ("updated_since=2022-01-01", set()),
    ],
)
def test_filters(get, filtered, query, found):
    answer = get(f"releases/?{query}")

    assert set(titles(answer)) == found
    assert answer["meta"]["total_count"] == len(found)


def test_a_day_is_one_of_the_sites_time_zone(get, newsroom):
    # Half past midnight in Berlin.
    add_release(newsroom, "Night", released_at=datetime(2020, 8, 5, 22, 30, tzinfo=UTC))

    assert titles(get("releases/?since=2020-08-06&until=2020-08-06")) == ["Night"]
    assert titles(get("releases/?until=2020-08-05")) == []


def test_a_former_slug_filters_like_the_present_one(get, newsroom):
    institution = add_institution(slug="before")
    add_release(newsroom, "Hub", institutions=[(institution, "issuer")])
    institution.slug = "after"
    institution.save()

    for slug in ("before", "after"):
        assert titles(get(f"releases/?institution={slug}")) == ["Hub"]


def test_an_institution_with_two_roles_does_not_repeat_a_release(get, newsroom):
    hub = add_institution(slug="hub")
    add_release(newsroom, "Hub", institutions=[(hub, "issuer"), (hub, "about")])

    assert ReleaseInstitution.objects.count() == 2
    assert get("releases/?institution=hub")["meta"]["total_count"] == 1


def test_pages_of_a_list_hang_together(get, newsroom):
    for number in range(5):
        add_release(newsroom, f"R{number}", released_at=days_from_now(-number - 1))
    address, seen, backward = "releases/?language=en&limit=2", [], []
    while address:
        answer = get(address)
        seen += titles(answer)
        backward.append(answer["meta"]["previous"])
        address = (answer["meta"]["next"] or "").partition("/api/v2/")[2]

    assert seen == ["R0", "R1", "R2", "R3", "R4"]
    assert backward[0] is None
    assert backward[1].startswith("http://localhost/api/v2/releases/?")
    assert "language=en" in backward[1]
    assert titles(get(backward[2].partition("/api/v2/")[2])) == ["R2", "R3"]


def test_beyond_the_end_there_is_nothing(get, graph_site):
    answer = get("releases/?offset=1000000")

    assert answer["items"] == []
    assert answer["meta"]["total_count"] == 2
    assert answer["meta"]["next"] is None


def test_the_lead_picture_comes_with_who_made_it(get, newsroom):
    image = add_image(
        licence="cc-by-4.0", usage_terms="Free", caption={"en": "A bridge"}
    )
    release = add_release(newsroom, lead_image=image)

    picture = get(path(release))["picture"]

    assert picture["url"].startswith("http://localhost/media/images/")
    assert (picture["width"], picture["height"]) == (1200, 800)
    assert picture["alt"] == "Teal"
    assert picture["caption"] == "A bridge"
    assert picture["credit"] == "Dateline"
    assert picture["usage_terms"] == "CC BY 4.0 · Free"
    assert picture["licence"] == "https://creativecommons.org/licenses/by/4.0/"


def test_asking_for_a_list_makes_no_picture(get, newsroom):
    image = add_image()
    add_release(newsroom, lead_image=image)
    made = image.renditions.count()
    get("releases/?fields=all")

    assert image.renditions.count() == made


def test_addresses_in_texts_are_absolute(get, newsroom):
    hub = add_institution(slug="hub")
    text = f'<p><a linktype="institution" id="{hub.pk}">the hub</a></p>'
    release = add_release(newsroom, body=[{"type": "prose", "value": text}])

    assert 'href="http://localhost/id/institutions/hub/"' in get(path(release))["html"]


def test_a_record_from_before_there_were_keys_is_read(get, newsroom):
    person = add_person("Ada")
    release = add_release(newsroom, people=[person], partnerships=[add_partnership()])
    record = release.record.as_stored()
    for name in ("people", "partnerships"):
        for entry in record[name]:
            del entry["id"], entry["role_key"]
    type(release).objects.filter(pk=release.pk).update(record=record)

    answer = get(path(release))

    assert answer["people"][0]["id"] is None
    assert answer["people"][0]["name"] == "Ada"
    assert answer["partnerships"][0]["role"] == "about"


def test_an_empty_record_is_an_empty_release(get, newsroom):
    release = add_release(newsroom, "Bare")
    type(release).objects.filter(pk=release.pk).update(record={})

    answer = get(path(release))

    assert answer["title"] == "Bare"
    assert (answer["html"], answer["issuers"], answer["statements"]) == ("", [], [])


def test_a_release_without_corrections_says_so(get, graph_site):
    answer = get(path(graph_site.release))

    assert answer["notices"] == []
    assert answer["is_withdrawn"] is False
    assert answer["updated_at"] == answer["released_at"]


def test_instants_carry_the_offset_of_the_site(get, newsroom):
    released_at = datetime(2020, 8, 6, 10, tzinfo=UTC)
    release = add_release(newsroom, released_at=released_at)

    told = get(path(release))["released_at"]

    assert told == "2020-08-06T12:00:00+02:00"
    assert datetime.fromisoformat(told) - released_at == timedelta(0)
