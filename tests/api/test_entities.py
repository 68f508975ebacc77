"""Institutions, people and partnerships in the API: public, as of today."""

from datetime import date, timedelta

import pytest

from wagtail.models import PageViewRestriction

from partners.merging.merge import merge
from partners.models import PartnershipMember, PartnershipRole
from partners.validity import today
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_image,
    add_institution,
    add_partnership,
    add_person,
    days_from_now,
)

KINDS = ("institutions", "people", "partnerships")


def slugs(answer: dict) -> list[str]:
    return [item["slug"] for item in answer["items"]]


def test_an_institution_tells_what_it_is_and_how_it_is_tied(get, graph_site):
    answer = get("institutions/dkfz/")

    assert answer["id"] == "http://localhost/id/institutions/dkfz/"
    assert answer["api_url"] == "http://localhost/api/v2/institutions/dkfz/"
    assert answer["url"] == "http://localhost/en/partners/institutions/dkfz/"
    assert (answer["name"], answer["acronym"]) == (
        "German Cancer Research Center",
        "DKFZ",
    )
    assert (answer["latitude"], answer["founded_year"]) == (-12.5, 1964)
    assert [one["scheme"] for one in answer["identifiers"]] == ["ror", "wikidata"]
    assert answer["identifiers"][1]["scope_note"] == "Mannheim"
    assert answer["sites"][0]["host"]["name"] == "Research Ministry"
    (funded, _cooperates) = answer["relations"]
    assert (funded["kind"], funded["is_reverse"]) == ("funded_by", False)
    assert funded["share_percent"] == 90
    assert answer["about"] == {"language": "en", "html": "<p>About <b>us</b>.</p>"}
    (member,) = answer["memberships"]
    assert member["partnership"]["api_url"].endswith("/api/v2/partnerships/unit/")
    assert (member["role"], member["valid_from"]) == ("founder", "2020-08-06")


def test_a_tie_is_told_from_the_other_side_too(get, graph_site):
    (funds, _cooperates) = get("institutions/ministry/")["relations"]

    assert (funds["kind"], funds["is_reverse"]) == ("funded_by", True)
    assert funds["label"] == "funds"
    assert funds["institution"]["id"] == "http://localhost/id/institutions/dkfz/"


def test_a_person_tells_where_and_when_as_exactly_as_it_is_known(get, graph_site):
    answer = get("people/ada/")

    assert (answer["name"], answer["titles"]) == ("Ada Lovelace", "Dr.")
    (affiliation,) = answer["affiliations"]
    assert affiliation["role"] == "Group leader"
    assert (affiliation["valid_from"], affiliation["valid_to"]) == ("1993", "2001-04")
    (part,) = answer["partnerships"]
    assert (part["role"], part["representing"]) == ("Director", None)


def test_a_partnership_tells_its_members_and_people(get, graph_site):
    PartnershipRole.objects.update(representing=graph_site.dkfz)
    answer = get("partnerships/unit/")

    assert [one["role"] for one in answer["members"]] == ["founder", "member"]
    (person,) = answer["people"]
    assert person["person"]["name"] == "Ada Lovelace"
    assert person["representing"]["id"] == "http://localhost/id/institutions/dkfz/"
    assert answer["milestones"] == [
        {"kind": "review", "day": "2025-01-01", "is_derived": False}
    ]


def test_texts_are_in_the_language_that_is_asked_for(get, graph_site):
    german = get("people/ada/?language=de")
    (funded, _cooperates) = get("institutions/dkfz/?language=de")["relations"]

    assert german["affiliations"][0]["role"] == "Gruppenleiterin"
    assert german["url"] == "http://localhost/de/partner/people/ada/"
    assert funded["label"] == "wird gefördert von"


def test_the_language_of_the_browser_changes_nothing(client, graph_site):
    for below in ("people/ada/", "releases/", "institutions/"):
        english, german = (
            client.get(f"/api/v2/{below}", headers={"Accept-Language": code})
            for code in ("en", "de")
        )
        assert english.content == german.content
        assert english["Content-Language"] == german["Content-Language"]


def test_an_answer_names_its_language(client, graph_site):
    story = graph_site.release.translation_key
    languages = {
        "people/ada/": "en",
        "people/?language=de": "de",
        f"releases/{story}/de/": "de",
        "releases/": "de, en",
        "releases/?language=de": "de",
    }
    for below, language in languages.items():
        assert client.get(f"/api/v2/{below}")["Content-Language"] == language, below


@pytest.mark.parametrize("language", ["fr", "xx", "EN", "en-GB"])
def test_a_language_that_the_site_has_not_is_refused(refused, site, language):
    for kind in KINDS:
        assert refused(f"{kind}/?language={language}")["parameter"] == "language"


def test_a_page_in_the_next_best_language_where_one_is_closed(get, graph_site):
    page = graph_site.site["de"]["partners"]
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    answer = get("people/ada/?language=de")

    assert answer["url"] == "http://localhost/en/partners/people/ada/"
    assert answer["affiliations"][0]["role"] == "Gruppenleiterin"


@pytest.mark.parametrize("how", ["restrict", "unpublish"])
def test_without_a_public_partners_page_there_is_nobody(get, graph_site, how):
    assert all(get(f"{kind}/")["items"] for kind in KINDS)
    for pages in graph_site.site.values():
        if how == "restrict":
            PageViewRestriction.objects.create(
                page=pages["partners"], restriction_type="login"
            )
        else:
            pages["partners"].unpublish()

    for kind, slug in zip(KINDS, ("dkfz", "ada", "unit"), strict=True):
        assert get(f"{kind}/")["items"] == []
        assert get(f"{kind}/")["meta"]["total_count"] == 0
        get(f"{kind}/{slug}/", 404)


@pytest.mark.parametrize("status", ["minimal", "erased"])
def test_who_has_no_page_is_nowhere(get, graph_site, status):
    graph_site.ada.status = status
    graph_site.ada.save()

    assert get("people/")["items"] == []
    get("people/ada/", 404)
    assert get("partnerships/unit/")["people"] == []
    assert get("partnerships/?person=ada")["items"] == []


def test_a_partnership_comes_out_with_its_announcement(get, site):
    tomorrow = today() + timedelta(days=1)
    institution = add_institution(slug="hub")
    hidden = add_partnership(members=[institution], slug="x", announced_on=tomorrow)
    assert get("partnerships/")["items"] == []
    assert get("institutions/hub/")["memberships"] == []

    hidden.announced_on = today()
    hidden.save()

    assert slugs(get("partnerships/")) == ["x"]
    assert len(get("institutions/hub/")["memberships"]) == 1


def test_a_former_slug_and_that_of_a_duplicate_lead_on(client, site):
    kept, duplicate = add_institution(slug="kept"), add_institution(slug="duplicate")
    kept.slug = "renamed"
    kept.save()
    merge(duplicate, kept, user=None)

    for slug in ("kept", "duplicate"):
        answer = client.get(f"/api/v2/institutions/{slug}/?language=de")
        assert answer.status_code == 301
        assert answer["Location"] == (
            "http://localhost/api/v2/institutions/renamed/?language=de"
        )
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v2/institutions/").json()["meta"]["total_count"] == 1


def test_names_of_days_to_come_are_not_told(get, site):
    institution = add_institution("Now", slug="hub")
    institution.names.create(
        language="en", kind="former", text="Before", valid_to=date(2000, 1, 1)
    )
    institution.names.create(
        language="en", kind="alias", text="Next", valid_from=days_from_now(2).date()
    )
    institution.save()

    names = {name["text"] for name in get("institutions/hub/")["names"]}

    assert names == {"Now", "Before"}


def test_the_about_text_is_that_of_today_with_links_that_last(get, site):
    hub, other = add_institution(slug="hub"), add_institution(slug="other")
    add_boilerplate(hub, "<p>Old.</p>", valid_to=date(2000, 1, 1))
    text = f'<p>See <a linktype="institution" id="{other.pk}">them</a>.</p>'
    add_boilerplate(hub, text, valid_from=date(2000, 1, 1))

    about = get("institutions/hub/")["about"]

    assert "Old" not in about["html"]
    assert 'href="http://localhost/id/institutions/other/"' in about["html"]


def test_a_detail_has_the_logo_made_and_a_list_shows_it_then(get, site):
    add_institution(slug="hub", logo=add_image(credit="Studio"))
    assert get("institutions/")["items"][0]["logo"] is None

    logo = get("institutions/hub/")["logo"]

    assert logo["url"].startswith("http://localhost/media/images/")
    assert (logo["width"], logo["credit"]) == (360, "Studio")
    assert get("institutions/")["items"][0]["logo"] == logo


def test_a_portrait_is_shown_only_while_there_is_consent(get, site):
    person = add_person(slug="ada", portrait=add_image())
    assert get("people/ada/")["portrait"]

    person.portrait_consent_until = days_from_now(-1).date()
    person.save()

    assert get("people/ada/")["portrait"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("institutions/?kind=ministry", ["m"]),
        ("institutions/?kind=unknown", []),
        ("institutions/?country=DE", ["hub"]),
        ("institutions/?country=XX", []),
        ("institutions/?identifier=04cdgtt98", ["hub"]),
        ("institutions/?identifier=https://ror.org/04cdgtt98", ["hub"]),
        ("institutions/?identifier=unknown", []),
        ("people/?institution=hub", ["ada"]),
        ("people/?institution=m", []),
        ("people/?institution=unknown", []),
        ("people/?identifier=0000-0002-1825-0097", ["ada"]),
        ("people/?identifier=https://orcid.org/0000-0002-1825-0097", ["ada"]),
        ("partnerships/?kind=cooperation", ["p"]),
        ("partnerships/?kind=consortium", []),
        ("partnerships/?institution=hub", ["p"]),
        ("partnerships/?institution=m", []),
        ("partnerships/?person=ada", ["p"]),
        ("partnerships/?person=grace", []),
        ("partnerships/?person=unknown", []),
    ],
)
def test_filters(get, site, query, found):
    hub = add_institution(slug="hub", country="DE")
    hub.identifiers.create(scheme="ror", value="04cdgtt98")
    hub.save()
    add_institution(slug="m", kind="ministry")
    ada = add_person(slug="ada")
    ada.identifiers.create(scheme="orcid", value="0000-0002-1825-0097")
    ada.save()
    for _twice in range(2):
        add_affiliation(ada, hub)
    add_person(slug="grace")
    partnership = add_partnership(slug="p", members=[hub])
    PartnershipMember.objects.create(
        partnership=partnership, institution=hub, role="founder"
    )
    PartnershipRole.objects.create(
        partnership=partnership, person=ada, role={"en": "Head"}
    )

    answer = get(query)

    assert slugs(answer) == found
    assert answer["meta"]["total_count"] == len(found)


def test_lists_are_in_alphabetical_order(get, site):
    for name in ("Beta", "Alpha", "Gamma"):
        add_institution(name, slug=name.lower())
        add_person(name, slug=name.lower())
        add_partnership(name, slug=name.lower())

    for kind in KINDS:
        assert slugs(get(f"{kind}/?limit=2")) == ["alpha", "beta"]


@pytest.mark.parametrize(
    ("below", "group", "field", "reference", "other"),
    [
        ("institutions/dkfz/", "institutions", "relations", "institution", "ministry"),
        ("institutions/dkfz/", "institutions", "sites", "host", "ministry"),
        ("institutions/dkfz/", "partnerships", "memberships", "partnership", "unit"),
        ("people/ada/", "institutions", "affiliations", "institution", "dkfz"),
        ("people/ada/", "partnerships", "partnerships", "partnership", "unit"),
        ("partnerships/unit/", "institutions", "members", "institution", "dkfz"),
        ("partnerships/unit/", "people", "people", "person", "ada"),
    ],
)
def test_entities_are_expanded_without_ties_in_turn(
    get, get_without_ties, graph_site, below, group, field, reference, other
):
    plain = get(below)[field][0][reference]
    expanded = get(f"{below}?expand={group}")[field][0][reference]

    assert "entity" not in plain
    assert expanded["id"].endswith(f"/{other}/")
    path = expanded["api_url"].partition("/api/v2/")[2]
    assert expanded == plain | {"entity": get_without_ties(path)}


def test_expanding_makes_no_picture(get, site):
    logo = add_image()
    add_partnership(slug="p", members=[add_institution(logo=logo)])

    member = get("partnerships/p/?expand=institutions")["members"][0]["institution"]

    assert member["entity"]["logo"] is None
    assert not logo.renditions.exists()


def test_there_are_no_lists_of_files(get, site):
    for below in ("images/", "documents/", "pages/", "topics/", "users/", "contacts/"):
        get(below, 404)
