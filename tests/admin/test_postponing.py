"""A public release moves into the future by an act of its own, and by nothing else."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

import pytest

from wagtail.models import PageLogEntry

from news.pages import PressReleasePage
from news.publishing import postponing, schedule
from news.publishing.publication import PublicationError
from partners.models import InstitutionName
from tests.admin.public_answers import next_year
from tests.admin.test_release_form import form_data
from tests.factories import (
    add_contact,
    add_institution,
    add_release,
    add_series,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.reading import correct, titles
from tests.news.test_schedule import make_due
from tests.sharing import shared

LATER = f"{next_year():%Y-%m-%d} 12:00"


@shared
def both(newsroom):
    """A public release in both languages, numbered."""
    release = add_release(newsroom, "English", series=add_series(), slug="english")
    german = publish(add_translation(release, title="Deutsch", slug="deutsch"))
    return [PressReleasePage.objects.get(pk=page.pk) for page in (release, german)]


def url(release) -> str:
    return f"/admin/releases/{release.pk}/postpone/"


def postpone(client, release, **values):
    return client.post(url(release), {"until": LATER, "confirmed": "1"} | values)


def is_public(release) -> bool:
    return Client().get(release.url).status_code == 200


def test_the_form_leads_there_whoever_may_publish(sign_in, client, both):
    release = both[0]
    sign_in("Moderators")
    assert url(release) in client.get(f"/admin/pages/{release.pk}/edit/").text

    sign_in("Editors")
    assert url(release) not in client.get(f"/admin/pages/{release.pk}/edit/").text
    assert postpone(client, release).status_code == 302
    assert is_public(release)


def test_it_asks_before_it_does_anything(sign_in, client, both):
    sign_in("Moderators")

    html = client.post(url(both[0]), {"until": LATER}).text

    assert "English" in html
    assert "Deutsch" in html
    assert str(next_year().year) in html
    assert all(is_public(page) for page in both)

    back = client.post(url(both[0]), {"until": LATER, "change": "1"}).text
    assert LATER in back
    assert all(is_public(page) for page in both)


def test_all_languages_are_hidden_at_once_and_scheduled(sign_in, client, both):
    sign_in("Moderators")

    assert postpone(client, both[1]).status_code == 302

    assert not any(is_public(page) for page in both)
    assert titles(client) == []
    assert Client().get(both[0].short_path, follow=True).status_code == 404
    for page in both:
        page.refresh_from_db()
        assert not page.live
        assert page.released_at.date() == next_year()
        (waiting,) = page.revisions.filter(approved_go_live_at__isnull=False)
        assert waiting.approved_go_live_at == page.released_at
        entry = PageLogEntry.objects.get(page=page, action=postponing.POSTPONED)
        assert entry.user.username == "moderators"
        assert datetime.fromisoformat(entry.data["until"]) == page.released_at


def test_both_come_back_by_themselves_with_the_text_that_was_public(
    sign_in, client, both
):
    sign_in("Moderators")
    release = both[0]
    release.title = "Only a draft"
    release.save_revision()
    postpone(client, release)
    number = release.number

    for page in both:
        make_due(page)
    assert schedule.run() == 0

    assert all(is_public(page) for page in both)
    release = PressReleasePage.objects.get(pk=release.pk)
    assert (release.title, release.number) == ("English", number)
    draft = release.get_latest_revision_as_object()
    assert draft.title == "Only a draft"
    assert draft.released_at.date() == next_year()


def test_what_it_says_is_as_of_the_new_day(sign_in, client, newsroom):
    dkfz = add_institution("Old name")
    release = add_release(newsroom, institutions=[(dkfz, "issuer")])
    dkfz.names.set([InstitutionName(language="en", text="New name")])
    dkfz.save()
    sign_in("Moderators")
    postpone(client, release)

    make_due(release)
    schedule.run()

    release = PressReleasePage.objects.get(pk=release.pk)
    assert [one.name for one in release.record.issuers] == ["New name"]


@pytest.mark.parametrize("until", ["", "2020-01-01 12:00", "soon", "9999-12-31 23:59"])
def test_a_time_that_is_none_is_refused_beside_the_field(sign_in, client, both, until):
    sign_in("Moderators")

    response = postpone(client, both[0], until=until)

    assert response.status_code == 200
    assert response.context["form"].errors["until"]
    assert is_public(both[0])


def test_what_is_not_public_is_not_postponed(sign_in, client, newsroom):
    sign_in("Moderators")
    draft = draft_release(newsroom)
    withdrawn = correct(add_release(newsroom), "withdrawal")

    assert client.get(url(draft), follow=True).status_code == 404
    assert postpone(client, withdrawn).status_code == 302
    assert client.get(withdrawn.url).status_code == 410


def test_publishing_does_not_move_a_public_release_into_the_future(
    sign_in, client, both
):
    sign_in("Moderators")
    release = both[0]
    data = form_data(contact=add_contact(), slug=release.slug, released_at=LATER)
    address = f"/admin/pages/{release.pk}/edit/"
    seen = client.get(address).context["form"]["facts_seen"].value()

    response = client.post(address, data | {"facts_seen": seen, "action-publish": "1"})

    assert "postpone it" in str(response.context["form"].errors["released_at"])
    assert all(is_public(page) for page in both)


def later_draft(release) -> PressReleasePage:
    """Save a draft that moves a release into the future, as an editor may."""
    draft = release.get_latest_revision_as_object()
    draft.released_at = days_from_now(300)
    draft.save_revision()
    return PressReleasePage.objects.get(pk=release.pk)


def test_no_publication_does_it_whatever_asks(both):
    draft = later_draft(both[0])

    with pytest.raises(PublicationError):
        draft.latest_revision.publish()

    assert all(is_public(page) for page in both)
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_refused_publication_is_said_in_words(sign_in, client, both, language):
    draft = later_draft(both[0])
    sign_in("Moderators")
    client.cookies["django_language"] = language
    address = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={draft.pk}"

    response = client.post(address, follow=True, HTTP_ACCEPT_LANGUAGE=language)

    words = {"en": "was not published", "de": "wurde nicht veröffentlicht"}[language]
    [told] = [str(one) for one in response.context["messages"]]
    assert words in told
    assert f'href="/admin/pages/{draft.pk}/edit/"' in told
    assert all(is_public(page) for page in both)


def test_the_history_of_every_language_says_so(sign_in, client, both):
    sign_in("Moderators")
    postpone(client, both[0])

    for page in both:
        assert "Hidden and postponed from" in client.get(history(page)).text


def history(page) -> str:
    return f"/admin/pages/{page.pk}/history/"


@pytest.mark.parametrize("left", [0, 1])
def test_what_was_public_alone_comes_back_alone(sign_in, client, both, left):
    gone = both[1 - left]
    for page in both:
        text = page.get_latest_revision_as_object()
        text.together = ["en", "de"]
        text.save_revision().publish()
    sign_in("Moderators")
    asked = client.get(f"/admin/pages/{gone.pk}/unpublish/").text
    assert "These stay public: " + ["English", "German"][left] in asked
    client.post(f"/admin/pages/{gone.pk}/unpublish/")
    assert [is_public(page) for page in both] == [left == 0, left == 1]

    postpone(client, both[left])
    for page in both:
        make_due(page)
    schedule.run()

    assert [is_public(page) for page in both] == [left == 0, left == 1]
