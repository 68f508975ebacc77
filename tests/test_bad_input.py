"""Whatever is asked, no public address answers 500."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.core.charsets import read_as_utf8
from portal.home.views import server_error
from portal.wsgi import application
from tests.factories import (
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_topic,
    draft_release,
)
from tests.sharing import shared

NASTY = [
    "",
    "x",
    "0",
    "1",
    "9999",
    "-1",
    "0001-01",
    "0001-01-01",
    "9999-12-31",
    "999999999999999999999999",
    "1.5",
    "²",
    "null",
    '"',
    "'",
    "'; DROP TABLE news_pressreleasepage; --",
    "%",
    "*",
    "a AND b OR NOT c",
    "NEAR(a b)",
    "((((",
    "<script>alert(1)</script>",
    "\x00",
    "a\x00b",
    "\ud7ff\ufffd",
    "🧬🧬",
    "\u202e",
    "a" * 10_000,
    "a " * 5_000,
    "../../etc/passwd",
    "%00",
    "{{ 7*7 }}",
]
PARAMETERS = [
    "/en/newsroom/?page={}",
    "/en/newsroom/?year={}",
    "/en/newsroom/?topic={}",
    "/en/newsroom/?kind={}",
    "/en/newsroom/?institution={}",
    "/en/newsroom/?person={}",
    "/en/newsroom/?partnership={}",
    "/en/newsroom/?institution=hub&year={}&page={}",
    "/en/newsroom/feed/?page={}",
    "/en/newsroom/feed/?year={}",
    "/en/newsroom/feed/?archive={}",
    "/en/newsroom/feed/?languages={}",
    "/en/newsroom/feed/?topic={}",
    "/de/aktuelles/feed/json/?institution={}",
    "/en/search/feed/atom/?q={}",
    "/en/search/feed/?q=hub&languages={}",
    "/api/v2/releases/?year={}",
    "/api/v2/releases/?number={}",
    "/api/v2/releases/?since={}",
    "/api/v2/releases/?until={}",
    "/en/search/?q={}",
    "/de/search/?q={}",
    "/en/search/?q=hub&kind={}",
    "/en/search/?q=hub&page={}",
    "/en/partners/network/?as_of={}",
    "/de/partner/institutions/hub/network/?as_of={}",
    "/en/partners/partnerships/hub/network/?as_of={}",
    "/en/?x={}",
    "/?next={}",
]
PATHS = [
    "/{}/",
    "/en/{}/",
    "/de/{}/",
    "/en/newsroom/{}/",
    "/en/newsroom/feed/{}/",
    "/en/newsroom/hub/{}/",
    "/en/partners/institutions/{}/",
    "/en/partners/people/{}/",
    "/en/partners/partnerships/{}/",
    "/en/partners/{}/",
    "/en/partners/institutions/{}/network/",
    "/en/partners/partnerships/{}/network/",
    "/pm/{}/",
    "/pm/2020-{}/",
    "/media/{}",
    "/documents/{}/",
    "/en/not-translated/{}/",
    "/{}/not-translated/1/",
    "/id/{}/",
    "/id/{}/hub/",
    "/id/institutions/{}/",
    "/id/releases/{}/en/",
    "/graph/{}.csv",
]


@shared
def full_site(newsroom):
    institution = add_institution(slug="hub")
    partnership = add_partnership(slug="hub")
    add_release(
        newsroom,
        slug="hub",
        institutions=[(institution, "issuer")],
        people=[add_person(slug="hub")],
        partnerships=[partnership],
        topics=[add_topic("hub")],
    )


@pytest.mark.parametrize("address", PARAMETERS)
def test_nasty_parameters_find_nothing_or_are_refused(client, full_site, address):
    for value in NASTY:
        encoded = quote(value, errors="surrogatepass")
        status = client.get(address.replace("{}", encoded), follow=True).status_code
        assert status in {200, 400, 404}, value[:40]


# Codecs that are none of text, that nobody has, and that make half a character.
CHARSETS = ["idna", "punycode", "zlib", "rot13", "hex", "undefined", "utf-7", "none"]
CHARSETS += ["unicode_escape", "raw_unicode_escape", "utf-16", "latin-1"]
ASKED = ["/en/search/", "/de/search/feed/", "/api/v2/releases/", "/en/newsroom/"]
SENT = ["/en/subscribe/", "/de/barrier/", "/en/privacy-choices/"]


@pytest.fixture
def served(client):
    """A client whose requests come as from a server."""
    answer = client.handler
    as_served = read_as_utf8(lambda environ, _start: answer(environ))
    client.handler = lambda environ: as_served(environ, None)
    return client


def test_the_application_that_is_served_reads_utf_8():
    assert application.__qualname__.startswith(read_as_utf8.__qualname__)


@pytest.mark.parametrize("address", ASKED + SENT)
def test_a_query_is_read_as_utf_8_whatever_a_request_says(served, full_site, address):
    for charset in CHARSETS:
        for query in ("q=%C3%A4&next=%C3%A4", "q=%5Cud800&next=%5Cud800&page=+2AA-"):
            kind = f"text/plain; charset={charset}"
            answer = served.get(f"{address}?{query}", CONTENT_TYPE=kind)
            assert answer.status_code in {200, 400, 404}, charset


@pytest.mark.parametrize("address", SENT)
def test_a_form_is_read_as_utf_8_whatever_a_request_says(served, full_site, address):
    part = 'Content-Disposition: form-data; name="{}"\r\n\r\n\\ud800 \u00e4\r\n'
    names = ("q", "page", "email", "text", "next", "choose", "allow")
    body = "".join(f"--XX\r\n{part.format(name)}" for name in names) + "--XX--\r\n"
    for charset in CHARSETS:
        kind = f"multipart/form-data; boundary=XX; charset={charset}"
        answer = served.generic("POST", address, body.encode(), kind)
        assert answer.status_code in {200, 303, 400, 403, 404}, charset


@pytest.mark.parametrize("address", PATHS)
def test_nasty_paths_are_not_found(client, full_site, address):
    for value in NASTY:
        encoded = quote(value, safe="", errors="surrogatepass")
        status = client.get(address.replace("{}", encoded), follow=True).status_code
        assert status in {200, 400, 404}, value[:40]


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(value=st.text(max_size=300))
def test_any_query_gets_an_answer(client, full_site, value):
    for address in ("/en/search/", "/de/search/"):
        assert client.get(address, {"q": value}).status_code in {200, 400}


@pytest.mark.parametrize(
    "address",
    [
        "/fr/",
        "/en/newsroom/unknown/",
        "/en/partners/institutions/unknown/",
        "/en/partners/people/unknown/",
        "/en/partners/partnerships/unknown/",
        "/pm/1999-1/",
        "/en/not-translated/999999/",
        "/en/not-translated/6a4b0c4e-0000-4000-8000-000000000000/",
        "/en/unknown/",
    ],
)
def test_unknown_addresses_are_404(client, full_site, address):
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "head"])
def test_other_methods_do_not_fail(client, full_site, method):
    assert getattr(client, method)("/en/newsroom/").status_code < 500


def test_a_404_speaks_the_language_of_the_address(client, full_site):
    english = client.get("/en/unknown/").content.decode()
    german = client.get("/de/unknown/").content.decode()

    assert '<html lang="en"' in english
    assert '<html lang="de"' in german


def test_a_500_speaks_both_languages_and_asks_nothing(
    db, rf, django_assert_num_queries
):
    with django_assert_num_queries(0):
        html = server_error(rf.get("/en/")).content.decode()

    assert 'lang="de"' in html
    assert 'lang="en"' in html


def test_drafts_that_share_a_slug_are_not_found(client, full_site, newsroom):
    """As only code that goes past the application can leave them."""
    for _number in range(2):
        draft = draft_release(newsroom)
        type(draft).objects.filter(pk=draft.pk).update(slug="twice")

    assert client.get("/en/newsroom/twice/").status_code == 404
