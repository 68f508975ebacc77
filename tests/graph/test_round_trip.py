"""What a parser reads is what the database holds."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from partners.models import Institution, Person
from partners.public import public_entities
from portal.core.structured_data import serialise
from portal.home.views import server_error
from tests.factories import add_institution
from tests.graph.conftest import SECRET
from tests.graph.linked import (
    BASE,
    SCHEMA,
    body,
    data_of,
    node,
    page_graph,
    parse,
    roles,
    texts,
)

PAGES = [
    "/en/",
    "/de/",
    "/en/newsroom/",
    "/en/newsroom/?year=1901",
    "/en/newsroom/it-works/",
    "/de/aktuelles/it-works/",
    "/en/partners/",
    "/en/partners/people/",
    "/en/partners/institutions/dkfz/",
    "/de/partner/institutions/dkfz/",
    "/en/partners/people/ada/",
    "/en/partners/partnerships/unit/",
    "/en/imprint/",
    "/en/search/",
    "/en/search/?q=dkfz",
    "/en/graph/",
    "/de/graph/",
]
NASTY = ["</script><script>alert(1)</script>", "a\"b'c\\d", "ÄÖÜ ß €", "\x01\x1f", "<!--", "&amp;", "\u2028"]  # fmt: skip


@pytest.fixture
def whole(client, graph_site):
    """The exported graph, parsed."""
    return parse(body(client.get("/graph/graph.jsonld")))


def test_the_export_names_everybody_in_every_language(whole):
    for model in (public_entities("institution"), public_entities("partnership")):
        for entity in model:
            assert {
                (name["text"], name["language"])
                for name in entity.known_names
                if name["text"] != SECRET
            } == {
                (str(literal), literal.language)
                for term in ("name", "alternateName")
                for literal in whole.objects(node(entity.path), SCHEMA[term])
            }
    for person in Person.objects.with_page():
        assert texts(whole, node(person.path), "name") == {person.name()}


def test_the_export_says_what_registries_call_somebody(whole):
    dkfz, ada = node("institutions/dkfz/"), node("people/ada/")

    same = set(whole.objects(dkfz, SCHEMA.sameAs))
    assert same == {URIRef("https://ror.org/04cdgtt98")}
    assert set(whole.objects(ada, SCHEMA.sameAs)) == {
        URIRef("https://orcid.org/0000-0002-1825-0097")
    }
    values = {
        str(whole.value(one, SCHEMA.propertyID)): str(whole.value(one, SCHEMA.value))
        for one in whole.objects(dkfz, SCHEMA.identifier)
    }
    assert values == {"ROR": "04cdgtt98", "Wikidata": "Q42"}


def test_the_export_dates_affiliations_as_exactly_as_they_are_known(whole):
    assert roles(whole, node("people/ada/"), "affiliation") == {
        (node("institutions/dkfz/"), "1993", "2001-04")
    }


def test_the_export_says_who_is_in_a_partnership(whole):
    assert roles(whole, node("partnerships/unit/"), "member") == {
        (node("institutions/dkfz/"), "2020-08-06", ""),
        (node("institutions/ministry/"), "", ""),
        (node("people/ada/"), "", ""),
    }


def test_the_export_says_relations_that_schema_org_has_no_term_for(client, whole):
    term = node("relations/cooperates_with/")

    assert (node("institutions/dkfz/"), term, node("institutions/ministry/")) in whole
    assert client.get(str(term)).status_code == 303
    assert client.get("/id/relations/founded_by/").status_code == 404


def test_the_export_refers_from_releases_to_nodes(whole, graph_site):
    key = graph_site.release.translation_key
    english, german = (node(f"releases/{key}/{code}/") for code in ("en", "de"))

    assert set(whole.objects(english, SCHEMA.sourceOrganization)) == {
        node("institutions/dkfz/")
    }
    assert whole.value(english, SCHEMA.author) == node("people/ada/")
    assert whole.value(english, SCHEMA.about) == node("partnerships/unit/")
    assert whole.value(german, SCHEMA.translationOfWork) == english
    assert whole.value(english, SCHEMA.workTranslation) == german
    quotation = whole.value(english, SCHEMA.hasPart)
    assert whole.value(quotation, SCHEMA.text) == Literal("It works.")
    assert whole.value(quotation, SCHEMA.creator) == node("people/ada/")


def test_the_export_survives_another_format(whole):
    again = Graph().parse(data=whole.serialize(format="turtle"), format="turtle")

    assert isomorphic(whole, again)


def test_an_empty_site_exports_a_valid_document(client, site):
    graph = parse(body(client.get("/graph/graph.jsonld")))

    assert set(graph.objects(None, RDF.type)) >= {SCHEMA.WebSite, SCHEMA.Organization}


def test_every_page_has_one_graph_whose_references_lead_somewhere(client, graph_site):
    for address in PAGES:
        graph = page_graph(client.get(address).content.decode())

        assert node("site/") in set(graph.subjects(RDF.type, SCHEMA.WebSite))
        said = set(graph.subjects(RDF.type))
        own = {
            term
            for triple in graph
            for term in triple
            if isinstance(term, URIRef) and term.startswith(f"{BASE}/id/")
        }
        for term in own - said:
            assert client.get(str(term)).status_code == 303, term
        for term in own & said:
            assert client.get(str(term)).status_code == 303, term


def test_every_page_has_a_way_to_it(client, graph_site):
    data = data_of(client.get("/en/partners/people/ada/").content.decode())

    (way,) = [one for one in data["@graph"] if one["@type"] == "BreadcrumbList"]
    assert [(step["name"], step["item"]["@id"]) for step in way["itemListElement"]] == [
        ("Home", f"{BASE}/en/"),
        ("Partners", f"{BASE}/en/partners/"),
        ("Dr. Ada Lovelace", f"{BASE}/en/partners/people/ada/"),
    ]


def test_errors_say_only_whose_site_it_is(client, graph_site, rf):
    data = data_of(client.get("/en/nothing/").content.decode())

    assert [one["@type"] for one in data["@graph"]] == ["WebSite", "Organization"]
    assert "ld+json" not in server_error(rf.get("/")).content.decode()


def test_a_release_names_everybody_as_on_its_day(client, graph_site):
    names = graph_site.dkfz.names
    names.set([*names.all().exclude(kind="official")])
    names.create(language="en", text="Renamed")
    graph_site.dkfz.save()
    key = graph_site.release.translation_key

    page = page_graph(client.get("/en/newsroom/it-works/").content.decode())
    alone = parse(
        client.get(
            f"/id/releases/{key}/en/", headers={"Accept": "application/ld+json"}
        ).content.decode()
    )

    for graph in (page, alone):
        assert texts(graph, node("institutions/dkfz/"), "name") == {
            "German Cancer Research Center"
        }


def test_a_release_says_when_and_how_it_is_published(client, graph_site):
    data = data_of(client.get("/en/newsroom/it-works/").content.decode())

    (article,) = [one for one in data["@graph"] if one["@type"] == "NewsArticle"]
    release = graph_site.release
    assert article["headline"] == "It works"
    assert article["datePublished"][-6:] in {"+01:00", "+02:00"}
    assert article["url"] == article["mainEntityOfPage"]
    assert article["identifier"] == "No. 1"
    assert article["keywords"] == ["engines"]
    assert article["citation"][0]["@id"] == "https://doi.org/10.1000/182"
    assert article["inLanguage"] == "en"
    german = f"{BASE}/id/releases/{release.translation_key}/de/"
    assert article["workTranslation"] == [{"@id": german}]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_names_come_through(client, site, text):
    institution = add_institution(slug="nasty")
    name = institution.names.get(language="en")
    name.text = text
    # As it was stored before texts were put in order.
    Institution.objects.filter(pk=institution.pk).update(known_names=[name.known()])

    page = page_graph(client.get("/en/partners/institutions/nasty/").content.decode())
    whole = parse(body(client.get("/graph/graph.jsonld")))

    assert texts(page, node(institution.path), "name") == {text}
    assert texts(whole, node(institution.path), "name") == {text}
    turtle = whole.serialize(format="turtle")
    assert isomorphic(whole, Graph().parse(data=turtle, format="turtle"))


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=50))
def test_no_text_ends_its_element(text):
    written = serialise({"name": text})

    assert not {"<", ">", "&"} & set(written)
    assert json.loads(written) == {"name": text}
