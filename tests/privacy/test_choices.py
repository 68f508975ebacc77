"""The page without a script, and the cookie that keeps an answer."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from django.test import Client

import pytest

from portal.privacy import registry
from portal.privacy.choices import COOKIE
from portal.privacy.policy import NEEDS, need
from portal.privacy.registry import ConsentService
from tests.privacy.services import COUNTER, FILMS, POSTS, ask_about

pytestmark = pytest.mark.django_db

ADDRESS = "/en/privacy-choices/"
REFUSING = {"Sec-GPC": "1"}
MARK = r'data-news="(\w+)">'
NEWS = r'consent-news">[^<]*<strong>(.*?)</strong>'


@pytest.fixture
def services(monkeypatch):
    """A site that asks about three services."""
    ask_about(monkeypatch, FILMS, POSTS, COUNTER)


class Ticked(HTMLParser):
    """The values of the boxes that are ticked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if names.get("type") == "checkbox" and "checked" in names:
            self.values.append(names["value"])


def marks(html: str) -> dict[str, str]:
    """Return which services are marked as new or changed."""
    told = re.findall(r'value="([^"]*)" id="page-(?:[^\n]*\n)\s*(<label .*)', html)
    return {key: said for key, label in told for said in re.findall(MARK, label)}


def allowed_after(client: Client, *, how="answered", headers=None, **sent) -> list[str]:
    """Send a choice and return what the cookie then allows."""
    assert client.post(ADDRESS, sent, headers=headers).status_code == 303
    said, *entries = client.cookies[COOKIE].value.split("|")
    assert said == how
    told = dict(entry.removeprefix("!").split("~") for entry in entries)
    versions = registry.versions()
    assert versions.keys() <= {key.partition(":")[0] for key in told}
    assert told == {key: versions[key.partition(":")[0]] for key in told}
    return [entry.partition("~")[0] for entry in entries if entry[0] != "!"]


def change(monkeypatch, *services: ConsentService) -> None:
    """Let the site ask about other services than before, or in other words."""
    kept = {key: one for key, one in registry._services.items() if not one.is_asked_for}
    changed = {service.key: service for service in services}
    monkeypatch.setattr(registry, "_services", kept | changed)


@pytest.mark.parametrize(
    ("sent", "allowed"),
    [
        ({"choose": "all", "allow": "films"}, ["counter", "films", "posts"]),
        ({"choose": "none", "allow": "films"}, []),
        ({"choose": "selected", "allow": ["films"]}, ["films"]),
        ({"choose": "selected", "category": "external-media"}, ["films", "posts"]),
        ({"choose": "selected"}, []),
        ({"choose": "everything", "allow": "films"}, []),
        ({"choose": "selected", "allow": ["signing-in", "nobody", "films:x"]}, []),
        ({"choose": "selected", "allow": "posts:a.example"}, ["posts:a.example"]),
        (
            {
                "choose": "selected",
                "allow": ["posts:a.b|films", "posts:\n", "posts:A.b"],
            },
            [],
        ),
        ({}, []),
    ],
)
def test_only_what_was_chosen_is_allowed(services, client, sent, allowed):
    assert allowed_after(client, **sent) == allowed


def test_a_choice_is_shown_and_can_be_changed(services, client):
    allowed_after(client, choose="selected", allow=["films", "posts:a.example"])

    shown = client.get(ADDRESS).content.decode()

    assert Ticked(shown).values == ["films", "posts:a.example"]
    assert "Posts (a.example)" in shown
    assert allowed_after(client, choose="none") == []
    assert Ticked(client.get(ADDRESS).content.decode()).values == []


def test_a_service_that_changed_is_asked_about_again_and_no_other(
    services, client, monkeypatch
):
    allowed_after(client, choose="selected", allow=["films", "counter"])
    change(monkeypatch, replace(FILMS, provider="Others"), POSTS, COUNTER)

    shown = client.get(ADDRESS).text

    assert Ticked(shown).values == ["counter"]
    assert re.findall(NEWS, shown) == ["Films"]
    assert marks(shown) == {"films": "changed"}


def test_a_new_service_is_asked_about_and_no_other(services, client, monkeypatch):
    ask_about(monkeypatch, FILMS)
    change(monkeypatch, FILMS)
    allowed_after(client, choose="all")
    change(monkeypatch, FILMS, COUNTER)

    shown = client.get(ADDRESS).text

    assert Ticked(shown).values == ["films"]
    assert re.findall(NEWS, shown) == ["Counter"]
    assert marks(shown) == {"counter": "new"}

    # One that is gone leaves nothing to ask.
    change(monkeypatch, COUNTER)
    allowed_after(client, choose="none")
    assert re.findall(NEWS, client.get(ADDRESS).text) == []


def test_what_was_granted_alone_makes_nothing_new(services, client):
    version = registry.versions()["films"]
    client.cookies[COOKIE] = f"granted|films~{version}"

    shown = client.get(ADDRESS).text

    assert Ticked(shown).values == ["films"]
    assert (re.findall(NEWS, shown), marks(shown)) == ([], {})


@pytest.mark.parametrize(
    "cookie", ["", "|", "answered|!", "answered|~|!~|films|:~", "1f0c9a2b|1|films"]
)
def test_a_cookie_that_says_nothing_allows_nothing(services, client, cookie):
    client.cookies[COOKIE] = cookie

    assert Ticked(client.get(ADDRESS).text).values == []


def test_a_browser_that_refuses_outweighs_what_was_allowed_before(services, client):
    allowed_after(client, choose="all")

    assert Ticked(client.get(ADDRESS, headers=REFUSING).text).values == []
    assert len(Ticked(client.get(ADDRESS).text).values) == 3


def test_what_is_chosen_in_spite_of_the_refusal_counts(services, client):
    how = "answered-gpc"
    allowed_after(client, how=how, headers=REFUSING, choose="selected", allow="films")

    for headers in (REFUSING, {}):
        assert Ticked(client.get(ADDRESS, headers=headers).text).values == ["films"]


@pytest.mark.parametrize(
    ("choose", "said"),
    [
        ("all", "Your choice was saved. Allowed: Counter, Films, Posts."),
        ("none", "Your choice was saved. Nothing is allowed."),
    ],
)
def test_says_what_was_saved_where_the_browser_goes(services, client, choose, said):
    answer = client.post(ADDRESS, {"choose": choose})

    assert answer["Location"].endswith("#saved")
    assert f'role="status" id="saved" tabindex="-1">{said}' in (
        client.get(answer["Location"]).text
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_no_other_site_chooses_for_a_visitor(services, client, headers):
    answer = client.post(ADDRESS, {"choose": "all"}, headers=headers)

    assert answer.status_code == 403
    assert "another site" in answer.content.decode()
    assert COOKIE not in client.cookies


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/en/imprint/", True),
        ("//elsewhere.example/", False),
        ("https://elsewhere.example/", False),
        ("javascript:alert(1)", False),
        ("/en/privacy-choices/", False),
        ("/" + "x" * 3000, False),
    ],
)
def test_leads_back_within_the_site_only(services, client, path, shown):
    response = client.post(ADDRESS, {"choose": "none", "next": path}, follow=True)

    assert ("Back to the page" in response.content.decode()) is shown


def test_the_page_before_is_known_from_the_browser(services, client):
    shown = client.get(ADDRESS, headers={"Referer": "http://testserver/en/feeds/?a=1"})

    assert (
        '<input type="hidden" name="next" value="/en/feeds/">' in shown.content.decode()
    )


@pytest.mark.parametrize("referer", ["http://[", "//[", "http://testserver:x/"])
def test_a_referer_that_is_no_address_is_none(services, client, referer):
    assert client.get(ADDRESS, headers={"Referer": referer}).status_code == 200


def test_a_host_that_is_none_comes_into_no_policy(services, rf):
    request = rf.get("/")
    for host in ("a.example; script-src *", "*", "видео.рф", "a.example,b", ""):
        need(request, POSTS, host)

    need(request, POSTS, "a.example")
    assert request.__dict__[NEEDS] == {"frame-src": {"https://a.example"}}


def test_pages_that_are_not_found_run_no_service(services, client):
    response = client.get("/en/Embargo/secret/")

    assert response.status_code == 404
    assert "consent-dialog" not in response.text
    assert "counter.example" not in response["Content-Security-Policy"]


def test_is_kept_by_no_cache_and_found_by_no_search_engine(services, client):
    response = client.get(ADDRESS)

    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies


def test_says_that_the_browser_refuses_for_its_user(services, client):
    assert "Global Privacy Control" not in client.get(ADDRESS).content.decode()
    shown = client.get(ADDRESS, headers={"Sec-GPC": "1"}).content.decode()

    assert "Global Privacy Control" in shown


def test_speaks_the_language_of_the_visitor(services, client):
    shown = client.get("/de/privacy-choices/").content.decode()

    assert "Zeigt Filme." in shown
    assert "Alles ablehnen" in shown
    assert "Anbieter: Films Ltd." in shown


def test_answers_weigh_the_same(services, client):
    shown = client.get(ADDRESS).content.decode()

    buttons = re.findall(r"<button ([^>]*)>", shown.partition("consent-buttons")[2])
    assert [re.sub('value="[a-z]*"', "", one) for one in buttons] == [
        'type="submit" name="choose" '
    ] * 3


def test_a_site_without_services_asks_nothing(client):
    page = client.get("/en/feeds/").content.decode()
    choices = client.get(ADDRESS).content.decode()

    for absent in ("consent-dialog", "consent-version", "privacy-choices"):
        assert absent not in page
    assert "nothing to choose" in choices
    assert "<form" not in choices.partition("<main")[2].partition("</main")[0]
    assert client.post(ADDRESS, {"choose": "all"}).status_code == 303
    assert not client.cookies


def test_public_pages_are_the_same_for_everybody(services, client):
    before = client.get("/en/feeds/")
    allowed_after(client, choose="all")
    after = client.get("/en/feeds/")

    assert before.content == after.content
    assert "Cookie" not in after.get("Vary", "")
    assert sorted(before["Content-Security-Policy"].split("; ")) == sorted(
        after["Content-Security-Policy"].split("; ")
    )


def test_a_page_may_load_what_runs_on_every_page_and_no_more(services, client):
    policy = client.get("/en/feeds/")["Content-Security-Policy"].split("; ")

    assert "script-src 'self' https://counter.example" in policy
    assert not [one for one in policy if "films.example" in one]


def test_a_site_without_services_loads_from_itself_only(client):
    policy = client.get("/en/feeds/")["Content-Security-Policy"]

    assert "https:" not in policy


@pytest.mark.parametrize("address", ["/en/subscribe/sent/"])
def test_pages_of_forms_run_no_service(services, client, address):
    response = client.get(address)

    assert "consent-dialog" not in response.content.decode()
    assert "counter.example" not in response["Content-Security-Policy"]
