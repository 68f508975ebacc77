import re
from datetime import UTC, date, datetime, timedelta

import pytest

from partners.models import (
    InstitutionName,
    InstitutionRelation,
    PartnershipMember,
    PartnershipName,
    PartnershipRole,
)
from partners.validity import today
from tests.factories import (
    add_affiliation,
    add_identifier,
    add_institution,
    add_partnership,
    add_person,
    days_from_now,
)

LATER = today() + timedelta(days=2)


@pytest.fixture
def dkfz(site):
    return add_institution("German Cancer Research Center", "DKFZ", slug="dkfz")


def page(client, path):
    response = client.get(f"/en/partners/{path}")
    assert response.status_code == 200
    return response.content.decode()


def test_an_institution_shows_its_ties_from_both_sides(client, dkfz):
    ministry = add_institution("Research Ministry")
    service = add_institution("Cancer Information Service")
    InstitutionRelation.objects.create(
        institution=dkfz, kind="funded_by", target=ministry, share_percent=90
    )
    InstitutionRelation.objects.create(institution=service, kind="part_of", target=dkfz)

    html = page(client, "institutions/dkfz/")

    assert "is funded by" in html
    assert "90 percent" in html
    assert "includes" in html
    assert "Cancer Information Service" in html
    assert "funds" in page(client, ministry.path)


def test_an_institution_shows_its_identifiers_as_links(client, dkfz):
    dkfz.identifiers.create(scheme="ror", value="04cdgtt98")
    dkfz.save()

    assert 'href="https://ror.org/04cdgtt98"' in page(client, "institutions/dkfz/")


def test_an_identifier_says_when_and_against_what_it_was_verified(client, dkfz):
    identifier = add_identifier(dkfz, "ror", "04cdgtt98")
    assert "verified" not in page(client, "institutions/dkfz/")

    identifier.verified_at = datetime(2024, 8, 1, 22, 30, tzinfo=UTC)
    identifier.verified_against = "ROR <dump>"
    identifier.save()

    html = page(client, "institutions/dkfz/")
    assert (
        'verified on <time datetime="2024-08-02">2 August 2024</time> '
        "against ROR &lt;dump&gt;"
    ) in html


def test_a_person_shows_present_and_past_affiliations(client, dkfz):
    person = add_person("Ada Lovelace", slug="ada")
    add_affiliation(
        person, dkfz, role={"en": "Group leader"}, valid_to=date(2020, 1, 1)
    )

    html = page(client, "people/ada/")

    assert "Group leader" in html
    assert "until 31 December 2019" in html


def test_roles_of_one_time_stand_together_and_others_apart(client, dkfz):
    unit = add_partnership("The unit", slug="unit")
    for role, until in (("founder", 2021), ("host", 2021), ("funder", None)):
        PartnershipMember.objects.create(
            partnership=unit,
            institution=dkfz,
            role=role,
            valid_from=date(2020, 1, 1),
            valid_to=date(until, 1, 1) if until else None,
        )

    for address in ("partnerships/unit/", "institutions/dkfz/"):
        html = re.sub(r"\s*(<|>)\s*", r"\1", page(client, address))

        assert html.count('<span class="relations__kind">Founder, Host</span>') == 1
        assert html.count('<span class="relations__kind">Funder</span>') == 1
        assert html.count(">1 January 2020 – 31 December 2020<") == 1
        assert html.count(">since 1 January 2020<") == 1
        assert html.count('<li data-state="not-now">') == 1


@pytest.mark.parametrize("status", ["minimal", "erased"])
def test_a_person_who_is_only_a_name_has_no_page(client, dkfz, status):
    person = add_person("Grace Minimal", slug="grace", status=status)
    add_affiliation(person, dkfz)

    assert client.get("/en/partners/people/grace/").status_code == 404
    assert "Grace Minimal" not in page(client, "people/")
    assert "Grace Minimal" not in page(client, "institutions/dkfz/")


def test_a_partnership_that_is_not_announced_yet_is_nowhere(client, dkfz):
    person = add_person(slug="ada")
    secret = add_partnership(
        "Secret unit", [dkfz], slug="secret", announced_on=days_from_now(2).date()
    )
    PartnershipRole.objects.create(
        partnership=secret, person=person, role={"en": "Head"}
    )

    assert client.get("/en/partners/partnerships/secret/").status_code == 404
    for path in ["", "institutions/dkfz/", "people/ada/"]:
        assert "Secret unit" not in page(client, path)
    assert client.get("/en/search/?q=secret").context["total"] == 0
    assert "secret" not in client.get("/sitemap.xml").content.decode()


def test_the_pages_of_an_entity_lead_to_each_other_in_both_languages(client, dkfz):
    english, german = (
        client.get(f"/{base}/institutions/dkfz/").content.decode()
        for base in ("en/partners", "de/partner")
    )

    assert 'href="/de/partner/institutions/dkfz/"' in english
    assert 'href="/en/partners/institutions/dkfz/"' in german


def test_empty_lists_are_pages(client, site):
    for path in ["", "people/"]:
        page(client, path)


def test_a_card_and_the_glance_name_the_members_of_today(client, site):
    stays, left = add_institution("Stays", "STAYS"), add_institution("Left", "LEFT")
    unit = add_partnership("Unit", [stays], slug="unit")
    PartnershipMember.objects.create(
        partnership=unit, institution=left, valid_to=date(2011, 1, 1)
    )
    site["en"]["home"].unit = unit
    site["en"]["home"].save()

    def section(address, start, end):
        html = client.get(address).content.decode()
        return html.partition(start)[2].partition(end)[0]

    card = section("/en/partners/", 'class="partnership-card"', "</article>")
    glance = section("/en/", 'class="rail-section"', "</section>")
    page = section("/en/partners/partnerships/unit/", "<article", "</article>")

    assert "STAYS" in card
    assert "LEFT" not in card
    assert "Stays" in glance
    assert "Left" not in glance
    assert "Left" in page
    assert "until 31 December 2010" in page


@pytest.mark.parametrize("status", ["minimal", "erased"])
def test_a_partnership_and_the_glance_name_nobody_without_a_page(client, site, status):
    unit = add_partnership("Unit", slug="unit")
    for person in (
        add_person("Ada Lovelace"),
        add_person("Grace Hidden", status=status),
    ):
        PartnershipRole.objects.create(
            partnership=unit, person=person, role={"en": "Head"}
        )
    site["en"]["home"].unit = unit
    site["en"]["home"].save()

    for address in ("/en/", "/en/partners/partnerships/unit/"):
        html = client.get(address).content.decode()
        assert "Ada Lovelace" in html
        assert "Grace Hidden" not in html


def test_the_glance_has_no_heading_for_nobody(client, site):
    unit = add_partnership("Unit")
    for person, left in (
        (add_person(status="erased"), None),
        (add_person(), date(2011, 1, 1)),
    ):
        PartnershipRole.objects.create(
            partnership=unit, person=person, role={"en": "Head"}, valid_to=left
        )
    site["en"]["home"].unit = unit
    site["en"]["home"].save()

    assert "<h3>People</h3>" not in client.get("/en/").content.decode()


@pytest.mark.parametrize("kind", ["institution", "partnership"])
def test_a_name_of_a_future_day_is_not_public_yet(client, site, kind):
    add, named = {
        "institution": (add_institution, InstitutionName),
        "partnership": (add_partnership, PartnershipName),
    }[kind]
    entity = add("Old name", slug="one")
    for day, text in ((today(), "Name since today"), (LATER, "Name to come")):
        entity.names.add(named(language="en", kind="alias", text=text, valid_from=day))
    entity.save()

    html = page(client, entity.path)
    data = client.get(f"/id/{entity.path}", headers={"Accept": "application/ld+json"})

    for text in (html, data.content.decode()):
        assert "Name since today" in text
        assert "Name to come" not in text


def test_a_thing_between_two_names_is_called_by_the_last_one(site):
    institution = add_institution()
    institution.names.set(
        [
            InstitutionName(language="de", text="Last", valid_to=date(2020, 1, 1)),
            InstitutionName(language="en", text="Next", valid_from=LATER),
        ]
    )
    institution.save()

    assert institution.label == institution.name() == "Last"
