"""What a mail service reports: bounces, refusals and complaints."""

from __future__ import annotations

import json
from base64 import b64encode

from django.urls import resolve

import pytest
from anymail.signals import AnymailTrackingEvent, tracking
from anymail.webhooks.postmark import PostmarkTrackingWebhookView

from portal.subscriptions import urls
from portal.subscriptions.models import Subscription

READER = "reader@example.org"


def report(event_type: str, recipient: str = READER, **values) -> None:
    event = AnymailTrackingEvent(event_type=event_type, recipient=recipient, **values)
    tracking.send(sender=PostmarkTrackingWebhookView, event=event, esp_name="Test")


@pytest.mark.parametrize(
    ("event", "status"),
    [
        ("bounced", "bounced"),
        ("rejected", "bounced"),
        ("complained", "complained"),
        ("deferred", "active"),
        ("delivered", "active"),
        ("opened", "active"),
    ],
)
def test_stops_all_lists_of_the_address(subscribe, event, status):
    first = subscribe()
    second = subscribe(query="topic=x")
    other = subscribe("other@example.org")

    report(event, "Reader@Example.org")

    for subscription in (first, second, other):
        subscription.refresh_from_db()
    assert first.status == second.status == status
    assert bool(first.stopped_at) is (status != "active")
    assert other.status == "active"


def test_a_mail_held_back_after_a_complaint_counts_as_one(subscribe):
    subscription = subscribe()

    report("rejected", reject_reason="spam")

    subscription.refresh_from_db()
    assert subscription.status == "complained"


def test_what_was_never_confirmed_is_forgotten(subscribe):
    subscribe(status="pending")

    report("bounced")

    assert not Subscription.objects.exists()


@pytest.mark.parametrize("recipient", [None, "", "nobody", "unknown@example.org"])
def test_nonsense_changes_nothing(subscribe, recipient):
    subscription = subscribe()

    report("bounced", recipient)

    subscription.refresh_from_db()
    assert subscription.status == "active"


def post(rf, secret: str, payload: dict):
    view = PostmarkTrackingWebhookView.as_view()
    credentials = b64encode(secret.encode()).decode()
    return view(
        rf.post(
            "/anymail/postmark/tracking/",
            json.dumps(payload),
            content_type="application/json",
            headers={"authorization": f"Basic {credentials}"},
        )
    )


BOUNCE = {
    "RecordType": "Bounce",
    "ID": 1,
    "Type": "HardBounce",
    "TypeCode": 1,
    "Email": READER,
    "BouncedAt": "2026-06-29T07:00:00Z",
    "MessageID": "x",
    "Details": "unknown",
}


def test_a_report_over_the_line_stops_a_subscription(rf, settings, subscribe):
    settings.ANYMAIL = {"WEBHOOK_SECRET": "name:secret"}
    subscription = subscribe()

    response = post(rf, "name:secret", BOUNCE)

    subscription.refresh_from_db()
    assert response.status_code == 200
    assert subscription.status == "bounced"


def test_a_report_without_the_secret_is_refused(client, settings, subscribe):
    settings.ANYMAIL = {"WEBHOOK_SECRET": "name:secret"}
    settings.ROOT_URLCONF = "tests.subscriptions.reporting_urls"
    subscription = subscribe()

    response = client.post(
        "/anymail/postmark/tracking/", BOUNCE, content_type="application/json"
    )

    subscription.refresh_from_db()
    assert response.status_code == 400
    assert subscription.status == "active"


def test_without_a_mail_service_nothing_is_received(client, site):
    response = client.post("/anymail/postmark/tracking/", follow=True)

    assert response.status_code == 404


@pytest.mark.parametrize("provider", ["postmark", "mailgun", "brevo", "amazon_ses"])
def test_only_the_service_in_use_may_report(provider):
    [included] = urls.report_urls(provider)

    [address] = included.url_patterns
    assert str(address.pattern) == f"{provider}/tracking/"


def test_the_addresses_of_subscriptions_come_before_those_of_pages():
    assert resolve("/en/subscribe/").url_name == "subscribe"
