import pytest

from wagtail.models import PageViewRestriction

from portal.search import indexing
from portal.search.analysis import excerpt, fold, parse, terms
from portal.search.models import SearchEntry
from tests.factories import (
    add_institution,
    add_person,
    add_release,
    add_statement,
    add_translation,
    draft_release,
    publish,
)
from tests.sharing import shared


@shared
def german_release(newsroom):
    """A release in German about a university and cancer research."""
    release = add_release(newsroom, "Bridge")
    return publish(
        add_translation(
            release,
            title="Eine Brücke zwischen Universität und Klinik",
            slug="bruecke",
            standfirst="Krebsforschung, Zelldynamik und seltene Krankheiten.",
        )
    )


@pytest.mark.parametrize(
    "query",
    [
        "Universität",
        "Universitat",
        "universitaet",
        "UNIVERSITÄTEN",
        "Krebs",
        "krebsforsch",
        "Krankheit",
        "Brücken",
        "bruecke klinik",
        '"Universität"',
        "univ* klinik) (",
    ],
)
def test_finds_words_whatever_their_case_umlauts_and_endings(
    client, german_release, query
):
    html = client.get("/de/search/", {"q": query}).content.decode()

    assert german_release.get_url() in html


def test_needs_every_word(client, german_release):
    html = client.get("/de/search/", {"q": "Universität Raumfahrt"}).content.decode()

    assert german_release.get_url() not in html


def test_finds_a_person_by_orcid_and_an_institution_by_acronym(client, site):
    person = add_person("Ada Lovelace", slug="ada")
    person.identifiers.create(scheme="orcid", value="0000-0002-1825-0097")
    person.save()
    add_institution("German Cancer Research Center", "DKFZ", slug="dkfz")

    by_orcid = client.get("/en/search/", {"q": "0000-0002-1825-0097"}).content.decode()
    by_acronym = client.get("/en/search/", {"q": "dkfz"}).content.decode()

    assert "/en/partners/people/ada/" in by_orcid
    assert "/en/partners/institutions/dkfz/" in by_acronym


def test_counts_and_filters_by_type(client, newsroom):
    add_release(newsroom, "Cancer release", slug="cancer-release")
    add_institution("Cancer Institute", slug="cancer-institute")

    everything = client.get("/en/search/", {"q": "cancer"})
    institutions = client.get("/en/search/", {"q": "cancer", "kind": "institution"})

    assert everything.context["total"] == 2
    assert [row["count"] for row in everything.context["kinds"]] == [1, 1]
    assert "cancer-release/" not in institutions.content.decode()
    assert "cancer-institute/" in institutions.content.decode()


def test_marks_what_was_found(client, german_release):
    html = client.get("/de/search/", {"q": "krebs"}).content.decode()

    assert "<mark>Krebsforschung</mark>" in html


def test_leaves_out_a_restricted_page(client, german_release):
    PageViewRestriction.objects.create(
        page=german_release.get_parent(), restriction_type="login"
    )

    html = client.get("/de/search/", {"q": "Universität"}).content.decode()

    assert german_release.get_url() not in html


def test_forgets_an_unpublished_release(client, german_release):
    german_release.unpublish()

    html = client.get("/de/search/", {"q": "Universität"}).content.decode()

    assert german_release.get_url() not in html


def test_finds_what_was_said_in_a_release(client, newsroom):
    statement = add_statement(add_person(), "Mitochondria matter.")
    release = add_release(
        newsroom, body=[{"type": "statement", "value": {"statement": statement.pk}}]
    )

    html = client.get("/en/search/", {"q": "mitochondria"}).content.decode()

    assert release.get_url() in html


def test_does_not_find_a_person_without_a_page(client, site):
    add_person("Grace Minimal", status="minimal")

    assert client.get("/en/search/", {"q": "grace"}).context["total"] == 0


def test_a_draft_does_not_change_what_is_found(newsroom):
    release = add_release(newsroom, "Known")
    release.title = "Secret"
    release.save_revision()

    titles = SearchEntry.objects.filter(page=release).values_list("title", flat=True)
    assert list(titles) == ["Known"]


def test_rebuilding_finds_the_same(newsroom):
    add_release(newsroom)
    draft_release(newsroom)
    add_institution()
    before = set(SearchEntry.objects.values_list("key", "language", "body_terms"))

    indexing.rebuild()

    after = set(SearchEntry.objects.values_list("key", "language", "body_terms"))
    assert after >= before
    assert len(after) == SearchEntry.objects.count()


def test_terms_hold_words_and_stems():
    assert terms("Die Krankheiten der Universität", "de").split() == [
        "die",
        "krankheiten",
        "krankheit",
        "der",
        "universitat",
    ]


def test_folds_case_accents_and_sharp_s():
    assert fold("Größe") == "grosse"


def test_a_query_of_signs_has_no_words():
    assert parse("\"'()*:&|!<> -", "en") == []


def test_a_long_query_is_capped():
    assert len(parse("word " * 5000, "en")) == 10


def test_an_excerpt_stands_around_the_find():
    text = "Nothing here. " * 40 + "The mitochondria work. " + "Nothing there. " * 40

    pieces = excerpt(text, parse("mitochondria", "en"))

    assert [piece["text"] for piece in pieces if piece["is_match"]] == ["mitochondria"]
    assert sum(len(piece["text"]) for piece in pieces) < 300
