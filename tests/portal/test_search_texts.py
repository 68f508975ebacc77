"""Whatever a page prints can be found, and numbers are found as what they are."""

from datetime import UTC, datetime

import pytest

from news.models import (
    Byline,
    Publication,
    RelatedLink,
    ReleaseEvent,
    ReleasePublication,
)
from portal.home.models import StandardPage
from portal.search.analysis import excerpt, parse, terms
from tests.factories import (
    add_boilerplate,
    add_contact,
    add_fact,
    add_image,
    add_institution,
    add_person,
    add_release,
    add_statement,
    add_topic,
)
from tests.sharing import shared

POWERS = "<p>More than 10<sup>6</sup> cells, 10<sup>−3</sup> mol of H<sub>2</sub>O.</p>"


@pytest.fixture
def finds(client):
    """Tell whether a search finds a release."""

    def find(query: str, release) -> bool:
        html = client.get("/en/search/", {"q": query}).content.decode()
        return release.get_url() in html

    return find


@shared
def printed(newsroom):
    """A release that says something in each of its places."""
    institution = add_institution("Aleph institute", "ALI", slug="aleph")
    add_boilerplate(institution, "<p>Founded by beavers.</p>")
    publication = Publication.objects.create(
        title="On cheetahs",
        container="Journal of Dormice",
        doi="10.1000/Ermine.7",
        is_peer_reviewed=True,
    )
    said = add_statement(
        add_person("Ada Falcon"), "Gophers matter.", role={"en": "Heron"}
    )
    fact = add_fact("ibises", value=4711, source={"en": "Jackal report"})
    return add_release(
        newsroom,
        kicker="Kestrels",
        standfirst="Lynxes.",
        dateline_place="Marmotville",
        notes_to_editors="<p>Newts sleep.</p>",
        lead_image=add_image(caption={"en": "An otter"}, credit="Pelican"),
        institutions=[(institution, "lead_issuer")],
        topics=[add_topic("quail", en="Quails")],
        contact=add_contact(institution, telephone="+496221"),
        released_at=datetime(2020, 8, 6, 10, tzinfo=UTC),
        rows={
            "bylines": [Byline(initials="Rkt")],
            "release_publications": [ReleasePublication(publication=publication)],
            "related_links": [RelatedLink(title="Salmon site", url="https://e.org/")],
            "events": [
                ReleaseEvent(
                    title={"en": "Tapir day"},
                    starts_at=datetime(2020, 9, 1, 8, tzinfo=UTC),
                    place={"en": "Umbrellabird hall"},
                )
            ],
        },
        body=[
            {"type": "prose", "value": POWERS},
            {"type": "statement", "value": {"statement": said.pk}},
            {"type": "facts", "value": {"title": "Voles", "facts": [fact.pk]}},
            {
                "type": "external_media",
                "value": {
                    "title": "Wombat film",
                    "provider": "Yak",
                    "url": "https://zebra.example/",
                },
            },
        ],
    )


WORDS = [
    "aleph",
    "ali",
    "beavers",
    "cheetahs",
    "dormice",
    "ermine",
    "falcon",
    "gophers",
    "heron",
    "ibises",
    "4,711",
    "jackal",
    "kestrels",
    "lynxes",
    "marmotville",
    "newts",
    "otter",
    "pelican",
    "quails",
    "rkt",
    "salmon",
    "tapir",
    "umbrellabird",
    "voles",
    "wombat",
    "yak",
    "zebra",
    "+496221",
]


def test_whatever_is_printed_is_found(printed, finds):
    missing = [word for word in WORDS if not finds(word, printed)]

    assert missing == []


@pytest.mark.parametrize(
    "query",
    [
        "10.1000/Ermine.7",
        "10.1000/ermine.7",
        "10.1000/ERMINE.7",
        "doi:10.1000/ermine.7",
        "https://doi.org/10.1000/ermine.7",
        "http://dx.doi.org/10.1000%2Fermine.7",
        "doi.org/10.1000/Ermine.7",
    ],
)
def test_a_paper_is_found_by_its_doi(printed, finds, query):
    assert finds(query, printed)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("10⁶", True),
        ("10^6", True),
        ("10^(6)", True),
        ("10⁻³", True),
        ("10^-3", True),
        ("10^−3", True),
        ("10", True),
        ("H2O", True),
        ("H₂O", True),
        ("106", False),
        ("103", False),
        ("10³", False),
        ("10⁵", False),
        ("10^5", False),
    ],
)
def test_a_power_is_another_number(printed, finds, query, is_found):
    assert finds(query, printed) is is_found


def test_a_number_is_no_power(newsroom, finds):
    release = add_release(newsroom, body=[{"type": "prose", "value": "<p>106 km²</p>"}])

    assert finds("106", release)
    assert finds("km2", release)
    assert finds("km^2", release)
    assert not finds("10⁶", release)


def test_a_power_is_marked_in_the_results(newsroom):
    pieces = excerpt("More than 10⁶ cells", parse("10^6", "en"))

    assert {"text": "10⁶", "is_match": True} in pieces
    assert terms("10⁻³", "en") == "10topowerminus3"


def test_words_that_a_vertical_tab_parts_are_two(newsroom, finds):
    body = [{"type": "prose", "value": "<p>Zeile eins\x0bZeile zwei</p>"}]
    release = add_release(newsroom, body=body)

    assert finds("eins", release)
    assert finds("zwei", release)


def test_the_text_of_a_standard_page_is_found(client, site):
    page = StandardPage(
        title="Animals",
        slug="animals",
        body=[
            {"type": "prose", "value": POWERS},
            {
                "type": "fact_box",
                "value": {
                    "title": "Aardvarks",
                    "facts": [{"value": "28", "label": "badgers", "as_of": "2020"}],
                },
            },
        ],
    )
    site["en"]["home"].add_child(instance=page)
    page.save_revision().publish()

    for query in ("10⁶", "aardvarks", "badgers"):
        html = client.get("/en/search/", {"q": query}).content.decode()
        assert page.get_url() in html
