"""Identities lead to pages, or to data for who asks for them."""

import pytest

from wagtail.models import PageViewRestriction

from partners.merging.merge import merge
from partners.models import FormerAddress
from tests.factories import add_image, add_institution, days_from_now
from tests.graph.conftest import SECRET
from tests.graph.linked import node, parse, texts

JSON_LD = "application/ld+json"
ENTITIES = ["institutions/dkfz/", "people/ada/", "partnerships/unit/"]
# Accept, and whether the answer is data.
NEGOTIATION = [
    (JSON_LD, True),
    ("application/*", True),
    (f"text/html;q=0.5, {JSON_LD}", True),
    (f"text/html, {JSON_LD};q=0.9", False),
    (f"{JSON_LD};q=0.5, text/html;q=0.4", True),
    (f"{JSON_LD};q=0", False),
    (f"{JSON_LD}, */*;q=0.1", True),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", False),
    ("*/*", False),
    ("", False),
    (None, False),
    ("text/turtle", False),
    ("garbage", False),
    (f"{JSON_LD};q=garbage", True),
    (";;;,,,/", False),
    ("*/*;q=nan", False),
    ("text/html; a*=bogus''%41", False),
    ("text/html; a*=utf-8'%41", False),
    ("\xff\xfe", False),
    ("a/" * 5000, False),
]


@pytest.mark.parametrize("path", ENTITIES)
def test_the_answer_is_what_is_preferred(client, graph_site, path):
    for accept, is_data in NEGOTIATION:
        headers = {} if accept is None else {"Accept": accept}

        page = client.get(f"/en/partners/{path}", headers=headers)
        identity = client.get(f"/id/{path}", headers=headers)

        media_type = JSON_LD if is_data else "text/html; charset=utf-8"
        found = (page.status_code, page["Content-Type"], identity.status_code)
        assert found == (200, media_type, 200 if is_data else 303), accept
        for answer in (page, identity):
            assert "Accept" in answer["Vary"].split(", ")
        assert "Accept-Language" in identity["Vary"]


def test_page_and_identity_answer_with_the_same_data(client, graph_site):
    for path in ENTITIES:
        addresses = (f"/en/partners/{path}", f"/de/partner/{path}", f"/id/{path}")
        answers = [client.get(one, headers={"Accept": JSON_LD}) for one in addresses]
        assert len({answer.content for answer in answers}) == 1
        graph = parse(answers[0].content.decode())
        assert texts(graph, node(path), "name")


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_identity_leads_to_the_page_in_the_best_language(
    client, graph_site, language
):
    partners = {"en": "/en/partners/", "de": "/de/partner/"}[language]
    headers = {"Accept-Language": language}

    for path in ENTITIES:
        answer = client.get(f"/id/{path}", headers=headers)
        assert answer["Location"] == partners + path


def test_an_identity_leads_to_a_language_that_exists(client, graph_site):
    graph_site.site["de"]["partners"].unpublish()

    answer = client.get("/id/people/ada/", headers={"Accept-Language": "de"})

    assert answer["Location"] == "/en/partners/people/ada/"


def test_the_identity_of_a_release_leads_to_its_language(client, graph_site):
    key = graph_site.release.translation_key

    for language, page in (("en", "/en/newsroom/"), ("de", "/de/aktuelles/")):
        identity = f"/id/releases/{key}/{language}/"
        assert client.get(identity)["Location"].startswith(page)
        data = client.get(identity, headers={"Accept": JSON_LD})
        assert data["Content-Type"] == JSON_LD


@pytest.mark.parametrize("path", ["site", "publisher"])
def test_the_site_has_an_identity(client, graph_site, path):
    answer = client.get(f"/id/{path}/", headers={"Accept-Language": "de"})
    data = client.get(f"/id/{path}/", headers={"Accept": JSON_LD})

    assert answer["Location"] == "/de/"
    assert f"/id/{path}/" in data.content.decode()


def test_pages_tell_where_their_data_are(client, graph_site):
    key = graph_site.release.translation_key
    addresses = {f"/en/partners/{path}": f"/id/{path}" for path in ENTITIES}
    addresses["/en/newsroom/it-works/"] = f"/id/releases/{key}/en/"

    for page, identity in addresses.items():
        link = (
            f'<link rel="alternate" type="{JSON_LD}" href="http://localhost{identity}">'
        )
        assert link in client.get(page).content.decode()


@pytest.mark.parametrize("accept", [JSON_LD, "text/html"])
def test_what_is_not_public_has_no_identity(client, graph_site, accept):
    secret, key = SECRET.lower(), graph_site.embargoed.translation_key
    for path in (
        f"partnerships/{secret}/",
        f"people/{secret}-minimal/",
        f"people/{secret}-erased/",
        f"releases/{key}/en/",
        f"releases/{graph_site.release.translation_key}/fr/",
        "institutions/unknown/",
        "relations/unknown/",
        "series/dkfz/",
        "unknown/",
    ):
        answer = client.get(f"/id/{path}", headers={"Accept": accept})
        assert answer.status_code == 404, path
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("accept", [JSON_LD, "text/html"])
def test_without_a_public_partners_page_no_partner_has_an_identity(
    client, graph_site, accept
):
    FormerAddress.objects.create(
        kind="person", slug="ada-king", entity_id=graph_site.ada.pk
    )
    for pages in graph_site.site.values():
        PageViewRestriction.objects.create(
            page=pages["partners"], restriction_type="password", password="x"
        )

    for path in (*ENTITIES, "people/ada-king/"):
        answer = client.get(f"/id/{path}", headers={"Accept": accept})
        assert answer.status_code == 404, path
    key = graph_site.release.translation_key
    release = client.get(f"/id/releases/{key}/en/", headers={"Accept": accept})
    assert release.status_code < 400


def test_data_of_public_things_do_not_tell_what_is_not(client, graph_site):
    key = graph_site.release.translation_key
    for path in (*ENTITIES, f"releases/{key}/en/", "institutions/ministry/"):
        answer = client.get(f"/id/{path}", headers={"Accept": JSON_LD})
        assert SECRET.lower() not in answer.content.decode().lower()


def test_a_former_slug_leads_on(client, graph_site):
    for kind, slug, entity in (
        ("institution", "cancer-centre", graph_site.dkfz),
        ("person", "ada-king", graph_site.ada),
        ("partnership", "old-unit", graph_site.unit),
    ):
        FormerAddress.objects.create(kind=kind, slug=slug, entity_id=entity.pk)
        answer = client.get(f"/id/{entity.path.split('/')[0]}/{slug}/")
        assert answer.status_code == 301
        assert answer["Location"] == f"http://localhost/id/{entity.path}"


def test_a_former_slug_of_something_secret_leads_nowhere(client, graph_site):
    graph_site.unit.announced_on = days_from_now(2).date()
    graph_site.unit.save()
    FormerAddress.objects.create(
        kind="partnership", slug="old-unit", entity_id=graph_site.unit.pk
    )

    assert client.get("/id/partnerships/old-unit/").status_code == 404


def test_a_merged_duplicate_leads_to_what_it_became(client, graph_site):
    duplicate = add_institution(slug="duplicate")
    FormerAddress.objects.create(
        kind="institution", slug="older", entity_id=duplicate.pk
    )
    merge(duplicate, graph_site.dkfz, None)

    for slug in ("duplicate", "older"):
        answer = client.get(f"/id/institutions/{slug}/")
        assert answer["Location"] == "http://localhost/id/institutions/dkfz/"


def test_pictures_are_those_that_the_page_shows(client, graph_site):
    graph_site.dkfz.logo = add_image()
    graph_site.dkfz.save()
    graph_site.ada.portrait = add_image()
    graph_site.ada.save()

    for path, term in (("institutions/dkfz/", "logo"), ("people/ada/", "image")):
        html = client.get(f"/en/partners/{path}").content.decode()
        answer = client.get(f"/id/{path}", headers={"Accept": JSON_LD})
        (address,) = texts(parse(answer.content.decode()), node(path), term)
        assert f'src="{address.removeprefix("http://localhost")}"' in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_identities_are_only_read(client, graph_site, method):
    for path in (*ENTITIES, "site/"):
        assert getattr(client, method)(f"/id/{path}").status_code == 405
