"""Counts for those who look after the site, addresses for those who may see them."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

import pytest

from portal.subscriptions.models import Subscription
from portal.users.models import User

READER = "reader@example.org"


@pytest.fixture
def subscribers(subscribe):
    subscribe(READER)
    subscribe(READER, query="topic=x", title="Newsroom: Topic")
    subscribe("weekly@example.org", frequency="weekly")
    subscribe("pending@example.org", status="pending")
    subscribe("bounced@example.org", status="bounced", stopped_at=timezone.now())


@pytest.fixture
def sign_in_with(client, db):
    """Sign in somebody with permissions that no group has in this combination."""

    def sign_in(*permissions: str) -> None:
        user = User.objects.create_user("somebody", password="secret")
        user.user_permissions.set(
            Permission.objects.filter(codename__in=["access_admin", *permissions])
        )
        client.force_login(user)

    return sign_in


def test_counts_the_subscriptions_of_every_list(client, sign_in, subscribers):
    sign_in("Administrators")

    response = client.get(reverse("subscriptions_report"))

    counts = [
        tuple(
            row[name] for name in ("title", "immediate", "weekly", "pending", "stopped")
        )
        for row in response.context["object_list"]
    ]
    assert counts == [("Newsroom", 1, 1, 1, 1), ("Newsroom: Topic", 1, 0, 0, 0)]
    assert "example.org" not in response.content.decode()


def test_administrators_see_and_delete_addresses(client, sign_in, subscribers):
    sign_in("Administrators")
    listed = client.get(reverse("subscribers_report")).content.decode()
    address = reverse(
        "subscriptions_erase",
        args=[Subscription.objects.of(READER).earliest("pk").pk],
    )
    assert READER in listed
    assert address in listed

    asked = client.get(address)
    assert "Newsroom: Topic" in asked.content.decode()
    assert Subscription.objects.of(READER).count() == 2
    client.post(address)

    assert not Subscription.objects.of(READER).exists()
    assert Subscription.objects.count() == 3
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_others_see_nothing(client, sign_in, subscribers, group):
    sign_in(group)
    pk = Subscription.objects.earliest("pk").pk

    for name, arguments in (
        ("subscriptions_report", []),
        ("subscribers_report", []),
        ("subscriptions_report_results", []),
        ("subscribers_report_results", []),
        ("subscriptions_erase", [pk]),
    ):
        response = client.get(reverse(name, args=arguments))
        assert response.status_code in (302, 403)
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("subscribers_report") not in menu
    assert reverse("subscriptions_report") not in menu


def test_who_may_count_does_not_see_addresses(client, sign_in_with, subscribers):
    sign_in_with("view_subscription")

    counts = client.get(reverse("subscriptions_report"))
    addresses = client.get(reverse("subscribers_report"))

    assert counts.status_code == 200
    assert "example.org" not in counts.content.decode()
    assert addresses.status_code == 302


def test_who_may_see_does_not_delete(client, sign_in_with, subscribers):
    sign_in_with("see_addresses")
    address = reverse(
        "subscriptions_erase", args=[Subscription.objects.earliest("pk").pk]
    )

    listed = client.get(reverse("subscribers_report")).content.decode()
    client.post(address)

    assert READER in listed
    assert address not in listed
    assert Subscription.objects.of(READER).exists()


@pytest.mark.parametrize("name", ["subscriptions_report", "subscribers_report"])
@pytest.mark.parametrize(
    "query", ["p=x", "p=99", "export=csv", "export=xlsx", "ordering=x", "q=x"]
)
def test_answers_whatever_the_query_says(client, sign_in, subscribers, name, query):
    sign_in("Administrators")

    assert client.get(f"{reverse(name)}?{query}").status_code == 200


@pytest.mark.parametrize("name", ["subscriptions_report", "subscribers_report"])
def test_queries_do_not_grow_with_the_rows(
    client, sign_in, subscribe, count_queries, name
):
    sign_in("Administrators")

    def add(count: int) -> None:
        for number in range(count):
            subscribe(f"{count}-{number}@example.org", query=f"q={count}-{number}")

    add(3)
    few = count_queries(reverse(name))
    add(60)

    assert count_queries(reverse(name)) == few
