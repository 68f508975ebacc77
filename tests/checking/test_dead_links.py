"""Links that lead nowhere: asked by the worker, within limits, where the site allows it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from wagtail.test.utils.form_data import rich_text, streamfield

from news.checking import asking
from news.checking.checks import findings_of
from news.checking.findings import Severity
from news.models import CheckKind, LinkAnswer
from portal.ledger.models import Act
from portal.ledger.running import run_due
from tests.admin.test_release_form import form_data
from tests.external_media.provider import running
from tests.factories import add_contact, draft_release

BODY = (
    '<p><a href="https://gone.example/gone">Gone</a>, '
    '<a href="https://there.example/there">there</a>, '
    '<a href="https://there.example/paper.pdf">paper</a>, '
    '<a href="https://there.example/broken">broken</a>, '
    '<a href="https://inside.example/">inside</a>, '
    '<a href="mailto:a@b.example">mail</a></p>'
)


@pytest.fixture
def server(monkeypatch):
    """A server on this machine, which the real code asks as if it were any other."""
    with running() as server:
        server.answer("/gone", code=404)
        server.answer("/there", b"<p>Hello</p>")
        server.answer("/paper.pdf", b"%PDF", kind="application/pdf")
        server.answer("/broken", code=500)
        server.names["inside.example"] = ["10.0.0.1"]
        monkeypatch.setattr(asking, "fetcher", server.fetcher)
        yield server


@pytest.fixture
def release(newsroom):
    return draft_release(newsroom, body=[{"type": "prose", "value": BODY}])


def ask(release) -> None:
    """Let the worker do at once what it would a minute later."""
    asking.note(release)
    Act.objects.update(due_at=timezone.now())
    run_due()


def test_links_that_lead_nowhere_are_found(settings, server, release):
    settings.LINK_LOOKUP = True
    assert findings_of(release, kinds={CheckKind.DEAD_LINK}) == []

    ask(release)

    gone, inside = findings_of(release, kinds={CheckKind.DEAD_LINK})
    assert (gone.passage, gone.severity) == ("Gone", Severity.WARN)
    assert "nothing at this address" in gone.reason
    assert (inside.passage, inside.severity) == ("inside", Severity.HINT)
    assert ("inside.example", "10.0.0.1") not in server.connected
    assert LinkAnswer.objects.count() == 5


def test_nobody_is_asked_where_the_site_does_not_allow_it(settings, server, release):
    settings.LINK_LOOKUP = False

    ask(release)

    assert server.asked == []
    assert not Act.objects.exists()


def test_an_answer_lasts(settings, server, release):
    settings.LINK_LOOKUP = True
    ask(release)
    first = len(server.asked)

    Act.objects.all().delete()
    ask(release)
    assert len(server.asked) == first

    LinkAnswer.objects.update(asked_at=timezone.now() - timedelta(days=2))
    Act.objects.all().delete()
    ask(release)
    assert len(server.asked) == first + 1  # the problem; what was there lasts longer


def test_one_turn_asks_about_few_links(settings, server, newsroom):
    settings.LINK_LOOKUP = True
    links = "".join(
        f'<a href="https://there.example/there?{n}">link {n}</a> ' for n in range(30)
    )
    release = draft_release(
        newsroom, body=[{"type": "prose", "value": f"<p>{links}</p>"}]
    )

    ask(release)

    assert LinkAnswer.objects.count() == asking.MOST_LINKS


def test_a_server_that_does_not_answer_by_https_may_by_http(
    settings, release, newsroom
):
    settings.LINK_LOOKUP = True

    def refuse(host, address, deadline):
        raise ConnectionRefusedError

    def resolve(host, deadline):
        return ["93.184.215.14"]

    links = '<p><a href="http://old.example/">old</a> <a href="https://off.example/">off</a></p>'
    release = draft_release(newsroom, body=[{"type": "prose", "value": links}])
    before, asking.fetcher = asking.fetcher, asking.Fetcher(resolve, refuse)
    try:
        ask(release)
    finally:
        asking.fetcher = before

    [found] = findings_of(release, kinds={CheckKind.DEAD_LINK})
    assert (found.passage, found.severity) == ("off", Severity.HINT)


def test_saving_the_form_lets_the_worker_ask(settings, sign_in, client, release):
    settings.LINK_LOOKUP = True
    sign_in("Editors")
    data = form_data(
        contact=add_contact(),
        slug=release.slug,
        body=streamfield([("prose", rich_text(BODY))]),
    )

    client.post(reverse("wagtailadmin_pages:edit", args=[release.pk]), data)

    [act] = Act.objects.filter(kind="links")
    assert act.payload == {"release": release.pk}
    assert act.due_at > timezone.now()
