"""What subscribers and the data protection officer can see, change and delete."""

from __future__ import annotations

import json
from io import StringIO

from django.core import mail
from django.core.management import CommandError, call_command

import pytest

from portal.subscriptions.models import Subscription
from tests.factories import add_release

READER = "reader@example.org"


@pytest.fixture
def subscriptions(subscribe):
    """Two lists of a reader and one of somebody else."""
    return [
        subscribe(title="Everything"),
        subscribe(title="A topic", query="topic=x", frequency="weekly"),
        subscribe("other@example.org", title="Somebody else's"),
    ]


def page_of(subscription) -> str:
    return f"/en/subscribe/manage/{subscription.token}/"


def test_shows_the_subscriptions_of_the_address(client, subscriptions):
    response = client.get(page_of(subscriptions[0]))

    html = response.content.decode()
    assert READER in html
    assert "Everything" in html
    assert "A topic" in html
    assert "Somebody" not in html
    assert "other@example.org" not in html
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html


def test_changes_one_of_them(client, subscriptions):
    first, second, _other = subscriptions

    response = client.post(
        page_of(first),
        {
            "list": second.pk,
            "change": "",
            f"{second.pk}-language_0": "de",
            f"{second.pk}-language_1": "en",
            f"{second.pk}-language": "de",
            f"{second.pk}-frequency": "immediate",
        },
    )

    assert response.status_code == 303
    second.refresh_from_db()
    assert second.languages == "de,en"
    assert (second.language, second.frequency) == ("de", "immediate")
    first.refresh_from_db()
    assert first.languages == "en"


def test_says_what_is_wrong_and_changes_nothing(client, subscriptions):
    first = subscriptions[0]

    response = client.post(
        page_of(first),
        {"list": first.pk, f"{first.pk}-language": "x", f"{first.pk}-frequency": "x"},
    )

    assert response.status_code == 200
    assert "Error:" in response.content.decode()
    first.refresh_from_db()
    assert first.language == "en"


@pytest.mark.parametrize("chosen", ["", "x", "999999999999999999999"])
def test_an_unknown_list_changes_nothing(client, subscriptions, chosen):
    response = client.post(page_of(subscriptions[0]), {"list": chosen, "end": ""})

    assert response.status_code == 200
    assert Subscription.objects.count() == 3


def test_nobody_reaches_the_lists_of_others(client, subscriptions):
    client.post(page_of(subscriptions[0]), {"list": subscriptions[2].pk, "end": ""})

    assert Subscription.objects.count() == 3


def test_ends_one_and_then_the_last(client, subscriptions):
    first, second, _other = subscriptions

    response = client.post(page_of(first), {"list": first.pk, "end": ""})
    assert response["Location"] == page_of(second)
    response = client.post(page_of(second), {"list": second.pk, "end": ""})

    assert response.status_code == 200
    assert not Subscription.objects.of(READER).exists()


@pytest.mark.parametrize("status", ["pending", "bounced", "complained"])
def test_confirms_or_resumes(client, subscribe, status):
    subscription = subscribe(status=status)

    client.post(page_of(subscription), {"list": subscription.pk, "begin": ""})

    subscription.refresh_from_db()
    assert subscription.status == "active"


def test_erases_everything_at_once(client, newsroom, subscriptions, work):
    add_release(newsroom)
    work()

    response = client.post(page_of(subscriptions[0]), {"erase": ""})

    assert response.status_code == 200
    assert list(Subscription.objects.values_list("email", flat=True)) == [
        "other@example.org"
    ]


def test_hands_out_all_data(client, newsroom, subscriptions, work):
    release = add_release(newsroom)
    work()

    response = client.get(page_of(subscriptions[0]) + "data/")

    handed = json.loads(response.content)
    assert "attachment" in response["Content-Disposition"]
    assert handed["email"] == READER
    first, second = handed["subscriptions"]
    assert first["list"] == "Everything"
    assert first["mails"][0]["release"].endswith(f"/{release.slug}/")
    assert first["mails"][0]["state"] == "sent"
    assert second["query"] == "topic=x"


def test_a_link_to_the_data_is_sent_to_who_asks(client, subscriptions, work):
    response = client.post("/en/subscribe/data/", {"email": READER.upper()})
    work()

    assert response.status_code == 303
    assert [one.to for one in mail.outbox] == [[READER]]
    assert f"/en/subscribe/manage/{subscriptions[0].token}/" in mail.outbox[0].body


def test_nothing_is_sent_to_an_unknown_address(client, subscriptions, work):
    known = client.post("/en/subscribe/data/", {"email": READER}, follow=True)
    unknown = client.post("/en/subscribe/data/", {"email": "a@b.example"}, follow=True)
    work()

    assert unknown.content == known.content
    assert [one.to for one in mail.outbox] == [[READER]]


@pytest.mark.parametrize("values", [{"email": "x"}, {}])
def test_the_form_for_the_link_says_what_is_wrong(client, newsroom, values):
    response = client.post("/en/subscribe/data/", values)

    assert response.status_code == 200
    assert "Error:" in response.content.decode()


def run(*arguments) -> tuple[str, str]:
    stdout, stderr = StringIO(), StringIO()
    call_command("subscriber_data", *arguments, stdout=stdout, stderr=stderr)
    return stdout.getvalue(), stderr.getvalue()


def test_the_command_shows_and_erases(subscriptions):
    shown, _said = run("Reader@Example.org")
    assert len(json.loads(shown)["subscriptions"]) == 2
    assert Subscription.objects.count() == 3

    shown, said = run(READER, "--erase")

    assert len(json.loads(shown)["subscriptions"]) == 2
    assert "2" in said
    assert not Subscription.objects.of(READER).exists()


def test_the_command_refuses_what_is_no_address(db):
    with pytest.raises(CommandError):
        run("nobody")


def test_queries_do_not_grow_with_the_lists_of_an_address(
    newsroom, subscribe, count_queries
):
    def add(count):
        for number in range(count):
            row = subscribe(title=f"List {count}-{number}", query=f"q={count}-{number}")
        return row

    token = add(3).token
    few = count_queries(f"/en/subscribe/manage/{token}/")
    few_data = count_queries(f"/en/subscribe/manage/{token}/data/")
    add(60)

    assert count_queries(f"/en/subscribe/manage/{token}/") == few
    assert count_queries(f"/en/subscribe/manage/{token}/data/") == few_data
