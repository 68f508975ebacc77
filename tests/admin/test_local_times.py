"""A local time that a clock change makes ambiguous is asked about, beside its field."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from django import forms
from django.http import QueryDict
from django.utils import timezone, translation

import pytest

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.test.utils.form_data import nested_form_data

from news.pages import PressReleasePage
from partners.models import Boilerplate
from portal.core.local_times import LocalTimeField
from tests.admin.test_release_form import form_data
from tests.factories import add_contact, add_release, draft_release

TWICE, NEVER = "2026-10-25 02:30", "2026-03-29 02:30"
FIRST, SECOND = "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"
BEFORE, AFTER = "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"


class TimeForm(forms.Form):
    at = LocalTimeField()


def fill(at: str, reading: str = "") -> TimeForm:
    data = QueryDict(mutable=True)
    data.update({"at": at, "at-reading": reading})
    return TimeForm(data)


def choices(form: TimeForm) -> dict[str, str]:
    return dict(
        re.findall(
            r'type="radio" name="at-reading" value="([^"]+)"[^>]*> ([^<]+)<', str(form)
        )
    )


@pytest.mark.parametrize(
    ("typed", "language", "question", "offered"),
    [
        (
            TWICE,
            "en",
            "comes twice: the clocks go back in that night.",
            {
                FIRST: "the first 02:30, summer time, UTC+2",
                SECOND: "the second 02:30, winter time, UTC+1",
            },
        ),
        (
            TWICE,
            "de",
            "gibt es zweimal: In dieser Nacht werden die Uhren zurückgestellt.",
            {
                FIRST: "das erste Mal 02:30, Sommerzeit, UTC+2",
                SECOND: "das zweite Mal 02:30, Winterzeit, UTC+1",
            },
        ),
        (
            NEVER,
            "en",
            "There is no 29 March 2026",
            {
                BEFORE: "01:30, winter time, UTC+1",
                AFTER: "03:30, summer time, UTC+2",
            },
        ),
        (
            NEVER,
            "de",
            "gibt es nicht: In dieser Nacht werden die Uhren vorgestellt.",
            {BEFORE: "01:30, Winterzeit, UTC+1", AFTER: "03:30, Sommerzeit, UTC+2"},
        ),
    ],
)
def test_it_is_asked_in_words(typed, language, question, offered):
    with translation.override(language):
        form = fill(typed)

        assert not form.is_valid()
        assert question in form.errors["at"][0]
        assert choices(form) == offered
    assert f'value="{typed}"' in str(form)


@pytest.mark.parametrize(
    ("typed", "reading", "instant"),
    [
        (TWICE, FIRST, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (TWICE, SECOND, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (NEVER, BEFORE, datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        (NEVER, AFTER, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-10-25 03:00", "", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-07-01 12:00", FIRST, datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
    ],
)
def test_the_answer_is_the_instant(typed, reading, instant):
    form = fill(typed, reading)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == instant


@pytest.mark.parametrize("reading", ["", AFTER, "x", "2026-10-25T02:30:00+09:00"])
def test_another_answer_is_none(reading):
    assert not fill(TWICE, reading).is_valid()


@pytest.mark.parametrize("reading", [FIRST, SECOND])
def test_a_form_that_is_opened_again_knows_which_it_was(reading):
    form = TimeForm(initial={"at": datetime.fromisoformat(reading)})
    checked = re.search(r'value="([^"]+)" checked', str(form))

    assert checked.group(1) == reading
    assert f'value="{TWICE}"' in str(form)


def test_a_form_with_another_mistake_keeps_the_answer():
    form = fill(TWICE, SECOND)
    assert f'value="{SECOND}" checked' in str(form)
    assert f'value="{TWICE}"' in str(form)


def test_the_zone_is_said():
    with translation.override("en"):
        assert "Local time of Europe/Berlin" in str(TimeForm())
        summer = TimeForm(initial={"at": datetime(2026, 7, 1, 10, tzinfo=UTC)})
        assert "Local time of Europe/Berlin: summer time, UTC+2" in str(summer)


@pytest.mark.parametrize(
    "typed", ["", "nonsense", "2026-13-45 99:99", "9999-12-31 23:59"]
)
def test_what_is_no_time_is_refused_as_ever(typed):
    form = fill(typed)
    str(form)
    form.is_valid()


def test_a_release_asks_and_loses_nothing(sign_in, client, newsroom):
    release = draft_release(newsroom, "Night")
    sign_in("Moderators")
    values = {"contact": add_contact(), "title": "By night", "released_at": TWICE}
    data = nested_form_data(form_data(**values))
    address = f"/admin/pages/{release.pk}/edit/"

    asked = client.post(address, data)

    assert "comes twice" in asked.text
    assert "By night" in asked.text
    client.post(address, data | {"released_at-reading": SECOND})
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    # Times of this hour in two zones never count as equal.
    meant = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert draft.released_at.timestamp() == meant.timestamp()
    opened = client.get(address).text
    assert f'value="{SECOND}" checked' in opened


def test_postponing_asks_too(sign_in, client, newsroom):
    release = add_release(newsroom, "Night")
    sign_in("Moderators")
    october = date(timezone.localdate().year + 1, 10, 31)
    sunday = october - timedelta(days=(october.weekday() + 1) % 7)
    address = f"/admin/releases/{release.pk}/postpone/"

    asked = client.post(address, {"until": f"{sunday} 02:30"})

    assert "comes twice" in asked.text
    answer = {"until": f"{sunday} 02:30", "until-reading": f"{sunday}T02:30:00+01:00"}
    foreseen = client.post(address, answer)
    assert "becomes public by itself" in foreseen.text
    client.post(address, answer | {"confirmed": "1"})
    release.refresh_from_db()
    assert release.released_at.timestamp() == (
        datetime(sunday.year, 10, sunday.day, 1, 30, tzinfo=UTC).timestamp()
    )


@pytest.mark.parametrize(
    ("model", "field"), [(PressReleasePage, "released_at"), (Boilerplate, "valid_from")]
)
def test_the_calendar_leaves_what_was_typed(model, field):
    form = forms.modelform_factory(model, WagtailAdminModelForm, fields=[field])

    config = form.base_fields[field].widget.get_config()

    assert config["validateOnBlur"] is False
