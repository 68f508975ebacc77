"""Nobody makes the site say their words to somebody who has not asked for them."""

from __future__ import annotations

from datetime import timedelta
from email.header import decode_header, make_header
from urllib.parse import quote, urlencode

from django.core import mail
from django.core.cache import caches
from django.utils import timezone

import pytest

from news.syndication.filters import NAMES
from portal.subscriptions.models import Subscription
from portal.users.models import User
from tests.factories import add_institution, add_release, add_topic
from tests.sharing import shared
from tests.subscriptions.test_subscribing import FORM, READER

# Long enough not to be in a secret by chance.
LURE = "You won the JACKPOT https://evil.example/ call 0190123456"
WORDS = ("JACKPOT", "evil.example", "0190123456")
LURES = (LURE, "00000202001901234560190", "2020 JACKPOT", "２０２０")
HEADERS = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-For": "JACKPOT",
    "X-Real-IP": "JACKPOT",
    "Forwarded": "host=evil.example",
    "X-Original-URL": "/evil/",
    "X-Script-Name": "/evil",
    "Script-Name": "/evil",
    "Origin": "https://evil.example",
    "Referer": "https://evil.example/JACKPOT",
    "User-Agent": "JACKPOT",
    "From": READER,
    "Subject": "JACKPOT",
    "Accept-Language": "JACKPOT-evil",
    "Cookie": "django_language=evil",
}


@shared
def lists(newsroom):
    """Lists that can be asked for."""
    institution = add_institution("ELLIS Life", slug="ellis")
    add_release(
        newsroom,
        "About ELLIS",
        institutions=[(institution, "lead_issuer")],
        topics=[add_topic("ai", en="Intelligence", de="Intelligenz")],
    )


@pytest.fixture(autouse=True)
def any_host(lists, settings):
    """Let any host name lead to the site."""
    settings.ALLOWED_HOSTS = ["*"]


def sent() -> list[str]:
    """Return every mail as its reader gets it, decoded: headers and all parts."""
    mails = []
    for one in mail.outbox:
        parts = [one.subject, one.body, *(text for text, _type in one.alternatives)]
        for name, value in one.message().items():
            parts.append(f"{name}: {make_header(decode_header(value))}")
        mails.append("\n".join(parts))
    mail.outbox.clear()
    return mails


def assert_harmless(mails: list[str]) -> None:
    assert mails
    for text in mails:
        assert not [word for word in WORDS if word in text], text


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_words_of_a_search_are_in_no_mail_before_it_is_confirmed(
    client, work, code, language
):
    address = f"/{code}/subscribe/?{urlencode({'q': LURE})}"

    response = client.post(address, FORM | {"language": language}, headers=HEADERS)
    work()

    assert response.status_code == 303
    (text,) = mails = sent()
    assert_harmless(mails)
    named = {"en": "A search in the newsroom", "de": "Eine Suche im Newsroom"}
    assert named[language] in text
    assert "http://localhost/" in text


def test_the_words_are_shown_to_whom_confirms(client, work, newsroom):
    client.post(f"/en/subscribe/?{urlencode({'q': 'ELLIS'})}", FORM)
    work()
    sent()
    subscription = Subscription.objects.get()

    html = client.get(f"/en/subscribe/confirm/{subscription.token}/").content.decode()
    assert "Search: ELLIS" in html
    client.post(f"/en/subscribe/confirm/{subscription.token}/")
    add_release(newsroom, "ELLIS again")
    work()

    (text,) = sent()
    assert "you subscribed to “Search: ELLIS”" in text


@pytest.mark.parametrize("name", [*NAMES, "languages", "title", "page", "next", "q"])
def test_no_parameter_is_in_a_mail(client, work, name):
    """Alone, and beside a list that there is."""
    queries = [{name: lure} for lure in LURES]
    queries += [{"institution": "ellis"} | query for query in queries]
    addresses = [f"/en/subscribe/?{urlencode(query)}" for query in queries]
    addresses += [f"/de/subscribe/?{quote(lure)}" for lure in LURES]
    asked = 0
    for place, address in enumerate(addresses):
        email = FORM | {"email": f"reader{place}@example.org"}
        caches["limits"].clear()
        asked += client.post(address, email, headers=HEADERS).status_code == 303
    work()

    mails = sent()
    assert asked >= len(LURES)
    assert len(mails) == asked
    for text in mails:
        assert not [word for word in (*WORDS, *LURES) if word in text], text


def test_a_year_that_is_none_is_no_list(client):
    for year in ("x", "02020", "20200", "²⁰²⁰", "0"):
        assert client.get("/en/subscribe/", {"year": year}).status_code == 404
    assert client.get("/en/subscribe/", {"year": "2020"}).status_code == 200


@pytest.mark.parametrize("field", [*FORM, "subject", "name", "next", "title"])
def test_no_field_of_the_form_is_in_a_mail(client, work, field):
    client.post("/en/subscribe/", FORM | {field: LURE}, headers=HEADERS)
    work()

    for text in sent():
        assert not [word for word in WORDS if word in text], text


@pytest.mark.parametrize(
    "email",
    [
        '"You\\ have\\ JACKPOT\\ https://evil.example"@example.org',
        '"JACKPOT"@example.org',
        "You have JACKPOT <reader@example.org>",
        "reader@example.org\nSubject: JACKPOT",
        "reader@example.org, other@example.org",
    ],
)
def test_an_address_has_no_words_beside_the_mailbox(client, work, email):
    response = client.post("/en/subscribe/", FORM | {"email": email})
    work()

    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert sent() == []


@pytest.mark.parametrize("status", ["pending", "active", "bounced"])
def test_asking_for_the_data_sends_no_words(client, work, subscribe, status):
    subscribe(query=urlencode({"q": LURE}), title=f"Search: {LURE}", status=status)

    for code in ("en", "de"):
        client.post(f"/{code}/subscribe/data/", {"email": READER}, headers=HEADERS)
        work()

        assert_harmless(sent())
        an_hour_ago = timezone.now() - timedelta(minutes=61)
        Subscription.objects.update(notified_at=an_hour_ago)


@pytest.mark.parametrize("status", ["pending", "bounced"])
def test_asking_again_sends_no_words(client, work, subscribe, newsroom, status):
    client.post(f"/en/subscribe/?{urlencode({'q': LURE})}", FORM)
    Subscription.objects.update(status=status, notified_at=None)

    client.post(f"/en/subscribe/?{urlencode({'q': LURE})}", FORM)
    work()

    assert_harmless(sent())


def test_what_an_editor_confirmed_is_not_what_another_list_of_theirs_is(
    client, work, subscribe
):
    """An address that is confirmed for one list is not asked about another in words."""
    subscribe()

    client.post(f"/en/subscribe/?{urlencode({'q': LURE})}", FORM)
    work()

    assert_harmless(sent())


def test_links_in_the_mail_of_a_forgotten_password_are_those_of_the_site(client):
    User.objects.create_user("editor", email=READER, password="secret")

    client.post("/admin/password_reset/", {"email": READER}, headers=HEADERS)

    (text,) = mails = sent()
    assert_harmless(mails)
    assert "http://localhost/admin/password_reset/" in text


def test_lists_are_called_in_the_language_of_the_mails(client, work):
    client.post("/en/subscribe/?institution=ellis", FORM | {"language": "de"})
    work()

    (text,) = sent()
    assert "Aktuelles: ELLIS Life" in text
    assert "Newsroom: ELLIS Life" not in text
