"""The files of the graph: complete, public, safe to open, cheap to ask for again."""

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from wagtail.models import Page, PageViewRestriction

from partners.models import (
    Institution,
    InstitutionRelation,
    PartnershipMember,
    Person,
)
from portal.graph import views as graph_views
from portal.graph.catalogue import TABLES
from portal.graph.tables import cell
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_institution,
    add_partnership,
    add_person,
    add_release,
)
from tests.graph.conftest import SECRET
from tests.graph.linked import body

MANUAL = Path(__file__).parents[2] / "docs" / "graph.md"
FILES = ["/graph/graph.jsonld", *(f"/graph/{name}.csv" for name in TABLES)]
FEW, MANY = 2, 30


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def rows(client, name: str) -> list[dict]:
    text = body(client.get(f"/graph/{name}.csv"))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_table_has_a_row_and_its_columns(client, graph_site):
    for name, table in TABLES.items():
        found = rows(client, name)
        assert found, name
        assert list(found[0]) == list(table.columns)
        assert None not in found[0].values()


def test_no_file_tells_what_is_not_public(client, graph_site):
    for address in FILES:
        assert SECRET.lower() not in body(client.get(address)).lower()


def test_a_fact_about_somebody_hidden_is_in_no_file(client, graph_site):
    for pages in graph_site.site.values():
        restrict(pages["partners"])

    assert rows(client, "facts") == []


def test_no_file_names_who_was_erased_after_a_release(client, graph_site):
    for address in FILES:
        Person.objects.filter(slug="ada").update(status="erased")
        text = body(client.get(address))

        for part in ("people/ada", "Ada Lovelace", "It works."):
            assert part not in text


@pytest.mark.parametrize("hide", [restrict, Page.unpublish])
def test_without_a_public_partners_page_no_file_has_partners(client, graph_site, hide):
    public = {"releases", "facts"}
    graph_site.fact.institution = None
    graph_site.fact.save()
    for pages in graph_site.site.values():
        hide(pages["partners"])

    found = {name for name in TABLES if rows(client, name)}
    graph = body(client.get("/graph/graph.jsonld"))

    assert found == public
    assert "It works" in graph
    for path in ("institutions/", "people/", "partnerships/"):
        assert f"/id/{path}" not in graph


def test_one_public_partners_page_is_enough(client, graph_site):
    restrict(graph_site.site["de"]["partners"])

    assert all(rows(client, name) for name in TABLES)


def test_tables_hold_what_the_database_holds(client, graph_site):
    (affiliation,) = rows(client, "affiliations")
    assert affiliation["person"] == "http://localhost/id/people/ada/"
    assert affiliation["institution"] == "http://localhost/id/institutions/dkfz/"
    assert affiliation["role_de"] == "Gruppenleiterin"
    assert affiliation["valid_from"] == "1993-01-01"
    assert affiliation["valid_from_precision"] == "year"
    assert affiliation["is_primary"] == "false"
    (dkfz,) = [row for row in rows(client, "institutions") if row["slug"] == "dkfz"]
    assert (dkfz["latitude"], dkfz["founded_year"]) == ("-12.5", "1964")
    (funded, _) = rows(client, "relations")
    assert (funded["kind"], funded["share_percent"]) == ("funded_by", "90")
    (about,) = rows(client, "boilerplates")
    assert about["text"] == "About us."
    assert {row["language"] for row in rows(client, "releases")} == {"en", "de"}


def test_no_text_is_a_formula(client, site):
    texts = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\r=1",
        "\n=1",
        "=cmd|' /C calc'!A0",
    ]
    for text in texts:
        # As it was stored before texts were put in order.
        institution = Institution.objects.filter(pk=add_institution().pk)
        institution.update(description={"en": text})

    found = [row["description_en"] for row in rows(client, "institutions")]
    assert found == [f"'{text}" for text in texts]


def test_texts_with_quotes_lines_and_umlauts_come_through(client, graph_site):
    text = 'Ärzte, "Zitat"\r\nzweite; Zeile\x01</script>'
    # As it was stored before texts were put in order.
    dkfz = Institution.objects.filter(pk=graph_site.dkfz.pk)
    dkfz.update(description={"de": text})

    (told,) = [row for row in rows(client, "institutions") if row["slug"] == "dkfz"]
    assert told["description_de"] == text


def test_an_empty_cell_is_an_empty_text():
    assert cell(None) == cell("") == ""


def test_an_unchanged_file_is_not_sent_again(client, graph_site, monkeypatch):
    monkeypatch.setattr(graph_views, "cap_lifetime", lambda seconds: 17)
    for address in FILES:
        first = client.get(address)
        body(first)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})

        assert again.status_code == 304
        assert first["Cache-Control"] == "public, max-age=17"


def test_a_change_in_place_is_sent(client, graph_site):
    address = "/graph/institution-names.csv"
    first = client.get(address)
    body(first)
    name = graph_site.dkfz.names.first()
    type(name).objects.filter(pk=name.pk).update(text="Changed")

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert "Changed" in body(again)


def test_a_file_has_its_length_and_can_be_asked_for_its_head(client, graph_site):
    for address in FILES:
        answer, head = client.get(address), client.head(address)

        assert answer.streaming
        assert int(answer["Content-Length"]) == len(body(answer).encode())
        assert head.status_code == 200
        assert head["ETag"] == answer["ETag"]
        assert client.post(address).status_code == 405


@pytest.mark.parametrize("name", ["unknown", "users", "institutions.csv", "x" * 300])
def test_an_unknown_table_is_not_found(client, site, name):
    assert client.get(f"/graph/{name}.csv").status_code == 404


def test_a_file_says_the_same_in_every_language(client, graph_site):
    for address in FILES:
        english, german = (
            body(client.get(address, headers={"Accept-Language": code}))
            for code in ("en", "de")
        )
        assert english == german, address


def test_the_export_costs_the_same_for_few_and_many(client, graph_site):
    add_ring(graph_site, FEW)
    few = {address: count(client, address) for address in FILES}
    add_ring(graph_site, MANY - FEW)
    many = {address: count(client, address) for address in FILES}

    assert many == few
    assert max(many[address] for address in FILES[1:]) <= 4


def add_ring(things, size: int) -> None:
    for _number in range(size):
        institution, person = add_institution(), add_person()
        institution.identifiers.create(scheme="funder", value=f"1{institution.pk:08}")
        institution.save()
        add_boilerplate(institution, "<p>Text.</p>")
        add_affiliation(person, institution)
        partnership = add_partnership(members=[institution, things.dkfz])
        PartnershipMember.objects.create(
            partnership=things.unit, institution=institution
        )
        InstitutionRelation.objects.create(
            institution=institution, kind="part_of", target=things.dkfz
        )
        add_release(
            things.newsroom,
            institutions=[(institution, "issuer")],
            people=[person],
            partnerships=[partnership],
            released_at=things.release.released_at - timedelta(days=1),
        )


def count(client, address: str) -> int:
    body(client.get(address))  # what is asked once per process
    with CaptureQueriesContext(connection) as queries:
        body(client.get(address))
    return len(queries)


def test_the_page_lists_every_file(client, graph_site):
    for language in ("en", "de"):
        html = client.get(f"/{language}/graph/").content.decode()
        for address in FILES:
            assert f'href="{address}"' in html
    assert 'href="/en/graph/"' in client.get("/en/partners/").content.decode()
    assert (
        'hreflang="de" href="http://localhost/de/graph/"'
        in client.get("/en/graph/").content.decode()
    )


def test_the_manual_lists_the_columns_of_the_code():
    listed = re.findall(r"(?m)^\| `([\w-]+)\.csv` \| (.+) \|$", MANUAL.read_text())

    assert {name: re.findall(r"`(\w+)`", columns) for name, columns in listed} == {
        name: list(table.columns) for name, table in TABLES.items()
    }
