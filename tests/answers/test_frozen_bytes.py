"""No later edit changes what was published: the stored bytes and every output."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date

from django.core.management import call_command
from django.db import connection

import pytest

from news.models import Contact, Statement
from news.pages import PressReleasePage
from partners.merging.merge import merge
from partners.models import (
    Affiliation,
    Boilerplate,
    FigureValue,
    InstitutionName,
    Partnership,
    PersonName,
)
from portal.users.models import User
from tests.answers.outputs import OF_RELEASE, Answers, Asked, squeeze
from tests.answers.world import (
    APRIL,
    World,
    call,
    institution,
    person,
    rename,
    saved,
    time_at,
)
from tests.factories import add_affiliation, add_value, publish

LATER = "2027-06-10 12:00"
TENTH = date(2027, 6, 10)
RELEASES = ("main", "twins", "refreshed", "back-dated")
FROZEN = ("record", "feed_html", "resolved", "resolved_as_of")
# The addresses at which who is named is found now, also after a merge.
ADDRESSES = re.compile(r"http://localhost/(?:id|api/v2)/[a-z]+/[\w-]+/")
# Outputs that name nobody but by such addresses, or that find what is asked for.
BY_ADDRESS = {"tables", "graph", "search"}


def rename_institution() -> None:
    rename("institute", "Later House", "Späteres Haus", TENTH)
    rename("institute", "LATEH", "SPHAU", TENTH, kind="acronym")


def mend_names_of_then() -> None:
    InstitutionName.objects.update(text="Mended name")
    for slug in ("institute", "ministry", "university", "hospital"):
        saved(institution(slug))


def affiliate_anew() -> None:
    Affiliation.objects.filter(person__slug="ada").update(is_primary=False)
    role = {"en": "Dean", "de": "Dekanin"}
    add_affiliation(person("ada"), institution("hospital"), role=role, is_primary=True)
    saved(person("ada"))


def count_anew() -> None:
    for value in FigureValue.objects.all():
        add_value(value.figure, 9999, date(2019, 1, 1 + value.pk % 28))
        FigureValue.objects.filter(pk=value.pk).update(
            value=8888, source={"en": "Mended", "de": "Gebessert"}
        )


def replace_contacts() -> None:
    Contact.objects.update(
        name={"en": "Desk Oak", "de": "Stelle Eiche"},
        telephone="+496221555555",
        email="oak@press.example",
    )


def merge_into_another() -> None:
    merge(institution("institute"), institution("university"), User.objects.get())


def merge_another_into_it() -> None:
    merge(institution("hospital"), institution("institute"), User.objects.get())


def merge_people() -> None:
    merge(person("ada"), person("grace"), User.objects.get())


def rename_person() -> None:
    call("ada", "Ada Later", "Dame", TENTH)


def mend_names_of_people() -> None:
    PersonName.objects.update(text="Mended person", titles="Mag.")
    for slug in ("ada", "minister"):
        saved(person(slug))


def describe_anew() -> None:
    Boilerplate.objects.update(text="<p>We mended this.</p>")


def mend_statements() -> None:
    Statement.objects.update(
        text={"en": "It was mended.", "de": "Es wurde gebessert."},
        role={"en": "Dean", "de": "Dekanin"},
    )


def rename_partnership() -> None:
    unit = Partnership.objects.get(slug="unit")
    unit.names.update(text="Mended unit")
    saved(unit)


EDITS = [
    rename_institution,
    mend_names_of_then,
    affiliate_anew,
    count_anew,
    replace_contacts,
    rename_person,
    mend_names_of_people,
    describe_anew,
    mend_statements,
    rename_partnership,
    merge_another_into_it,
    merge_into_another,
    merge_people,
]


def load_frozen() -> dict[int, tuple[str, ...]]:
    """Return what is stored of public releases, as it is stored."""
    table = PressReleasePage._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT page_ptr_id, {', '.join(FROZEN)} FROM {table}"  # noqa: S608
            " WHERE resolved_as_of <= %s",
            [date(2027, 4, 20)],
        )
        return {row[0]: tuple(map(str, row[1:])) for row in cursor.fetchall()}


def load_records() -> dict[tuple[str, str], str]:
    """Return the records of some releases in all languages."""
    return {
        (row.slug, row.language): json.dumps(row.record.as_stored(), sort_keys=True)
        for row in PressReleasePage.objects.filter(slug__in=RELEASES)
    }


def read_outputs(world: World) -> Iterator[tuple[tuple[str, str, str], str]]:
    answers = Answers()
    for subject in RELEASES:
        for language in ("en", "de"):
            asked = Asked(world, answers, subject, language)
            for name, read in OF_RELEASE.items():
                if name not in BY_ADDRESS:
                    text = ADDRESSES.sub("", read(asked))
                    yield (subject, language, name), squeeze(text)


@pytest.mark.parametrize("edit", EDITS, ids=lambda one: one.__name__)
def test_no_edit_changes_a_stored_byte(world, edit: Callable[[], None]):
    with time_at(APRIL):
        before = load_frozen()
    with time_at(LATER):
        edit()
        call_command("turn_day")

        assert len(before) > 15
        assert load_frozen() | before == load_frozen()


def test_all_edits_together_change_no_output(world):
    with time_at(APRIL):
        before = dict(read_outputs(world))
    with time_at(LATER):
        for edit in EDITS:
            edit()
        call_command("turn_day")
        after = dict(read_outputs(world))

    assert all(before.values())
    assert find_changed(before, after) == {}


def test_nor_does_publishing_again_after_them(world):
    with time_at(APRIL):
        before = load_records()
    with time_at(LATER):
        for edit in EDITS:
            edit()
        for name in RELEASES:
            publish(world.release(name, "de").get_latest_revision_as_object())
        after = load_records()

    assert find_changed(before, after) == {}


def find_changed(before: dict, after: dict) -> dict:
    """Return what is another text now, with the text before and after."""
    return {
        key: (text, after[key]) for key, text in before.items() if after[key] != text
    }
