"""The check that looks for a hidden release in everything that the site answers."""

from datetime import timedelta
from io import StringIO

from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db.models import BooleanField, Q, Value
from django.utils import timezone

import pytest

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from news.pages import PressReleasePage
from news.publishing.publication import PublicationError
from news.querysets import PressReleaseQuerySet
from partners.draftable import DraftableQuerySet
from portal.core import file_uses, media
from portal.core.models import CustomDocument
from portal.embargo import addresses, checking
from portal.embargo.asking import InProcess
from portal.embargo.checking import check
from portal.embargo.management.commands.embargo_check import find_release
from portal.embargo.marks import fold
from portal.search.indexing import index_page
from portal.search.models import SearchEntryQuerySet
from tests.factories import (
    add_image,
    add_institution,
    add_person,
    add_release,
    add_statement,
    add_topic,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared

HEADLINE = "Chrysalis opens at dawn"


@shared
def hidden(newsroom):
    """A scheduled release in two languages, with all that it could be known by."""
    speaker = add_person("Ada Lovelace", slug="ada", live=False)
    document = CustomDocument.objects.create(
        title="Paper", file=ContentFile(b"%PDF", name="chrysalis-paper.pdf")
    )
    statement = add_statement(speaker, "Nobody has seen a chrysalis open like this.")
    draft = draft_release(
        newsroom,
        HEADLINE,
        slug="chrysalis",
        standfirst="For the first time it was seen.",
        released_at=days_from_now(1),
        institutions=[(add_institution("Open Hub", slug="hub"), "issuer")],
        topics=[add_topic("insects", en="Insects")],
        lead_image=add_image("Wings"),
        body=[
            {"type": "statement", "value": {"statement": statement.pk}},
            {"type": "document", "value": {"title": "", "document": document.pk}},
        ],
    )
    draft.lead_image.get_rendition("width-640|format-webp")
    add_release(newsroom, "Something else", slug="else")
    german = add_translation(publish(draft))
    german.title, german.slug = "Die Puppe öffnet sich früh", "puppe"
    publish(german)
    return draft


def paths(release, **options) -> set[str]:
    """Return the addresses at which a release was found."""
    return {leak.path for leak in check(release, InProcess(), **options).leaks}


@pytest.fixture
def only(monkeypatch):
    """Have the check ask no others than some of its addresses, as it would among all."""

    def leave(owner, name: str, asked: set[str], path_of=str) -> None:
        find = getattr(owner, name)

        def found(*args):
            return (one for one in find(*args) if path_of(one) in asked)

        monkeypatch.setattr(owner, name, found)

    def ask_only(asked: set[str]) -> None:
        leave(addresses, "own_addresses", asked, lambda pair: pair[0])
        leave(addresses, "public_addresses", asked)
        leave(checking, "_everything_else", asked)

    return ask_only


def run(*args, **options) -> str:
    out = StringIO()
    call_command("embargo_check", *args, in_process=True, stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("name", ["pk", "slug", "translation_key"])
def test_a_release_is_named_by_its_keys_or_its_slug(hidden, name):
    assert find_release(str(getattr(hidden, name))).slug == "chrysalis"


def test_a_former_address_that_leads_nowhere_is_no_leak(hidden, only):
    for former in ("former/", "older", "oldest/?page=2"):
        Redirect.add_redirect(f"/en/newsroom/{former}", hidden)
    ends = ("former/", "older/", "oldest/?page=2")
    only({f"/en/newsroom/{end}" for end in ends})

    report = check(hidden, InProcess())

    assert (report.asked, report.leaks) == (3, [])


def test_a_developer_can_schedule(hidden, settings):
    settings.DEBUG = True

    assert check(hidden, InProcess()).leaks == []


def test_a_scheduled_release_is_found_nowhere(hidden):
    said = run("chrysalis")

    assert said.startswith("Nothing leaks; ")
    asked, marks = (int(word) for word in said.split() if word.isdecimal())
    assert asked > 150
    assert marks >= 10


def test_a_draft_can_be_checked_as_well(newsroom):
    draft_release(newsroom, HEADLINE, slug="chrysalis")

    assert run("chrysalis").startswith("Nothing leaks; ")


def test_a_public_or_unknown_release_is_not_checked(newsroom):
    add_release(newsroom, slug="public")

    with pytest.raises(CommandError, match="is public"):
        run("public")
    with pytest.raises(CommandError, match="no release nothing"):
        run("nothing")


def released(monkeypatch, hidden):
    """Break the door to releases: lists of all kinds have it."""
    monkeypatch.setattr(PressReleaseQuerySet, "released", lambda self: self.all())
    return {
        "/en/",
        "/en/newsroom/",
        "/en/newsroom/feed/",
        "/de/aktuelles/feed/json/",
        "/en/newsroom/?institution=hub",
        "/api/v2/releases/?fields=all&limit=100",
        "/graph/releases.csv",
        "/graph/graph.jsonld",
        "/llms.txt",
        "/en/partners/institutions/hub/",
    }


def switch(monkeypatch, hidden):
    """Turn the switch on and take the clock away: its own addresses answer."""
    monkeypatch.setattr("portal.core.serving.is_shown", lambda page: True)
    monkeypatch.setattr(PressReleasePage, "is_embargoed", False)
    Page.objects.filter(pk=hidden.pk).update(live=True)
    return {"/en/newsroom/chrysalis/", "/en/newsroom/chrysalis/ninjs/"}


def pages(monkeypatch, hidden):
    """Break the door to pages."""

    def everything(pages):
        return pages

    monkeypatch.setattr("portal.core.querysets.shown", everything)
    monkeypatch.setattr(PressReleaseQuerySet, "not_yet", lambda self: self.none())
    story = hidden.translation_key
    return {f"/de/not-translated/{story}/", "/sitemap.xml"}


def redirects(monkeypatch, hidden):
    """Let a former address lead to what is hidden."""
    Redirect.add_redirect("/en/newsroom/former/", hidden)
    monkeypatch.setattr("portal.core.redirects.is_shown", lambda page: True)
    return {"/en/newsroom/former/"}


def search_index(monkeypatch, hidden):
    """Let the search have everything, and give all that it has."""
    hidden.live = True
    index_page(hidden)
    monkeypatch.setattr(SearchEntryQuerySet, "public", lambda self: self.all())
    return {"/en/search/?q=dawn+at+opens+Chrysalis"}


def files(monkeypatch, hidden):
    """Take every file for one that something public shows."""
    monkeypatch.setattr(file_uses, "is_shown", lambda model, key: Q(pk__gt=0))
    monkeypatch.setattr(
        media,
        "_answer_to",
        lambda condition: Value(value=True, output_field=BooleanField()),
    )
    document = CustomDocument.objects.get()
    rendition = hidden.lead_image.renditions.first()
    return {f"/media/{rendition.file.name}", document.url}


def entities(monkeypatch, hidden):
    """Take every entry for a public one."""
    monkeypatch.setattr(DraftableQuerySet, "live", lambda self: self.all())
    return {
        "/en/partners/people/ada/",
        "/api/v2/people/ada/",
        "/id/people/ada/",
        "/graph/people.csv",
        "/api/v2/people/?fields=all&limit=100",
    }


BREAKING = [released, switch, pages, redirects, search_index, files, entities]


@pytest.mark.parametrize("breaking", BREAKING)
def test_each_guard_that_breaks_is_noticed(monkeypatch, hidden, only, breaking):
    expected = breaking(monkeypatch, hidden)
    only(expected)

    out = StringIO()
    with pytest.raises(CommandError, match=r"\d+ leaks; "):
        call_command("embargo_check", str(hidden.pk), in_process=True, stdout=out)

    assert expected <= {line.partition(": ")[0] for line in out.getvalue().split("\n")}


def test_a_release_that_can_be_found_is_not_approved(monkeypatch, newsroom, settings):
    settings.EMBARGO_CHECK = True
    draft = draft_release(
        newsroom, HEADLINE, slug="chrysalis", released_at=days_from_now(1)
    )
    add_release(newsroom, "Coming soon", standfirst=f"Tomorrow: {HEADLINE}!")

    with pytest.raises(PublicationError) as refusal:
        publish(draft)

    assert "/en/newsroom/" in refusal.value.messages[0]
    draft.refresh_from_db()
    assert not draft.revisions.exclude(approved_go_live_at=None).exists()


def test_a_release_that_nobody_can_find_is_approved(newsroom, settings):
    settings.EMBARGO_CHECK = True
    draft = publish(
        draft_release(newsroom, HEADLINE, slug="c", released_at=days_from_now(1))
    )

    assert draft.revisions.exclude(approved_go_live_at=None).exists()


def test_a_release_of_today_is_not_looked_for(newsroom, settings, monkeypatch):
    settings.EMBARGO_CHECK = True
    monkeypatch.setattr("portal.embargo.gate.check", lambda *args, **options: 1 / 0)

    assert add_release(newsroom, HEADLINE).live


def test_a_headline_that_is_used_every_year_is_no_mark(newsroom):
    year = timezone.now() - timedelta(days=365)
    add_release(newsroom, "Annual press conference", released_at=year, slug="old")
    draft = draft_release(newsroom, "Annual press conference", slug="new-one")

    assert not paths(draft)


@pytest.mark.parametrize(
    "written",
    [
        "Die Puppe öffnet sich",
        "die  PUPPE\r\n öffnet sich",
        "Die Puppe &ouml;ffnet sich",
        "Die Pup\u00adpe <b>\u00f6ffnet</b>&nbsp;sich",
        r"Die Puppe \u00f6ffnet sich",
        "Die Puppe o\u0308ffnet sich",
    ],
)
def test_a_text_is_found_however_it_is_written(written):
    assert fold("Die Puppe öffnet sich") in fold(f"<p>Heute: {written}!</p>")
