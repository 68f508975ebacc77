from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from wagtail.models import Revision

from news.models import ReleaseNumber
from news.pages import PressReleasePage
from news.publishing import schedule
from tests.at_once import at_once
from tests.factories import (
    add_release,
    add_series,
    add_site,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.test_schedule import make_due

AUGUST = datetime(2020, 8, 6, 12, tzinfo=UTC)


def test_the_next_number_of_the_year_is_assigned_on_publication(newsroom):
    series = add_series()
    add_release(newsroom, series=series, number=48, released_at=AUGUST)
    draft = draft_release(newsroom, series=series, released_at=AUGUST)
    assert draft.number is None

    release = publish(draft)

    assert (release.number, release.number_year) == (49, 2020)


def test_every_year_starts_with_one(newsroom):
    series = add_series()
    add_release(newsroom, series=series, number=48, released_at=AUGUST)

    release = add_release(newsroom, series=series)

    assert release.number == 1


def test_a_language_version_has_the_number_of_its_story(newsroom):
    release = add_release(newsroom, series=add_series(), released_at=AUGUST)

    german = publish(add_translation(release))

    assert german.number == release.number == 1
    assert ReleaseNumber.objects.count() == 1


def test_a_number_of_another_story_is_refused_beside_its_field(newsroom):
    series = add_series()
    add_release(newsroom, series=series, number=48, released_at=AUGUST)
    twin = draft_release(newsroom, series=series, released_at=AUGUST)
    twin.number = 48

    with pytest.raises(ValidationError) as error:
        twin.full_clean()

    assert list(error.value.message_dict) == ["number"]


def test_a_suffix_makes_a_number_another_one(newsroom):
    series = add_series()
    add_release(newsroom, series=series, number=48, released_at=AUGUST)

    release = add_release(
        newsroom, series=series, number=48, number_suffix="a", released_at=AUGUST
    )

    assert release.number_label == "No. 48a"


def test_a_number_is_not_given_again_when_its_release_is_deleted(newsroom):
    series = add_series()
    add_release(newsroom, series=series, released_at=AUGUST).delete()

    release = add_release(newsroom, series=series, released_at=AUGUST)

    assert release.number == 2


def test_a_number_is_not_given_again_when_its_release_gets_another(client, newsroom):
    series = add_series()
    release = add_release(newsroom, series=series, number=48, released_at=AUGUST)
    release.number = 50
    publish(release)
    twin = draft_release(newsroom, series=series, released_at=AUGUST)
    twin.number = 48

    with pytest.raises(ValidationError):
        twin.full_clean()
    assert client.get("/pm/2020-48/")["Location"] == release.get_url()
    assert client.get("/pm/2020-50/")["Location"] == release.get_url()


def test_a_number_needs_a_series(newsroom):
    release = draft_release(newsroom)
    release.number = 3

    with pytest.raises(ValidationError) as error:
        release.full_clean()

    assert "series" in error.value.message_dict


def number_of(draft) -> int | None:
    """Return the number in what waits to be published."""
    return PressReleasePage.objects.get(pk=draft.pk).latest_revision.content["number"]


def test_a_scheduled_release_gets_its_number_when_it_becomes_public(newsroom):
    series = add_series()
    draft = draft_release(newsroom, series=series, released_at=days_from_now(1))

    publish(draft)

    assert number_of(draft) is None
    assert not series.numbers.exists()
    meanwhile = add_release(newsroom, series=series)
    make_due(draft)
    schedule.run()
    draft.refresh_from_db()
    assert (meanwhile.number, draft.number) == (1, 2)
    assert draft.record.number == "No. 2"


@pytest.mark.parametrize(
    ("chosen", "number"), [({"has_reserved_number": True}, 1), ({"number": 7}, 7)]
)
def test_a_number_that_is_chosen_is_taken_when_it_is_scheduled(
    client, newsroom, chosen, number
):
    series = add_series()
    draft = draft_release(
        newsroom, series=series, released_at=days_from_now(1), **chosen
    )

    publish(draft)

    assert number_of(draft) == number
    row = series.numbers.get()
    address = f"/pm/{row.year}-{number}/"
    assert client.get(address, follow=True).status_code == 404
    make_due(draft)
    assert client.get(address).status_code == 302


def test_of_two_with_one_instant_the_first_saved_has_the_lower_number(newsroom):
    series = add_series()
    then = days_from_now(1)
    drafts = [
        draft_release(newsroom, series=series, released_at=then) for _n in range(3)
    ]
    for draft in reversed(drafts):
        publish(draft)
    past = timezone.now()
    Revision.objects.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=past
    )
    for draft in drafts:
        make_due(draft, at=past)

    schedule.run()

    pages = PressReleasePage.objects.filter(pk__in=[draft.pk for draft in drafts])
    assert list(pages.order_by("pk").values_list("number", flat=True)) == [3, 2, 1]


@pytest.mark.parametrize("suffix", ["", "a"])
def test_the_short_address_leads_to_the_release(client, newsroom, suffix):
    release = add_release(
        newsroom,
        series=add_series(),
        number=48,
        number_suffix=suffix,
        released_at=AUGUST,
    )

    response = client.get(f"/pm/2020-48{suffix}/")

    assert response.status_code == 302
    assert response["Location"] == release.get_url()


@pytest.mark.django_db(transaction=True)
def test_two_publishers_at_the_same_time_get_different_numbers():
    newsroom = add_site()["en"]["newsroom"]
    series = add_series()
    revisions = [
        draft_release(newsroom, series=series).save_revision() for _n in range(4)
    ]

    found = at_once(*[revision.publish for revision in revisions])

    assert found == [None] * 4
    numbers = PressReleasePage.objects.values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4]
