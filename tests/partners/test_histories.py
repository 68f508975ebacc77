"""Past rows carry the names of their time, and stand after what holds today."""

from __future__ import annotations

import re
from datetime import date

import pytest

from partners.models import (
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    PartnershipMember,
    PartnershipRole,
)
from tests.factories import (
    add_affiliation,
    add_institution,
    add_partnership,
    add_person,
)
from tests.sharing import shared

RENAMED = date(2020, 1, 1)
LEFT = date(2018, 7, 1)


@shared
def ministry(site):
    """An institution that was called otherwise until 2020."""
    ministry = add_institution("Old Ministry", slug="ministry")
    ministry.names.update(valid_to=RENAMED)
    ministry.names.add(
        InstitutionName(language="en", text="New Ministry", valid_from=RENAMED)
    )
    ministry.save()
    return ministry


@shared
def former(ministry):
    """Ties with the institution, one of each kind that has ended and one that holds."""
    other, ada = add_institution("Other", slug="other"), add_person("Ada", slug="ada")
    unit = add_partnership("The unit", slug="unit")
    for end, word in ((LEFT, "past"), (None, "present")):
        start = date(2012, 1, 1) if end else LEFT
        time = {"valid_from": start, "valid_to": end}
        role = {"en": f"{word} role"}
        add_affiliation(ada, ministry, role=role, **time)
        PartnershipMember.objects.create(partnership=unit, institution=ministry, **time)
        PartnershipRole.objects.create(
            partnership=unit, person=ada, role=role, representing=ministry, **time
        )
        InstitutionRelation.objects.create(
            institution=other, kind="funded_by", target=ministry, **time
        )
        InstitutionSite.objects.create(
            institution=other, label=f"{word} site", host=ministry, **time
        )


def rows_of(html: str, heading: str) -> list[str]:
    """Return the texts of a list of a page."""
    part = html.partition(f"<h2>{heading}</h2>")[2].partition("</ul>")[0]
    return [
        " ".join(re.sub("<[^>]+>", " ", item).split()) for item in part.split("<li")[1:]
    ]


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("people/ada/", "Affiliations"),
        ("people/ada/", "Roles in partnerships"),
        ("partnerships/unit/", "Members"),
        ("partnerships/unit/", "People"),
        ("institutions/other/", "Ties to other institutions"),
    ],
)
def test_a_page_names_as_of_the_time_and_what_holds_first(
    client, former, address, heading
):
    html = client.get(f"/en/partners/{address}").content.decode()

    present, past = rows_of(html, heading)
    assert "New Ministry" in present
    assert "Old" not in present
    assert "Old Ministry" in past
    assert "New" not in past
    assert "30 June 2018" in past


def test_sites_name_their_host_as_of_the_time(client, former):
    html = client.get("/en/partners/institutions/other/").content.decode()

    part = html.partition("<dt>Sites</dt>")[2].partition("</div>")[0]
    present, past = part.split("<dd")[1:]
    assert "New Ministry" in present
    assert "Old Ministry" in past


def test_a_timeline_names_who_joined_as_on_that_day(client, former):
    html = client.get("/en/partners/partnerships/unit/").content.decode()

    table = html.partition("<table>")[2].partition("</table>")[0]
    assert table.count("Old Ministry") == 3  # joined, joined again, left
    assert "New Ministry" not in table


def test_the_api_names_as_of_the_time_and_tells_what_holds_first(client, former):
    ada = client.get("/api/v2/people/ada/").json()
    unit = client.get("/api/v2/partnerships/unit/").json()
    other = client.get("/api/v2/institutions/other/").json()

    told = [
        [row["institution"]["name"] for row in ada["affiliations"]],
        [row["representing"]["name"] for row in ada["partnerships"]],
        [row["institution"]["name"] for row in unit["members"]],
        [row["representing"]["name"] for row in unit["people"]],
        [row["institution"]["name"] for row in other["relations"]],
        [row["host"]["name"] for row in other["sites"]],
    ]
    assert told == [["New Ministry", "Old Ministry"]] * len(told)


@pytest.mark.parametrize(
    "name", ["affiliations", "members", "roles", "relations", "sites"]
)
def test_tables_name_as_of_the_time(client, former, name):
    text = b"".join(client.get(f"/graph/{name}.csv")).decode()

    assert text.index("Old Ministry") < text.index("New Ministry")
    assert text.count("Old Ministry") == 2  # in both languages


def test_the_data_of_a_page_names_as_of_the_time(client, former):
    html = client.get("/en/partners/people/ada/").content.decode()

    data = html.partition("application/ld+json")[2].partition("</script>")[0]
    assert data.index("New Ministry") < data.index("Old Ministry")


def test_a_merged_institution_is_in_no_output(client, ministry, former):
    kept = add_institution("Kept", slug="kept")
    type(ministry).everything.filter(pk=ministry.pk).update(merged_into=kept)

    for address in (
        "/en/partners/people/ada/",
        "/en/partners/partnerships/unit/",
        "/en/partners/institutions/other/",
        "/en/partners/network/",
        "/api/v2/people/ada/",
        "/api/v2/partnerships/unit/",
        "/api/v2/institutions/other/",
        "/graph/affiliations.csv",
        "/graph/members.csv",
        "/graph/roles.csv",
        "/graph/sites.csv",
        "/graph/graph.jsonld",
    ):
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert b"Ministry" not in body, address
        assert b"institutions/ministry" not in body, address
    # What needs nobody else is still told.
    assert (
        "present site"
        in client.get("/en/partners/institutions/other/").content.decode()
    )
