"""Every answer: JSON for everybody alike, limited, to be kept and asked for again."""

import logging
import re

from django.core.cache import caches

import pytest

from wagtail.models import PageViewRestriction

from portal.api.limits import AddressThrottle
from portal.api.resources import RESOURCES
from tests.factories import add_institution, add_release

ROOT = "/api/v2/"
FOUND = ["", "openapi.json", *(f"{name}/" for name in RESOURCES), "institutions/dkfz/"]
REFUSED = {"releases/?limit=0": 400, "nothing/": 404, "people/nobody/": 404}
SHARED = r"public, max-age=0, s-maxage=\d{1,2}"
LIMIT = r'"address";r=\d+;t=\d+'


@pytest.fixture
def at(monkeypatch):
    """Let the clock of the limit stand at an instant."""

    def stand(seconds: float) -> None:
        monkeypatch.setattr(AddressThrottle, "timer", lambda _self: seconds)

    return stand


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "x;;q=²"])
def test_answers_are_json_whatever_is_accepted(client, graph_site, accept):
    for below in FOUND:
        answer = client.get(f"{ROOT}{below}", headers={"Accept": accept})
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/json"
        assert "Accept" not in answer["Vary"].split(", ")
    for below, status in REFUSED.items():
        answer = client.get(f"{ROOT}{below}", headers={"Accept": accept})
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_neither_session_nor_cookie_is_read(client, graph_site, sign_in):
    PageViewRestriction.objects.create(
        page=graph_site.newsroom, restriction_type="login"
    )
    anonymous = client.get(f"{ROOT}releases/")
    signed_in = sign_in("Administrators").get(f"{ROOT}releases/")

    assert signed_in.content == anonymous.content
    assert "Cookie" not in signed_in["Vary"]
    assert not signed_in.cookies
    assert "public" in signed_in["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, graph_site, method):
    for below in (*FOUND, "nothing/"):
        answer = getattr(client, method)(f"{ROOT}{below}")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        if method != "trace":
            assert answer.json()["title"] == "Method Not Allowed"


def test_the_head_of_an_answer_has_no_body(client, graph_site):
    for below in FOUND:
        head, answer = client.head(f"{ROOT}{below}"), client.get(f"{ROOT}{below}")
        assert head.status_code == 200
        assert head.content == b""
        assert head["ETag"] == answer["ETag"]


def test_scripts_of_any_site_may_read_every_answer(client, graph_site):
    for below in (*FOUND, *REFUSED):
        answer = client.get(
            f"{ROOT}{below}", headers={"Origin": "https://other.example"}
        )
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "RateLimit" in answer["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer


def test_a_browser_may_ask_before_it_sends_a_header(client, site):
    answer = client.options(
        f"{ROOT}releases/",
        headers={
            "Origin": "https://other.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )

    assert answer.status_code == 204
    assert answer.content == b""
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Headers"] == "*"


def test_an_unchanged_answer_is_not_sent_again(client, graph_site):
    for below in FOUND:
        first = client.get(f"{ROOT}{below}")
        again = client.get(f"{ROOT}{below}", headers={"If-None-Match": first["ETag"]})

        assert again.status_code == 304
        assert again.content == b""
        assert again["ETag"] == first["ETag"]
        assert re.fullmatch(LIMIT, again["RateLimit"])
        assert again["Access-Control-Allow-Origin"] == "*"
        assert re.fullmatch(SHARED, again["Cache-Control"])


def test_a_changed_answer_is_sent(client, newsroom):
    add_institution("Before", slug="hub")
    first = client.get(f"{ROOT}institutions/")
    add_institution("After")

    again = client.get(f"{ROOT}institutions/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert again.json()["meta"]["total_count"] == 2


def test_shared_caches_may_keep_what_was_found_but_no_refusal(client, graph_site):
    for below in FOUND:
        cached = client.get(f"{ROOT}{below}")["Cache-Control"]
        assert re.fullmatch(SHARED, cached)
    for below in REFUSED:
        assert client.get(f"{ROOT}{below}")["Cache-Control"] == "no-store"


def test_every_answer_says_what_is_left(client, graph_site, at, settings):
    settings.API_RATE = "50/minute"
    at(6000.5)
    asked = [*FOUND, *REFUSED]
    for count, below in enumerate(asked, start=1):
        answer = client.get(f"{ROOT}{below}")
        assert answer["RateLimit-Policy"] == '"address";q=50;w=60'
        assert answer["RateLimit"] == f'"address";r={50 - count};t=60'
        assert "Retry-After" not in answer


def test_who_asks_too_often_is_told_when_to_come_back(client, site, at, settings):
    settings.API_RATE = "3/minute"
    at(6017.2)
    for left in (2, 1, 0):
        answer = client.get(f"{ROOT}releases/")
        assert answer.status_code == 200
        assert answer["RateLimit"] == f'"address";r={left};t=43'

    refused = client.get(f"{ROOT}releases/")

    assert refused.status_code == 429
    assert refused["Retry-After"] == "43"
    assert refused["RateLimit"] == '"address";r=0;t=43'
    assert refused["RateLimit-Policy"] == '"address";q=3;w=60'
    assert refused["Cache-Control"] == "no-store"
    assert refused["Access-Control-Allow-Origin"] == "*"
    problem = refused.json()
    assert problem["type"].endswith("#quota-exceeded")
    assert problem["violated-policies"] == ["address"]
    assert "3 requests a minute" in problem["detail"]
    assert "Wait 43 seconds" in problem["detail"]
    assert client.get("/en/api/").status_code == 200

    at(6060)
    assert client.get(f"{ROOT}releases/")["RateLimit"] == '"address";r=2;t=60'


def test_refusals_and_unknown_addresses_count_too(client, site, at, settings):
    settings.API_RATE = "2/hour"
    at(0)
    client.get(f"{ROOT}releases/?limit=0")
    client.get(f"{ROOT}nothing/")

    assert client.get(ROOT).status_code == 429


def test_every_address_has_its_own_limit(client, site, at, settings):
    settings.API_RATE = "1/day"
    at(0)
    for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1"):
        assert client.get(ROOT, REMOTE_ADDR=address).status_code == 200
        assert client.get(ROOT, REMOTE_ADDR=address).status_code == 429


def test_nobody_escapes_by_naming_another_address(client, site, at, settings):
    settings.API_RATE = "1/day"
    at(0)
    answers = [
        client.get(ROOT, headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(3)
    ]

    assert answers == [200, 429, 429]


def test_behind_a_known_proxy_its_word_counts(client, site, at, settings):
    settings.API_RATE = "1/day"
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    at(0)

    def ask(forwarded: str) -> int:
        return client.get(ROOT, headers={"X-Forwarded-For": forwarded}).status_code

    assert ask("192.0.2.1") == 200
    assert ask("192.0.2.2") == 200
    assert ask("198.51.100.7, 192.0.2.1") == 429


def test_a_full_cache_does_not_fail(client, site, monkeypatch):
    cache = caches["limits"]

    def forgotten(key, delta=1, version=None):
        raise ValueError(key)

    monkeypatch.setattr(type(cache), "incr", forgotten)

    assert client.get(ROOT).status_code == 200


def test_no_address_is_kept_or_logged(client, site, at, settings, caplog):
    settings.API_RATE = "1/day"
    at(0)
    keys = []
    with caplog.at_level(logging.DEBUG):
        for below in ("", "", "nothing/"):
            client.get(f"{ROOT}{below}", REMOTE_ADDR="192.0.2.55")
    keys = list(caches["limits"]._cache)

    assert len(keys) == 1
    assert "192.0.2.55" not in str(keys)
    assert "192.0.2.55" not in caplog.text


def test_the_index_leads_to_everything(get, client, graph_site):
    answer = get()

    assert set(answer["resources"]) == set(RESOURCES)
    for address in (
        *answer["resources"].values(),
        *answer["documentation"].values(),
        answer["description"],
    ):
        assert address.startswith("http://localhost/")
        assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_an_address_without_its_slash_leads_on(client, graph_site):
    for address in ("/api/v2", "/api/v2/releases", "/api/v2/institutions/dkfz"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, f"{address}/")


def test_the_bare_address_leads_people_to_the_page(client, site):
    answer = client.get("/api/", headers={"Accept-Language": "de"})

    assert (answer.status_code, answer["Location"]) == (302, "/de/api/")


def test_what_is_unknown_does_not_lead_to_a_page_of_a_language(client, newsroom):
    release = add_release(newsroom)

    for below in ("v2/nothing/", "v1/", f"v2/releases/{release.pk}/", "v3/pages/"):
        assert client.get(f"/api/{below}").status_code == 404
        assert client.get(f"/en/api/{below}").status_code == 404
