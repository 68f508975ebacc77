"""What a visitor may ask for, and what cannot be done in somebody else's name."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Thread

from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

import pytest

from portal.core import limits
from portal.core.mailboxes import normalised
from portal.ledger.models import Act
from portal.subscriptions import consent
from portal.subscriptions.consent import Choice
from portal.subscriptions.lists import asked_for, subscribed
from portal.subscriptions.models import Subscription
from tests.factories import (
    add_institution,
    add_release,
    add_site,
    add_translation,
    publish,
)

READER = "reader@example.org"
FORM = {
    "email": READER,
    "language_0": "en",
    "language_1": "",
    "language": "en",
    "frequency": "immediate",
}


@pytest.fixture
def institution(newsroom):
    """One that the newsroom can be filtered by."""
    institution = add_institution("ELLIS Life", slug="ellis")
    add_release(newsroom, "About ELLIS", institutions=[(institution, "lead_issuer")])
    return institution


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Newsroom"),
        ("?institution=ellis", "Newsroom: ELLIS Life"),
        (
            "?institution=ellis&kind=press_release",
            "Newsroom: Press release, ELLIS Life",
        ),
        ("?q=ellis+life", "Search: ellis life"),
        ("?utm_source=x", "Newsroom"),
    ],
)
def test_shows_what_is_subscribed_to(client, institution, query, title):
    html = client.get(f"/en/subscribe/{query}").content.decode()

    assert f">{title}</a>" in html


@pytest.mark.parametrize(
    "query",
    [
        "?institution=nobody",
        "?topic=x",
        "?kind=x",
        "?relation=x",
        "?q=%22",
        f"?year={'1' * 600}",
    ],
)
def test_what_is_no_list_is_not_found(client, newsroom, query):
    assert client.get(f"/en/subscribe/{query}").status_code == 404
    assert client.post(f"/en/subscribe/{query}", FORM).status_code == 404


def test_is_not_found_without_a_newsroom(client, db):
    assert client.get("/en/subscribe/").status_code == 404


@pytest.mark.parametrize(
    ("address", "german"),
    [
        ("/en/subscribe/?languages=de,en", ("de", "en")),
        ("/de/subscribe/", ("de", "")),
        ("/en/subscribe/?languages=x", ("en", "")),
    ],
)
def test_proposes_languages(client, site, address, german):
    form = client.get(address).context["form"]

    first, second = german
    assert form["language_0"].value() == first
    assert (form["language_1"].value() or "") == second


def test_keeps_what_was_chosen(client, institution):
    chosen = FORM | {
        "email": " Reader@Bücher.Example ",
        "language_0": "de",
        "language_1": "en",
        "language": "de",
        "frequency": "weekly",
    }

    response = client.post("/en/subscribe/?institution=ellis", chosen)

    assert response.status_code == 303
    subscription = Subscription.objects.get()
    assert subscription.email == "reader@xn--bcher-kva.example"
    assert subscription.query == "institution=ellis"
    assert subscription.title == "Aktuelles: ELLIS Life"
    assert subscription.languages == "de,en"
    assert subscription.language == "de"
    assert subscription.frequency == "weekly"
    assert subscription.status == "pending"


def test_two_ways_to_write_a_filter_are_one_list(client, institution):
    for query in (
        "kind=press_release&institution=ellis",
        "institution=ellis&kind=press_release",
    ):
        client.post(f"/en/subscribe/?{query}", FORM)

    assert Subscription.objects.count() == 1


def test_the_list_is_the_same_in_every_language_of_the_page(client, site):
    client.post("/en/subscribe/", FORM)
    client.post("/de/subscribe/", FORM)

    assert Subscription.objects.count() == 1


def test_errors_stand_beside_the_field_and_nothing_is_lost(client, newsroom):
    response = client.post(
        "/en/subscribe/",
        FORM | {"email": "nobody<b>", "frequency": "weekly", "language": "x"},
    )

    html = response.content.decode()
    assert 'value="nobody&lt;b&gt;"' in html
    field = re.search(r'<input[^>]*id="id_email"[^>]*>', html)[0]
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_error"' in field
    assert "Enter an e-mail address such as" in html
    assert '<option value="weekly" selected>' in html
    assert response.context["form"].errors["language"]
    assert "<title>Error:" in html
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_needs_no_cookie_and_sets_none(client, newsroom, method):
    response = getattr(client, method)("/en/subscribe/", FORM)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_works_without_a_token_against_forgery(newsroom, db):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/en/subscribe/", FORM).status_code == 303


def test_a_program_that_fills_in_everything_gets_nothing(client, newsroom, work):
    response = client.post("/en/subscribe/", FORM | {"website": "https://spam.example"})

    work()
    assert response.status_code == 303
    assert not Subscription.objects.exists()
    assert mail.outbox == []


def test_the_answer_does_not_tell_who_subscribes(client, newsroom, subscribe):
    subscribe()

    known = client.post("/en/subscribe/", FORM, follow=True)
    unknown = client.post(
        "/en/subscribe/", FORM | {"email": "new@example.org"}, follow=True
    )

    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content


def test_who_subscribes_already_is_told_by_mail(client, newsroom, subscribe, work):
    subscription = subscribe(frequency="immediate", languages="en")

    client.post("/en/subscribe/", FORM | {"frequency": "weekly", "language_0": "de"})
    work()

    subscription.refresh_from_db()
    assert (subscription.frequency, subscription.languages) == ("immediate", "en")
    assert [one.subject for one in mail.outbox] == ["You get this already: Newsroom"]
    assert f"/en/subscribe/manage/{subscription.token}/" in mail.outbox[0].body


def test_one_mail_an_hour_goes_to_an_address(client, institution, work):
    for query in ("", "?institution=ellis", "?q=life", ""):
        client.post(f"/en/subscribe/{query}", FORM)
    client.post("/en/subscribe/data/", {"email": READER.upper()})
    work()
    assert len(mail.outbox) == 1

    earlier = timezone.now() - timedelta(minutes=61)
    Subscription.objects.update(notified_at=earlier)
    client.post("/en/subscribe/data/", {"email": READER})
    work()

    assert len(mail.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_first_forms_at_the_same_moment_one_sends_a_mail():
    newsroom = add_site()["en"]["newsroom"]
    add_institution("ELLIS Life", slug="ellis")
    lists = [asked_for(one, "en") for one in ({}, {"institution": "ellis"})]
    choice = Choice("en", "en", "immediate")

    def ask_slowly() -> None:
        with transaction.atomic():
            consent.ask(READER, lists[0], "", choice)
            second.start()
            second.join(timeout=1)

    def ask_second() -> None:
        consent.ask(READER, lists[1], "institution=ellis", choice)
        connection.close()

    second = Thread(target=ask_second)
    ask_slowly()
    second.join()

    assert Subscription.objects.filter(story=newsroom.translation_key).count() == 2
    assert Act.objects.count() == 1


def test_few_forms_an_hour_come_from_a_network(client, newsroom, work):
    for number in range(limits.MOST_PER_HOUR):
        sent = FORM | {"email": f"reader{number}@example.org"}
        assert client.post("/en/subscribe/", sent).status_code == 303

    response = client.post("/en/subscribe/", FORM)
    elsewhere = client.post("/en/subscribe/", FORM, REMOTE_ADDR="192.0.2.7")

    assert "Too many forms" in response.content.decode()
    assert f'value="{READER}"' in response.content.decode()
    assert elsewhere.status_code == 303


def test_an_address_of_a_network_counts_for_its_network(rf, settings):
    def network(sender, **headers):
        return limits.network_of(rf.post("/", REMOTE_ADDR=sender, **headers))

    settings.SECURE_PROXY_SSL_HEADER = None
    assert network("192.0.2.1", HTTP_X_FORWARDED_FOR="10.0.0.9") == "192.0.2.1"
    assert network("2001:db8::1") == network("2001:db8::ffff:1") == "2001:db8::/64"
    assert network("2001:db8:0:1::1") != network("2001:db8::1")
    assert network("::ffff:192.0.2.1") == "192.0.2.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert (
        network("127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.8") == "192.0.2.8"
    )
    assert network("127.0.0.1") == "127.0.0.1"
    assert network("x", HTTP_X_FORWARDED_FOR="nonsense") == "nonsense"


@pytest.mark.parametrize(
    ("forwarded", "found"),
    [
        ("6.6.6.6, 192.0.2.8, 10.0.0.1", "192.0.2.8"),
        ("192.0.2.8, 10.0.0.1", "192.0.2.8"),
        ("192.0.2.8", "192.0.2.8"),
        ("", "127.0.0.1"),
    ],
)
def test_behind_two_proxies_the_visitor_is_the_last_but_one(
    rf, settings, forwarded, found
):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 2}
    request = rf.post("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert limits.network_of(request) == found


def test_following_the_link_confirms_nothing_and_the_button_does(client, newsroom):
    client.post("/en/subscribe/", FORM)
    subscription = Subscription.objects.get()
    address = f"/en/subscribe/confirm/{subscription.token}/"

    page = client.get(address)
    assert Subscription.objects.get().status == "pending"
    assert "<button" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    client.post(address)
    again = client.post(address)

    subscription.refresh_from_db()
    assert subscription.status == "active"
    assert subscription.confirmed_at
    assert again.status_code == 200


def test_a_link_is_valid_for_three_days(client, newsroom):
    client.post("/en/subscribe/", FORM)
    subscription = Subscription.objects.get()
    address = f"/en/subscribe/confirm/{subscription.token}/"
    now = timezone.now()

    Subscription.objects.update(requested_at=now - timedelta(days=2, hours=23))
    assert client.get(address).status_code == 200
    Subscription.objects.update(requested_at=now - timedelta(days=3, minutes=1))
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert Subscription.objects.get().status == "pending"


def test_what_nobody_confirmed_is_deleted(newsroom, subscribe):
    now = timezone.now()
    old = {"requested_at": now - timedelta(days=3, minutes=1)}
    subscribe("active@example.org", **old)
    subscribe("fresh@example.org", status="pending")
    subscribe("old@example.org", status="pending", **old)
    subscribe("stopped@example.org", status="bounced", stopped_at=now)
    subscribe("gone@example.org", status="bounced", stopped_at=now - timedelta(days=91))

    call_command("send_digests")

    assert sorted(Subscription.objects.values_list("email", flat=True)) == [
        "active@example.org",
        "fresh@example.org",
        "stopped@example.org",
    ]


@pytest.mark.parametrize("name", ["confirm", "manage", "end"])
@pytest.mark.parametrize("token", ["x", "a" * 5000, "%C3%BC", "..%2F"])
def test_an_unknown_secret_leads_nowhere(client, newsroom, name, token):
    assert client.get(f"/en/subscribe/{name}/{token}/").status_code == 404


def test_ending_needs_a_button_or_one_click(client, newsroom, subscribe):
    subscription = subscribe()
    address = f"/en/subscribe/end/{subscription.token}/"

    assert "<button" in client.get(address).content.decode()
    assert Subscription.objects.exists()
    one_click = {"List-Unsubscribe": "One-Click"}
    assert client.post(address, one_click).status_code == 200
    assert not Subscription.objects.exists()
    assert client.post(address, one_click).status_code == 200


def test_a_complaint_silences_an_address(client, newsroom, subscribe, work):
    subscribe(status="complained", query="institution=x")

    client.post("/en/subscribe/", FORM)
    client.post("/en/subscribe/data/", {"email": READER})
    work()

    assert mail.outbox == []


def test_who_was_stopped_can_subscribe_again(client, newsroom, subscribe, work):
    subscription = subscribe(
        status="bounced",
        refusals=3,
        stopped_at=timezone.now(),
        requested_at=timezone.now() - timedelta(days=100),
    )

    client.post("/en/subscribe/", FORM)
    work()
    assert "Please confirm" in mail.outbox[0].subject
    client.post(f"/en/subscribe/confirm/{subscription.token}/")

    subscription.refresh_from_db()
    assert subscription.status == "active"
    assert subscription.stopped_at is None
    assert subscription.refusals == 0


def test_mails_come_in_the_language_that_was_chosen(client, site, work):
    client.post("/en/subscribe/", FORM | {"language": "de"})

    work()

    html = mail.outbox[0].alternatives[0].content
    assert '<html lang="de">' in html
    assert "/de/subscribe/confirm/" in html


@pytest.mark.parametrize(
    "address",
    [
        "a",
        "a@b",
        "a@localhost",
        "a@[127.0.0.1]",
        "a b@example.org",
        "a@example.org\nBcc: x@y.zz",
        "ü@example.org",
        "@example.org",
        "a@" + "x" * 300 + ".org",
    ],
)
def test_refuses_what_is_no_address(client, newsroom, address):
    response = client.post("/en/subscribe/", FORM | {"email": address})

    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert not Subscription.objects.exists()


def test_an_address_has_one_form():
    assert normalised(" A.B+c@EXAMPLE.org ") == "a.b+c@example.org"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a@straße.example", "a@xn--strae-oqa.example"),
        ("a@strasse.example", "a@strasse.example"),
        ("a@BÜCHER.example", "a@xn--bcher-kva.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
    ],
)
def test_a_domain_is_never_taken_for_another_one(typed, kept):
    assert normalised(typed) == kept


@pytest.mark.parametrize("name", ["confirm", "manage"])
def test_owners_see_their_address_as_they_write_it(client, subscribe, name):
    subscription = subscribe("a@xn--strae-oqa.example")

    html = client.get(f"/en/subscribe/{name}/{subscription.token}/").content.decode()

    assert "a@straße.example" in html


def test_a_search_finds_releases_in_the_chosen_languages(site, subscribe):
    english = add_release(site["en"]["newsroom"], "Genes", standfirst="mutations")
    german = publish(add_translation(english, title="Gene", standfirst="Mutationen"))
    add_release(site["en"]["newsroom"], "Other")

    def found(languages):
        row = subscribe(
            f"{languages}@example.org", query="q=mutations", languages=languages
        )
        return [page.pk for page in subscribed(row).releases]

    assert found("en") == [english.pk]
    assert found("de,en") == [german.pk]
    assert found("en,de") == [english.pk]
