"""From the form to the mailbox and back, through a real mail server."""

from __future__ import annotations

import re

from django.utils import timezone

import pytest

from news.models import Correction
from news.publishing import correcting
from portal.ledger.models import Act
from portal.subscriptions.models import Delivery, Subscription
from tests.factories import (
    add_contact,
    add_person,
    add_release,
    add_statement,
    draft_release,
    publish,
)

READER = "reader@example.org"
FORM = {"email": READER, "language_0": "en", "language": "en", "frequency": "immediate"}


def path_in(mail, name: str) -> str:
    """Return the path of an address that a mail holds as plain text."""
    text = mail.get_body(("plain",)).get_content()
    return re.search(rf"<http://localhost(/\w\w/subscribe/{name}/[^>]+)>", text)[1]


def test_from_the_form_to_a_release_and_to_the_end(client, newsroom, mail_server, work):
    client.post("/en/subscribe/", FORM)
    work()
    [asked] = mail_server.to(READER)
    confirming = path_in(asked, "confirm")
    client.get(confirming)
    assert not Subscription.objects.active().exists()
    client.post(confirming)
    add_release(
        newsroom,
        "Genes and models",
        standfirst="In short.",
        body=[{"type": "prose", "value": '<p>The <a href="/en/">whole</a> text.</p>'}],
    )
    work()

    mail = mail_server.to(READER)[1]

    assert mail["Subject"] == "Genes and models"
    assert mail["From"] == "Newsroom <newsroom@newsroom.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<[0-9a-f]{32}\.localhost>", mail["List-Id"])
    assert mail.get_content_type() == "multipart/alternative"
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert "In short." in text
    assert "whole <http://localhost/en/> text." in text
    assert '<a href="http://localhost/en/">whole</a>' in html
    assert '<html lang="en">' in html
    assert path_in(mail, "manage")

    ending = mail["List-Unsubscribe"].strip(" <>").removeprefix("http://localhost")
    client.cookies.clear()
    response = client.post(ending, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not Subscription.objects.exists()
    add_release(newsroom)
    work()
    assert len(mail_server.received) == 2


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_is_sent(newsroom, subscribe, mail_server, work):
    subscribe()
    release = add_release(newsroom, "Six")
    correcting.correct(
        Correction(story=release.translation_key, what={"en": "Five, not six."})
    )

    work()

    subjects = [mail["Subject"] for mail in mail_server.to(READER)]
    assert subjects == ["Six", "Correction: Six"]


def test_a_refusal_for_now_is_tried_again_later(
    newsroom, subscribe, mail_server, work, wait
):
    subscribe()
    subscribe("other@example.org")
    mail_server.replies[READER] = [f"451 4.3.0 <{READER}> later"] * 2
    add_release(newsroom)

    work()
    assert len(mail_server.to("other@example.org")) == 1
    assert mail_server.to(READER) == []
    delivery = Delivery.objects.get(subscription__email=READER)
    first_wait = delivery.due_at - timezone.now()

    assert wait() == 1
    work()
    delivery.refresh_from_db()
    assert delivery.due_at - timezone.now() > first_wait
    assert delivery.attempts == 2

    assert wait() == 1
    work()
    assert len(mail_server.to(READER)) == 1
    assert len(mail_server.to("other@example.org")) == 1
    assert wait() == 0


def test_three_refusals_for_good_stop_a_subscription(
    newsroom, subscribe, mail_server, work, wait
):
    subscription = subscribe()
    mail_server.replies[READER] = [f"550 5.1.1 <{READER}> unknown"] * 3

    for number in (1, 2):
        add_release(newsroom)
        work()
        subscription.refresh_from_db()
        assert (subscription.refusals, subscription.status) == (number, "active")
    add_release(newsroom)
    work()

    subscription.refresh_from_db()
    assert subscription.status == "bounced"
    assert subscription.stopped_at
    assert wait() == 0
    add_release(newsroom)
    work()
    assert mail_server.received == []


def test_a_mail_that_arrives_ends_the_row_of_refusals(
    newsroom, subscribe, mail_server, work
):
    subscription = subscribe(refusals=2)
    add_release(newsroom)

    work()

    subscription.refresh_from_db()
    assert subscription.refusals == 0


def test_a_server_that_cannot_be_reached_is_tried_again(
    newsroom, subscribe, mail_server, settings, work, wait
):
    subscribe()
    subscribe("other@example.org")
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    add_release(newsroom)
    work()

    settings.EMAIL_PORT = port
    assert wait() == 1
    work()

    assert len(mail_server.received) == 2
    assert set(Subscription.objects.values_list("refusals", flat=True)) == {0}


def test_gives_up_after_some_attempts(newsroom, subscribe, mail_server, work, wait):
    subscribe()
    mail_server.replies[READER] = ["451 later"] * 20
    add_release(newsroom)

    work()
    attempts = 1
    while wait():
        work()
        attempts += 1

    assert attempts == 7
    assert Delivery.objects.get().state == "failed"
    act = Act.objects.get()
    assert (act.state, act.last_error) == ("given up", "SMTPRecipientsRefused 451")
    assert Subscription.objects.active().exists()


def test_a_confirmation_is_tried_again_later(client, newsroom, mail_server, work, wait):
    mail_server.replies[READER] = ["451 later"]
    client.post("/en/subscribe/", FORM)

    work()
    assert mail_server.received == []
    assert wait() == 1
    work()

    assert len(mail_server.to(READER)) == 1


@pytest.mark.parametrize("event", ["correction", "withdrawal"])
def test_a_correction_says_what_and_why(
    newsroom,
    subscribe,
    mail_server,
    work,
    event,
    django_capture_on_commit_callbacks,
):
    subscribe()
    release = publish(draft_release(newsroom, "Six"))
    work()

    with django_capture_on_commit_callbacks(execute=True):
        correcting.correct(
            Correction(
                story=release.translation_key,
                kind=event,
                what={"en": "Five, not six."},
                why={"en": "We miscounted."},
            )
        )
    work()

    mail = mail_server.to(READER)[1]
    text = mail.get_body(("plain",)).get_content()
    labels = {"correction": "Correction: Six", "withdrawal": "Withdrawn: Six"}
    assert mail["Subject"] == labels[event]
    assert "Five, not six." in text
    assert "We miscounted." in text
    work()
    assert len(mail_server.received) == 2


def test_a_mail_has_seven_bits_and_short_lines(newsroom, subscribe, mail_server, work):
    subscribe(READER)
    title = "Größe, Maß und Übermut " * 10
    body = [{"type": "prose", "value": f"<p>{'Größe ' * 300}</p>"}]
    add_release(newsroom, title, body=body)

    work()

    [raw], [mail] = mail_server.raw, mail_server.to(READER)
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 100
    assert mail["Subject"].strip() == title.strip()
    assert "Größe Größe" in mail.get_body(("plain",)).get_content()
    assert "Größe Größe" in mail.get_body(("html",)).get_content()


def test_both_parts_of_a_mail_say_the_same_and_read_well(
    newsroom, subscribe, mail_server, work
):
    subscribe(READER, language="de")
    person = add_person("Ada")
    statement = add_statement(person, "It will compose music.")
    add_release(
        newsroom,
        "Word " * 30,
        contact=add_contact(telephone="+49622142"),
        body=[
            {"type": "statement", "value": {"statement": statement.pk}},
            {
                "type": "bullet_list",
                "value": {"is_ordered": False, "entries": [f"<p>{'Word ' * 30}</p>"]},
            },
        ],
    )
    work()

    [mail] = mail_server.to(READER)

    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert "+49622142" in text
    assert "+49622142" in html
    assert "    “It will compose music.”" in text
    long = [line for line in text.splitlines() if len(line) > 72]
    assert all(line.startswith("<http://localhost/") for line in long)
