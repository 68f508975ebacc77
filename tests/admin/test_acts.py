"""What was done after publications can be seen, and done again by those who publish."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from portal.ledger.models import Act
from portal.subscriptions.models import Delivery, Subscription
from portal.users.models import User
from tests.factories import add_release, add_translation, publish
from tests.sharing import shared

LIST = "/admin/acts/"


@shared
def release(newsroom):
    return add_release(newsroom, "Genes")


def add_act(release=None, kind="announcement", **values) -> Act:
    payload = {"feeds": ["a", "b", "c"]} if kind == "websub" else {"releases": []}
    return Act.objects.create(
        **{
            "kind": kind,
            "key": str(uuid4()),
            "story": release and release.translation_key,
            "payload": payload,
        }
        | values
    )


def again(act) -> str:
    return reverse("news_act_again", args=[act.pk])


def html_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_list_says_what_was_done_and_why_not(sign_in, client, release):
    sign_in("Editors")
    add_act(release, "websub", state="done", progress={"told": [0, 2]}, attempts=3)
    add_act(release, state="given up", last_error="SMTPDataError 451", attempts=7)
    add_act(kind="digest")
    add_act(kind="notice")

    html = html_of(client, LIST)

    assert "Genes" in html
    assert "told of 2 of 3 feeds" in html
    assert "The server does not accept it. (SMTPDataError 451)" in html
    assert "E-mail: weekly digest" in html
    assert "Answer a form" not in html
    assert "/admin/acts/" in html_of(client, reverse("wagtailadmin_home"))


def test_mails_are_counted_and_nobody_is_named(sign_in, client, release):
    sign_in("Moderators")
    act = add_act(release)
    for number, state in enumerate(["sent", "sent", "failed"]):
        subscription = Subscription.objects.create(
            email=f"reader{number}@example.org", story=uuid4(), title="Newsroom"
        )
        Delivery.objects.create(
            subscription=subscription,
            story=release.translation_key,
            event="released",
            act=act,
            state=state,
        )

    html = html_of(client, LIST)

    assert "sent: 2, given up: 1" in html
    assert "example.org" not in html


def test_the_list_can_be_narrowed(sign_in, client, release, newsroom):
    sign_in("Editors")
    add_act(release, "websub", state="done")
    add_act(add_release(newsroom, "Bridges"), state="given up")

    for query, found, missing in [
        ("state=done", "Genes", "Bridges"),
        ("state=given+up", "Bridges", "Genes"),
        ("kind=announcement", "Bridges", "Genes"),
        ("headline=gene", "Genes", "Bridges"),
        (f"story={release.translation_key}", "Genes", "Bridges"),
    ]:
        html = html_of(client, f"/admin/acts/results/?{query}")
        assert found in html, query
        assert missing not in html, query
    assert client.get(f"{LIST}?story=nonsense&state=x&kind=y").status_code == 200


def test_who_may_publish_has_an_act_done_again(sign_in, client, release):
    sign_in("Moderators")
    act = add_act(release, "websub", state="given up", attempts=6)
    assert again(act) in html_of(client, LIST)
    assert "Genes" in html_of(client, again(act))

    client.post(again(act))

    act.refresh_from_db()
    assert (act.state, act.attempts) == ("waiting", 0)
    entry = PageLogEntry.objects.get(action="news.repeat_act")
    assert entry.page_id == release.pk
    assert entry.user.username == "moderators"
    assert entry.message == "Asked to be done again: Tell the hub"


def test_who_may_not_publish_only_sees_it(sign_in, client, release):
    sign_in("Editors")
    act = add_act(release, state="given up")
    digest = add_act(kind="digest", state="given up")

    html = html_of(client, LIST)

    for one in (act, digest):
        assert again(one) not in html
        # Wagtail leads to its home page, and says why.
        assert client.post(again(one)).status_code == 302
        one.refresh_from_db()
        assert one.state == "given up"


def test_a_digest_is_done_again_and_logged(sign_in, client, newsroom):
    sign_in("Moderators")
    act = add_act(kind="digest", state="given up")

    client.post(again(act))

    act.refresh_from_db()
    assert act.state == "waiting"
    assert ModelLogEntry.objects.filter(action="news.repeat_act").exists()


def test_what_is_being_done_is_left_alone(sign_in, client, release):
    sign_in("Moderators")
    act = add_act(
        release, state="running", leased_until=timezone.now() + timedelta(minutes=5)
    )

    client.post(again(act))

    act.refresh_from_db()
    assert act.state == "running"


def test_what_was_given_up_stands_in_red_on_the_home_page(sign_in, client, release):
    sign_in("Moderators")
    home = reverse("wagtailadmin_home")
    assert "Not done after publication" not in html_of(client, home)
    acts = [
        add_act(release, state="given up", last_error="TimeoutError") for _ in range(6)
    ]

    html = html_of(client, home)

    assert "Not done after publication" in html
    assert "The server did not answer in time. (TimeoutError)" in html
    assert again(acts[-1]) in html
    assert "Show all that was given up" in html


def test_the_home_page_says_that_no_worker_runs(sign_in, client, release):
    sign_in("Editors")
    home, said = reverse("wagtailadmin_home"), "Nothing does what is due."
    act = add_act(release)
    assert said not in html_of(client, home)
    minutes_ago = timezone.now() - timedelta(minutes=11)

    Act.objects.filter(pk=act.pk).update(due_at=minutes_ago)
    assert said in html_of(client, home)
    Act.objects.filter(pk=act.pk).update(state="running", leased_until=minutes_ago)
    assert said in html_of(client, home)
    Act.objects.filter(pk=act.pk).update(leased_until=timezone.now())
    assert said not in html_of(client, home)


def test_the_release_leads_to_its_acts(sign_in, client, release):
    sign_in("Editors")
    edit = reverse("wagtailadmin_pages:edit", args=[release.pk])
    assert "Nobody had to be told." in html_of(client, edit)
    add_act(release, state="done")
    add_act(release, state="given up")

    html = html_of(client, edit)

    assert f"{LIST}?story={release.translation_key}" in html
    assert "given up: 1" in html


def test_acts_of_a_deleted_release_stay_in_the_list(sign_in, client, release):
    sign_in("Moderators")
    act = add_act(release)
    release.delete()

    assert again(act) in html_of(client, LIST)
    assert "A deleted release" in html_of(client, LIST)


def test_it_is_in_german(sign_in, client, release):
    sign_in("Moderators")
    user = User.objects.get(username="moderators")
    UserProfile.objects.create(user=user, preferred_language="de")
    add_act(release, "websub", state="given up", last_error="TimeoutError")

    html = html_of(client, LIST)

    for text in (
        "Nach der Veröffentlichung",
        "Hub benachrichtigen",
        "auf 0 von 3 Feeds hingewiesen",
        "aufgegeben",
        "Der Server hat nicht rechtzeitig geantwortet. (TimeoutError)",
        "Wiederholen",
    ):
        assert text in html, text


def test_queries_do_not_grow_with_the_list(sign_in, client, newsroom):
    sign_in("Moderators")

    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            html_of(client, LIST)
        return len(queries)

    def add(count: int) -> None:
        for _ in range(count):
            release = add_release(newsroom)
            publish(add_translation(release))
            for kind in ("announcement", "websub", "correction"):
                add_act(release, kind)

    add(2)
    html_of(client, LIST)
    few = counted()
    add(6)

    assert counted() == few
