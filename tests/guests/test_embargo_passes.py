"""A journalist with a pass reads a release before its embargo lifts; nobody else does."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone as django_timezone

import pytest

from news.pages import PressReleasePage
from news.publishing import lifting as lifting_early
from news.publishing import postponing
from portal.core.models import CustomDocument
from portal.guests import doors, giving, lifting
from portal.guests.models import Access, GuestLink, Token
from portal.users.models import User
from tests.factories import (
    add_image,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.guests.conftest import add_journalist, add_link
from tests.news.reading import correct
from tests.privacy.services import COUNTER, ask_about
from tests.sharing import shared

SECRET = "Chrysalis"
WRONG = "/en/embargo/" + "x" * 43 + "/"


@shared
def release(newsroom):
    """A release under embargo with a picture and a document, in English."""
    image = add_image(caption={"en": "A machine", "de": "Eine Maschine"})
    document = CustomDocument.objects.create(
        title="Fact sheet", file=ContentFile(b"facts", name="facts.txt")
    )
    body = [
        {"type": "prose", "value": f"<p>{SECRET} in the text.</p>"},
        {"type": "document", "value": {"document": document.pk, "title": "Facts"}},
    ]
    return publish(
        draft_release(
            newsroom,
            SECRET,
            slug="chrysalis",
            released_at=days_from_now(3),
            body=body,
            lead_image=image,
        )
    )


@pytest.fixture
def given(release):
    link, token = add_link(release, medium="The Engine")
    return link, f"/en/embargo/{token}/"


@pytest.fixture
def accepted(client, given):
    link, address = given
    client.post(address)
    return GuestLink.objects.get(pk=link.pk), address


def test_mail_scanners_change_nothing(client, given):
    link, address = given

    for method in (client.get, client.head):
        response = method(address)
        assert response.status_code == 200
        assert SECRET not in response.content.decode()

    link.refresh_from_db()
    assert not link.is_accepted
    assert not Access.objects.exists()
    assert "I accept the terms" in client.get(address).text


def test_terms_are_accepted_once(client, given):
    link, address = given

    response = client.post(address)

    assert response.status_code == 303
    assert response["Location"] == address
    link.refresh_from_db()
    first = link.terms_accepted_at
    client.post(address)
    link.refresh_from_db()
    assert link.terms_accepted_at == first
    assert [one.what for one in Access.objects.all()] == ["terms"]


def test_shows_the_release_as_it_will_be_with_the_name_of_its_reader(client, accepted):
    _link, address = accepted

    response = client.get(address)

    html = response.text
    assert f"{SECRET} in the text." in html
    assert "Copy of Ada Lovelace, The Engine." in html
    assert "Not for publication before" in html
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ">', html)
    assert [one.what for one in Access.objects.all()] == ["terms", "page en"]


def test_no_service_learns_of_the_address(client, accepted, monkeypatch):
    ask_about(monkeypatch, COUNTER)
    _link, address = accepted

    response = client.get(address)

    assert "consent-version" in response.text
    assert "consent-dialog" not in response.text
    assert "counter.example" not in response["Content-Security-Policy"]


def test_every_answer_is_kept_by_nobody_and_sets_no_cookie(client, accepted):
    _link, address = accepted
    for path in ("", "pdf/", "txt/", "feed/", "nothing/"):
        response = client.get(address + path)

        assert response["Cache-Control"] == "no-store, private", path
        assert response["X-Robots-Tag"].startswith("noindex"), path
        assert response["Referrer-Policy"] == "no-referrer", path
        assert "default-src 'self'" in response["Content-Security-Policy"], path
        assert not response.cookies, path
        assert "ETag" not in response, path
    assert client.get(WRONG)["Cache-Control"] == "no-store, private"


def test_a_token_is_stored_nowhere(given, release):
    _link, address = given
    token = address.split("/")[-2]

    assert len(token) >= 43
    assert not Token.objects.filter(digest__contains=token).exists()
    assert len(Token.objects.get().digest) == 64


def test_all_that_opens_nothing_is_answered_alike(client, release, given):
    link, address = given
    client.post(address)
    _expired, expired_token = add_link(release, expires_at=days_from_now(-1))
    _shared, shared_token = add_link(release, "share")
    asked = [
        WRONG,
        "/en/embargo/short/",
        "/en/embargo/a/b/c/d/",
        "/en/embargo/%3Cscript%3E/?q=1",
        f"/en/embargo/{'y' * 3000}",
        f"/en/embargo/{expired_token}/",
        f"/en/embargo/{shared_token}/",
        address + "pdf/more/",
        address + "picture/999999/",
        address + "document/1x/",
    ]
    link.revoked_at = django_timezone.now()
    link.save()
    asked.append(address)

    answers = {
        (
            response.status_code,
            response.content,
            tuple(sorted(response.headers.items())),
        )
        for response in map(client.get, asked)
    }

    assert len(answers) == 1
    assert next(iter(answers))[0] == 404
    assert client.post(address).content == client.get(WRONG).content


def test_wrong_links_are_not_logged(client, given, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get(WRONG)

    assert "xxxx" not in caplog.text


def test_a_hundred_wrong_tokens_lead_to_a_pause_and_no_hint(client, given):
    _link, address = given
    for number in range(doors.WRONG_LINKS.most):
        assert client.get(f"/en/embargo/{number}/").status_code == 404

    right, wrong = client.get(address), client.get(WRONG)

    assert right.status_code == wrong.status_code == 429
    assert right.content == wrong.content
    assert 0 < int(right["Retry-After"]) <= doors.HOUR
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.get(address).status_code == 200
    caches["limits"].clear()
    assert client.get(address).status_code == 200


def test_a_valid_link_is_never_counted(client, accepted):
    _link, address = accepted

    for _attempt in range(doors.WRONG_LINKS.most + 5):
        assert client.get(address).status_code == 200


def test_downloads_carry_the_name(client, accepted):
    _link, address = accepted

    text, pdf = client.get(address + "txt/"), client.get(address + "pdf/")

    assert "Copy of Ada Lovelace, The Engine." in " ".join(text.text.split())
    assert SECRET in text.text
    assert "ada-lovelace.txt" in text["Content-Disposition"]
    assert text["Content-Disposition"].startswith("attachment")
    assert pdf.content.startswith(b"%PDF")
    assert "ada-lovelace.pdf" in pdf["Content-Disposition"]


def test_pictures_and_documents_can_be_downloaded_and_no_others(client, accepted):
    _link, address = accepted
    other = add_image()
    paths = re.findall(r'href="([^"]+)" download', client.get(address).text)

    answers = {path.removeprefix(address): client.get(path) for path in paths}

    kinds = {path.split("/")[0]: answer for path, answer in answers.items()}
    assert set(kinds) == {"pdf", "txt", "picture", "document"}
    assert all(answer.status_code == 200 for answer in answers.values())
    assert b"".join(kinds["document"].streaming_content) == b"facts"
    assert b"".join(kinds["picture"].streaming_content).startswith(b"\xff\xd8")
    assert "ada-lovelace.jpg" in kinds["picture"]["Content-Disposition"]
    assert client.get(f"{address}picture/{other.pk}/").status_code == 404


def test_nothing_is_read_before_the_terms_are_accepted(client, given):
    _link, address = given

    for path in ("pdf/", "txt/", "document/1/", "picture/1/"):
        assert client.get(address + path).status_code == 404
    assert SECRET not in client.get(address + "feed/").text


def test_all_approved_languages_and_no_draft(client, accepted, release):
    _link, address = accepted
    german = add_translation(release, title="Verpuppt", slug="verpuppt")
    assert client.get(address.replace("/en/", "/de/")).url == address

    publish(german)

    html = client.get(address.replace("/en/", "/de/")).text
    assert "Verpuppt" in html
    assert 'lang="de"' in html
    assert f'href="{address}"' in html


def test_a_newer_draft_is_not_shown(client, accepted, release):
    _link, address = accepted
    draft = release.get_latest_revision_as_object()
    draft.standfirst = "Not approved."
    draft.save_revision()

    assert "Not approved." not in client.get(address).text


def test_a_release_that_is_not_approved_any_more_is_not_shown(
    client, accepted, release
):
    _link, address = accepted
    release.revisions.update(approved_go_live_at=None)

    response = client.get(address)

    assert response.status_code == 200
    assert SECRET not in response.text


def test_leads_to_the_public_page_after_the_lift(client, accepted, release):
    _link, address = accepted
    lift_early(release)

    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].endswith("/en/newsroom/chrysalis/")
    assert response["Cache-Control"] == "no-store, private"


def test_a_page_left_open_leads_to_the_public_files_after_the_lift(
    client, accepted, release
):
    _link, address = accepted
    html = client.get(address).text
    paths = re.findall(r'href="([^"]+)" download', html)
    lift_early(release)

    kinds = {}
    for path in paths:
        location = client.get(path)["Location"]
        assert client.get(location).status_code == 200, location
        kinds[path.removeprefix(address).split("/")[0]] = location

    assert kinds["pdf"].endswith("/en/newsroom/chrysalis/pdf/")
    assert kinds["txt"].endswith("/en/newsroom/chrysalis/txt/")
    assert kinds["picture"].endswith(".jpg")
    assert "/documents/" in kinds["document"]
    assert "PDF</a> <small>" not in html


def test_the_feed_has_the_releases_of_valid_passes(client, newsroom, release):
    ada = add_journalist()
    other = publish(draft_release(newsroom, "Other", released_at=days_from_now(2)))
    third = publish(draft_release(newsroom, "Third", released_at=days_from_now(2)))
    now = django_timezone.now()
    _link, token = add_link(release, journalist=ada, terms_accepted_at=now)
    add_link(other, journalist=ada, terms_accepted_at=now)
    add_link(third, journalist=ada, terms_accepted_at=now, revoked_at=now)
    address = f"/en/embargo/{token}/feed/"

    response = client.get(address)

    assert response["Content-Type"].startswith("application/atom+xml")
    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = ElementTree.fromstring(response.content)
    found = [one.text for one in root.findall("a:entry/a:title", atom)]
    assert sorted(found) == ["Embargo: Chrysalis", "Embargo: Other"]
    for link in root.findall("a:entry/a:link[@rel='alternate']", atom):
        path = re.sub("^https?://[^/]+", "", link.get("href"))
        assert client.get(path).status_code == 200
    assert client.get(f"/en/embargo/{token}/pass/999/").status_code == 404


def test_moving_the_embargo_is_told_once(letters, release):
    link, _token = add_link(
        release, email="ada@press.example", told_lift_at=release.released_at
    )
    later = days_from_now(9).replace(microsecond=0)
    draft = release.get_latest_revision_as_object()
    draft.released_at = later

    moved = publish(draft)
    publish(moved.get_latest_revision_as_object())

    (mail,) = letters()
    assert mail.subject == "An embargo has moved"
    assert mail.to == ["ada@press.example"]
    assert SECRET not in mail.body
    link.refresh_from_db()
    assert link.told_lift_at == later
    assert link.expires_at > days_from_now(35)


def test_an_early_lift_is_told_and_one_on_time_is_not(letters, release):
    add_link(release, email="ada@press.example", told_lift_at=release.released_at)
    lift_early(release)
    (mail,) = letters()
    assert "has lifted" in mail.subject
    assert "/en/newsroom/chrysalis/" in mail.body


def test_nothing_is_told_of_a_lift_on_time(letters, release):
    past = django_timezone.now() - timedelta(minutes=1)
    add_link(release, email="ada@press.example", told_lift_at=past)
    lift_early(release)
    assert letters() == []


def lift_early(release):
    user, _created = User.objects.get_or_create(username="root", is_superuser=True)
    lifting_early.lift(release, None, "It is out.", user)


def test_a_public_release_that_is_postponed_is_told(letters, release):
    add_link(release, email="ada@press.example", told_lift_at=release.released_at)
    lift_early(release)
    letters()
    user = User.objects.get(username="root")
    public = PressReleasePage.objects.get(pk=release.pk)

    postponing.postpone(public, days_from_now(5), user)

    assert [one.subject for one in letters()] == ["An embargo has moved"]
    lift_early(public)
    assert ["has lifted" in one.subject for one in letters()] == [True]


@pytest.fixture
def reader(release):
    """The pass of somebody who has read the release before it became public."""
    accepted_at = django_timezone.now() - timedelta(days=1)
    link, _token = add_link(
        release, email="ada@press.example", terms_accepted_at=accepted_at
    )
    lift_early(release)
    return link


def test_who_has_read_a_release_early_is_told_of_its_corrections(
    letters, release, reader
):
    for number, values in enumerate(
        (
            {},
            {
                "revoked_at": django_timezone.now(),
                "terms_accepted_at": reader.created_at,
            },
        )
    ):
        add_link(release, email=f"other{number}@press.example", **values)
    letters()

    correct(release, what="Five, not six.")

    (mail,) = letters()
    assert mail.to == ["ada@press.example"]
    assert mail.subject == "Correction: Chrysalis"
    assert "that you could read before it was public is corrected" in fold(mail.body)
    assert "Five, not six." in mail.body
    assert "/en/newsroom/chrysalis/" in mail.body
    assert letters() == []


def test_who_has_read_a_release_early_is_told_that_it_is_withdrawn(
    letters, release, reader
):
    GuestLink.objects.update(expires_at=days_from_now(-1))  # read it has been
    letters()

    correct(release, "withdrawal", "The measurement was wrong.")
    (mail,) = letters()
    assert mail.subject == "Withdrawn: Chrysalis"
    assert "Please do not use it any more." in fold(mail.body)
    assert "The measurement was wrong." in mail.body
    assert SECRET + " in the text" not in mail.body

    correct(release, "reinstatement", "It was right after all.")
    (mail,) = letters()
    assert mail.subject == "Reinstatement: Chrysalis"


def test_a_correction_is_told_in_the_language_of_the_journalist(
    letters, release, reader
):
    GuestLink.objects.update(language="de")
    letters()

    correct(release)

    (mail,) = letters()
    assert mail.subject == "Korrektur: Chrysalis"


def test_nobody_hears_of_a_correction_that_was_not_made(letters, release, reader):
    letters()
    with transaction.atomic():
        correct(release)
        transaction.set_rollback(True)

    assert letters() == []


def fold(text: str) -> str:
    return " ".join(text.split())


def test_clock_changes_before_the_lift_are_known():
    def at(month, day):
        return datetime(2027, month, day, 12, tzinfo=UTC)

    changes = lifting.find_clock_changes(at(3, 1), at(11, 30))

    assert [f"{day:%m-%d}" for day in changes] == ["03-28", "10-31"]
    assert lifting.find_clock_changes(at(4, 1), at(5, 1)) == []


def test_a_pass_is_mailed_in_the_language_of_the_journalist(client, letters, release):
    ada = add_journalist(language="de")
    user = User.objects.create_superuser("root")

    giving.give_passes(release, [ada], days_from_now(9), user)
    giving.give_passes(release, [ada], days_from_now(9), user)

    (mail,) = letters()
    assert SECRET not in mail.subject + mail.body
    path = re.search(r"<http://[^/]+(/de/embargo/[^>]+)>", mail.body)[1]
    assert client.get(path).status_code == 200
    assert GuestLink.objects.count() == 1


def test_passes_that_ended_long_ago_are_forgotten(release):
    add_link(release, expires_at=days_from_now(-181))
    ended, _token = add_link(release, expires_at=days_from_now(-10))

    call_command("remind_guests")

    assert list(GuestLink.objects.all()) == [ended]
    assert Token.objects.count() == 1


def test_who_is_deleted_loses_their_passes(client, release):
    ada = add_journalist()
    _link, token = add_link(release, journalist=ada)

    ada.delete()

    assert client.get(f"/en/embargo/{token}/").status_code == 404


def test_no_method_tells_or_logs_anything(client, given, caplog):
    _link, address = given

    answers = {
        (client.generic(method, path).status_code, client.options(path).content)
        for method in ("PUT", "DELETE", "OPTIONS")
        for path in (address, WRONG)
    }

    assert answers == {(405, b"")}
    assert address not in caplog.text


def test_the_address_works_without_its_slash(client, accepted):
    _link, address = accepted

    assert client.get(address.removesuffix("/")).status_code == 200
