"""A copy of a release is a new one: no number, no date, no corrections, a draft."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from news.pages import PressReleasePage
from tests.factories import add_institution, add_release, add_series, add_translation
from tests.news.reading import correct

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(sign_in):
    return sign_in("Moderators")


@pytest.fixture
def release(newsroom):
    series = add_series(institution=add_institution("DKFZ"))
    return add_release(
        newsroom,
        "A prize",
        series=series,
        released_at=timezone.now() - timedelta(days=400),
    )


def copy(client, page, **values):
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {
        "new_title": "Another prize",
        "new_slug": "another-prize",
        "new_parent_page": page.get_parent().pk,
    }
    return client.post(url, data | values, follow=True)


def test_a_copy_has_neither_number_nor_date_nor_corrections(moderator, client, release):
    correct(release)
    assert PressReleasePage.objects.get(pk=release.pk).notices

    copy(client, release)

    page = PressReleasePage.objects.get(slug="another-prize")
    for one in (page, page.get_latest_revision_as_object()):
        assert (one.number, one.series_id) == (None, release.series_id)
        assert one.number_year == timezone.localtime().year
        assert timezone.now() - one.released_at < timedelta(minutes=5)
        assert (one.notices, one.revised_at, one.resolved) == ([], None, {})
    assert not page.live
    assert page.translation_key != release.translation_key


def test_the_next_number_goes_to_the_copy(moderator, client, release):
    copy(client, release)
    page = PressReleasePage.objects.get(slug="another-prize")

    page.get_latest_revision().publish()

    page.refresh_from_db()
    assert (page.number, page.number_year) == (1, timezone.localtime().year)


def test_a_release_like_an_earlier_one_has_its_languages_and_is_another_story(
    moderator, client, release
):
    german = add_translation(release, title="Ein Preis")
    url = reverse("news_new_like", args=[release.pk])
    assert client.get(url).status_code == 200
    assert PressReleasePage.objects.count() == 2

    made = client.post(url)

    copies = PressReleasePage.objects.exclude(pk__in=[release.pk, german.pk])
    english = copies.get(locale=release.locale)
    assert made.url == reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert len({page.translation_key for page in copies}) == 1
    assert english.translation_key != release.translation_key
    assert [page.get_latest_revision_as_object().title for page in copies] == [
        "A prize",
        "Ein Preis",
    ]
    assert {page.number for page in copies} == {None}
    assert {page.live for page in copies} == {False}
    assert [page.is_translation for page in copies] == [False, True]
    assert client.get(made.url).status_code == 200


def test_what_is_under_embargo_is_not_made_again(moderator, client, newsroom):
    hidden = add_release(
        newsroom, "Secret", released_at=timezone.now() + timedelta(days=2)
    )

    refused = client.post(reverse("news_new_like", args=[hidden.pk]), follow=True)

    assert "under embargo cannot be copied" in refused.content.decode()
    assert PressReleasePage.objects.count() == 1
