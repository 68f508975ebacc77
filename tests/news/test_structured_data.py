"""What a release says to machines about its dates and what became of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from rdflib import RDF, Literal, URIRef

from news.models import Correction, ReleaseEvent
from news.pages import PressReleasePage
from news.publishing import correcting
from tests.factories import add_release, add_translation, publish
from tests.graph.linked import SCHEMA, body, data_of, node, page_graph, parse, texts
from tests.sharing import shared

ADDRESS = "/en/newsroom/dawn/"
UID = UUID("11111111-2222-4333-8444-555555555555")
STARTS = datetime(2031, 8, 6, 8, 0, tzinfo=UTC)


@shared
def release(newsroom):
    """A release that invites to an event."""
    event = ReleaseEvent(
        uid=UID,
        title={"en": "Opening", "de": "Eröffnung"},
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2),
        place={"en": "Hall 1"},
        url="https://a.example/",
    )
    return add_release(
        newsroom, slug="dawn", standfirst="It dawns.", rows={"events": [event]}
    )


def correct(release, kind: str, what: str) -> PressReleasePage:
    note = Correction(story=release.translation_key, kind=kind, what={"en": what})
    correcting.correct(note)
    return PressReleasePage.objects.get(pk=release.pk)


def article(client) -> dict:
    """Return the node of the release on its page."""
    nodes = data_of(client.get(ADDRESS).content.decode())["@graph"]
    return next(node for node in nodes if node["@type"] == "NewsArticle")


def test_a_release_is_about_its_events(client, release):
    publish(add_translation(release, slug="morgen"))
    graph = page_graph(client.get(ADDRESS).content.decode())
    english = node(f"{release.identity_path}#{UID}")

    assert (node(release.identity_path), SCHEMA.about, english) in graph
    assert (english, RDF.type, SCHEMA.Event) in graph
    assert texts(graph, english, "name") == {"Opening"}
    assert texts(graph, english, "startDate") == {"2031-08-06T10:00:00+02:00"}
    assert texts(graph, english, "endDate") == {"2031-08-06T12:00:00+02:00"}
    assert texts(graph, graph.value(english, SCHEMA.location), "name") == {"Hall 1"}
    assert (english, SCHEMA.url, URIRef("https://a.example/")) in graph
    whole = parse(body(client.get("/graph/graph.jsonld")))
    known = Literal(uuid5(release.translation_key, str(UID)).urn)
    versions = set(whole.subjects(SCHEMA.identifier, known))
    german = node(f"releases/{release.translation_key}/de/#{UID}")
    assert versions == {english, german}
    assert texts(whole, german, "name") == {"Eröffnung"}


def test_a_release_that_was_not_corrected_was_modified_when_it_was_released(
    client, release
):
    found = article(client)

    assert found["dateModified"] == found["datePublished"]
    assert "correction" not in found
    assert "creativeWorkStatus" not in found


def test_a_correction_is_told_with_its_time(client, release):
    correct(release, "correction", "Five, not six.")
    release = correct(release, "addition", "And a seventh.")

    found = article(client)

    assert [
        (one["@type"], one["text"], one["datePublished"]) for one in found["correction"]
    ] == [
        ("CorrectionComment", notice["what"], notice["at"])
        for notice in release.notices
    ]
    assert [notice["what"] for notice in release.notices] == [
        "Five, not six.",
        "And a seventh.",
    ]
    updated = timezone.localtime(release.updated_at).isoformat()
    assert found["dateModified"] == updated > found["datePublished"]


def test_a_withdrawn_release_says_so_and_why(client, release):
    correct(release, "withdrawal", "It was not true.")

    withdrawn = article(client)
    correct(release, "reinstatement", "It was true.")
    back = article(client)

    assert withdrawn["creativeWorkStatus"] == "Withdrawn"
    assert withdrawn["description"] == "It was not true."
    assert "about" not in withdrawn
    assert "creativeWorkStatus" not in back
    assert back["description"] == "It dawns."
    assert back["about"][0]["name"] == "Opening"
