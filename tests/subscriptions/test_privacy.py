"""No address is written anywhere but into its row and its mails."""

from __future__ import annotations

import json
import logging

from django.core.management import call_command

import pytest
from anymail.signals import AnymailTrackingEvent, tracking

from portal.ledger.models import Act
from portal.subscriptions.models import Subscription
from tests.factories import add_release

READER = "secret.reader@example.org"
OTHER = "other.reader@example.org"
FORM = {"email": READER, "language_0": "en", "language": "en", "frequency": "immediate"}
SENDER_IP = "198.51.100.77"


@pytest.fixture
def logged(caplog, monkeypatch):
    """Everything that is logged, but for what the mail server of the test writes."""
    for name in (None, "django_tasks"):
        caplog.set_level(logging.DEBUG, logger=name)
    for name in ("mail.log", "mail.debug"):
        monkeypatch.setattr(logging.getLogger(name), "disabled", True)
    return caplog


@pytest.mark.parametrize(
    "replies",
    [[], [f"451 4.3.0 <{READER}> later"] * 9, [f"550 5.1.1 <{READER}> unknown"] * 9],
    ids=["sent", "later", "refused"],
)
def test_no_address_is_logged_or_stands_in_the_ledger(
    client, newsroom, mail_server, work, wait, logged, subscribe, replies
):
    client.post("/en/subscribe/", FORM, REMOTE_ADDR=SENDER_IP)
    work()
    subscription = Subscription.objects.get()
    client.get(f"/en/subscribe/confirm/{subscription.token}/")
    client.post(f"/en/subscribe/confirm/{subscription.token}/")
    client.post("/en/subscribe/", FORM | {"language": "x"}, REMOTE_ADDR=SENDER_IP)
    mail_server.replies[READER] = list(replies)
    for _number in range(4):
        add_release(newsroom)
        work()
    while wait():
        work()
    client.post("/en/subscribe/data/", {"email": READER}, REMOTE_ADDR=SENDER_IP)
    client.get(f"/en/subscribe/manage/{subscription.token}/data/")
    client.post(f"/en/subscribe/manage/{subscription.token}/", {"erase": ""})
    client.get(f"/en/subscribe/manage/{subscription.token}/")

    text = logged.text + json.dumps(list(Act.objects.values()), default=str)

    assert logged.records
    if replies:
        assert "Mail not sent: SMTPRecipientsRefused" in text
    assert "reader@" not in text.lower()
    assert "example.org" not in text.lower()
    assert SENDER_IP not in text


def test_an_address_that_a_server_repeats_is_not_logged(
    newsroom, subscribe, mail_server, work, logged, monkeypatch
):
    async def refuse(server, session, envelope):
        return f"554 5.7.1 {READER} does not want this"

    monkeypatch.setattr(mail_server, "handle_DATA", refuse)
    subscription = subscribe(READER)
    add_release(newsroom)

    work()

    subscription.refresh_from_db()
    assert subscription.refusals == 1
    assert "SMTPDataError 554" in logged.text
    assert "reader@" not in logged.text


def test_a_refused_sender_is_no_fault_of_the_reader(
    newsroom, subscribe, mail_server, work, wait, logged, monkeypatch
):
    async def refuse(server, session, envelope, address, options):
        return f"550 {address} may not send"

    mail_server.handle_MAIL = refuse
    subscription = subscribe(READER)
    subscribe(OTHER)
    add_release(newsroom)

    work()

    subscription.refresh_from_db()
    assert subscription.refusals == 0
    assert wait() == 1
    assert "newsroom@" not in logged.text
    assert "reader@" not in logged.text


@pytest.mark.usefixtures("logged")
def test_reports_of_the_mail_service_are_not_logged(subscribe, caplog):
    subscribe(READER)
    event = AnymailTrackingEvent(event_type="bounced", recipient=READER)

    tracking.send(sender=object, event=event, esp_name="Test")

    assert Subscription.objects.get().status == "bounced"
    assert "reader@" not in caplog.text


def test_a_row_is_not_shown_with_its_address(subscribe):
    assert READER not in repr(subscribe(READER))


def test_the_periodic_command_writes_no_address(subscribe, capsys, logged):
    subscribe(READER, status="pending")

    call_command("send_digests")

    said = capsys.readouterr()
    assert "reader@" not in said.out + said.err + logged.text
