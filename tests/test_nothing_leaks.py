"""What is not public is in none of the outputs, whatever they are made for."""

from uuid import uuid4

import pytest

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from news.pages import PressReleasePage
from news.publishing import postponing
from portal.users.models import User
from tests.admin.public_answers import COUNTDOWN
from tests.factories import (
    add_institution,
    add_release,
    add_topic,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.reading import correct
from tests.sharing import shared

SECRET = "Chrysalis"
FEEDS = [
    f"{feed}{form}?{query}"
    for feed in ("/en/newsroom/feed/", "/de/aktuelles/feed/")
    for form in ("", "atom/", "json/")
    for query in ("", "languages=all", "languages=de,en", "institution=open")
]
PAGES = [
    "/en/",
    "/en/newsroom/",
    "/en/newsroom/?institution=open&topic=open",
    "/en/partners/institutions/open/",
    f"/en/search/?q={SECRET}",
    "/en/feeds/",
    "/en/newsroom/calendar/",
]
FILES = [
    f"/en/search/feed/?q={SECRET}&languages=all",
    "/en/feeds/opml/",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/graph/graph.jsonld",
    "/graph/releases.csv",
    "/api/v2/releases/",
    "/api/v2/releases/?institution=open&expand=institutions",
    "/api/v2/institutions/",
]
BY_PATH = (
    *("", "ninjs/", "md/", "txt/", "pdf/", "jsonld/"),
    *("cite/", "cite/bibtex/", "share/"),
)


@shared
def told(newsroom):
    """What the secret release has in common with a public one."""
    return {
        "institutions": [(add_institution("Open", slug="open"), "partner")],
        "topics": [add_topic("open", en="Open")],
        "slug": "secret",
        "standfirst": f"About {SECRET}.",
        "body": [{"type": "prose", "value": f"<p>{SECRET} in the text.</p>"}],
    }


@shared
def public(newsroom, told):
    """A public release that has all in common with the secret one but its words."""
    silent = {"slug": "public", "standfirst": "", "body": []}
    return add_release(newsroom, "Public", **told | silent)


def embargoed(newsroom, told):
    publish(draft_release(newsroom, SECRET, released_at=days_from_now(1), **told))


def drafted(newsroom, told):
    draft_release(newsroom, SECRET, **told)


def taken_back(newsroom, told):
    add_release(newsroom, SECRET, **told).unpublish()


def behind_a_password(newsroom, told):
    release = add_release(newsroom, SECRET, **told)
    PageViewRestriction.objects.create(
        page=release, restriction_type="password", password="sesame"
    )


def live_before_its_time(newsroom, told):
    """As only code that goes past the form could leave it."""
    release = add_release(newsroom, SECRET, **told)
    PressReleasePage.objects.filter(pk=release.pk).update(released_at=days_from_now(1))


def embargoed_translation(newsroom, told):
    """The original as well; nobody has translated the slug."""
    german = add_translation(
        publish(draft_release(newsroom, SECRET, released_at=days_from_now(1), **told))
    )
    publish(german)


def an_alias_of_an_embargoed_one(newsroom, told):
    """As code makes it, with the switch on."""
    told = told | {"slug": "original"}
    draft = draft_release(newsroom, SECRET, released_at=days_from_now(1), **told)
    PressReleasePage.objects.filter(pk=publish(draft).pk).update(live=True)
    draft.refresh_from_db()
    draft.create_alias(update_slug="secret")


def a_copy_of_an_embargoed_one(newsroom, told):
    told = told | {"slug": "original"}
    draft = publish(
        draft_release(newsroom, SECRET, released_at=days_from_now(1), **told)
    )
    draft.copy(update_attrs={"slug": "secret"}, keep_live=True)


def moved_while_it_waits(newsroom, told):
    draft = publish(
        draft_release(newsroom, SECRET, released_at=days_from_now(1), **told)
    )
    draft.move(newsroom, pos="first-child")


def postponed(newsroom, told):
    user = User.objects.create_superuser("desk")
    postponing.postpone(add_release(newsroom, SECRET, **told), days_from_now(1), user)


def expired(newsroom, told):
    """Nobody has taken it down yet."""
    release = add_release(newsroom, SECRET, **told)
    Page.objects.filter(pk=release.pk).update(expire_at=days_from_now(-1))


def renamed_and_taken_back(newsroom, told):
    """Its old address would lead to the new one."""
    release = add_release(newsroom, SECRET, **(told | {"slug": "first"}))
    Redirect.add_redirect("/en/newsroom/first/", release)
    Redirect.add_redirect("/en/newsroom/elsewhere/", "/en/newsroom/")
    release.slug = "secret"
    release.save_revision().publish()
    PressReleasePage.objects.get(pk=release.pk).unpublish()


STATES = [
    embargoed,
    drafted,
    taken_back,
    behind_a_password,
    live_before_its_time,
    embargoed_translation,
    an_alias_of_an_embargoed_one,
    a_copy_of_an_embargoed_one,
    moved_while_it_waits,
    postponed,
    expired,
    renamed_and_taken_back,
]


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_public_is_nowhere(client, newsroom, told, public, state):
    state(newsroom, told)

    for address in [*PAGES, *FEEDS, *FILES]:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert response.status_code in (200, 404), address
        leaked = content.decode().replace(f'value="{SECRET}"', "")
        if "/search/" not in address:
            assert SECRET not in leaked, address
        assert "/newsroom/secret/" not in leaked, address
    for form in BY_PATH[1:]:
        response = client.get(f"/en/newsroom/secret/{form}")
        assert SECRET.encode() not in response.content, form
        assert response.status_code in (302, 404) or b"password" in response.content


HIDDEN = [state for state in STATES if state is not behind_a_password]


def headers_of(response):
    """Return the headers but for what is left of the limit, which every question uses."""
    return {
        name: COUNTDOWN.sub("maxage", value)
        for name, value in response.headers.items()
        if name != "RateLimit"
    }


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("state", HIDDEN)
def test_a_hidden_address_answers_like_one_that_never_was(
    client, newsroom, told, public, state, language
):
    state(newsroom, told)
    releases = PressReleasePage.objects.exclude(slug="public")
    slugs = {*releases.values_list("slug", flat=True), "first", "secret"}
    room = {"en": "/en/newsroom", "de": "/de/aktuelles"}[language]
    addresses = {
        f"{room}/{slug}/{form}": f"{room}/{'x' * len(slug)}/{form}"
        for slug in slugs
        for form in BY_PATH
    }
    for release in releases:
        story, nothing = release.translation_key, uuid4()
        for path in (
            "/id/releases/{}/en/",
            "/api/v2/releases/{}/en/",
            f"/{language}/not-translated/{{}}/",
        ):
            addresses[path.format(story)] = path.format(nothing)
        addresses[f"/de/not-translated/{release.pk}/"] = "/de/not-translated/987654/"
        if release.number_year:
            addresses[f"/pm/{release.number_year}-{release.number or 1}/"] = (
                "/pm/1999-1/"
            )

    for hidden, unknown in addresses.items():
        told_of_hidden, told_of_unknown = (
            client.get(address, HTTP_ACCEPT_LANGUAGE=language)
            for address in (hidden, unknown)
        )
        assert told_of_hidden.status_code == 404, hidden
        assert told_of_hidden.content == told_of_unknown.content, hidden
        assert headers_of(told_of_hidden) == headers_of(told_of_unknown), hidden


@pytest.mark.parametrize("state", HIDDEN)
def test_no_public_text_links_to_what_is_hidden(client, newsroom, told, state):
    state(newsroom, told)
    hidden = PressReleasePage.objects.exclude(slug="public")
    body = [
        {"type": "prose", "value": f'<p><a linktype="page" id="{page.pk}">here</a></p>'}
        for page in hidden
    ]
    body += [
        {
            "type": "related_links",
            "value": {"title": "", "links": [{"title": "there", "page": page.pk}]},
        }
        for page in hidden
    ]
    release = add_release(newsroom, "Public", slug="public", body=body)

    for form in ("", "md/", "txt/", "ninjs/", "../feed/", "../feed/json/"):
        response = client.get(f"/en/newsroom/public/{form}".replace("public/../", ""))
        assert response.status_code == 200, form
        for page in hidden:
            assert f"newsroom/{page.slug}/" not in response.content.decode(), form
    assert "there" in client.get(release.url).content.decode()


def test_what_is_public_is_in_all_of_them(client, newsroom, told):
    add_release(newsroom, SECRET, **told)

    for address in [*PAGES[:5], *FEEDS[:12], *FILES]:
        if address in ("/robots.txt", "/en/feeds/opml/", "/api/v2/institutions/"):
            continue
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        found = SECRET in content.decode() or "/newsroom/secret/" in content.decode()
        assert found, address


def test_a_withdrawn_text_is_in_none_of_them(client, newsroom, told):
    release = add_release(newsroom, "Headline", **told)
    correct(release, "withdrawal", "It was wrong.")

    for address in [*PAGES[:4], *FEEDS, *FILES[1:]]:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert SECRET not in content.decode(), address
    for form in BY_PATH:
        assert SECRET.encode() not in client.get(f"{release.url}{form}").content, form
