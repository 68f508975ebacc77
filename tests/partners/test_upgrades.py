"""What this version has stored is there after going back, and what older ones have
after the upgrade.

One way back and there for all of it: each leg takes half a minute.
"""

from datetime import date

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

import pytest

from news.models import Statement
from partners.models import Fact, Institution, Partnership, Person
from tests.factories import (
    add_fact,
    add_institution,
    add_partnership,
    add_person,
    add_statement,
    name_in_time,
)

# People had one name, figures one value, and there were no drafts.
BEFORE = [("partners", "0006_no_overlaps"), ("news", "0009_text_beside_record")]
DAY = date(2020, 12, 31)
DRAFTED = (Institution, Person, Partnership, Fact)


def migrate(*targets):
    """Go to some migrations, or to the newest ones; return the models there."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    return executor.loader.project_state(list(targets)).apps if targets else None


@pytest.mark.django_db(transaction=True)
def test_what_was_there_goes_back_and_comes_along():
    store()
    check_drafts()
    try:
        old = migrate(*BEFORE)
        check_before(old)
        for model in ("news.Statement", *(one._meta.label for one in DRAFTED)):
            old.get_model(model).objects.all().delete()
        store_before(old)
    finally:
        migrate()
    check_names()
    check_figures_and_statements()
    check_drafts()


def store():
    """Store everything as it is after the upgrade."""
    speaker = add_person(slug="ada")
    name = {"text": "Ada Lovelace", "titles": "Dr.", "sort_name": "Lovelace, Ada"}
    name_in_time(speaker, name)
    add_fact({"en": "staff"}, value=3000, as_of=DAY, source={"en": "Old"})
    add_statement(speaker, source={"en": "Old"})
    add_institution(slug="there")
    add_partnership(slug="there")
    for model in DRAFTED:
        model.objects.update(first_published_at=timezone.now())
        model.objects.update(last_published_at=timezone.now())
    check_names()
    check_figures_and_statements()


def store_before(old):
    """Store everything as an older version did."""
    speaker = old.get_model("partners", "Person").objects.create(
        slug="ada", name="Ada Lovelace", sort_name="Lovelace, Ada", titles="Dr."
    )
    old.get_model("partners", "Fact").objects.create(
        subject={"en": "staff"}, value=3000, as_of=DAY, source="Old"
    )
    old.get_model("news", "Statement").objects.create(
        speaker=speaker, text={"en": "So."}, original_language="en", source="Old"
    )
    for name in ("Institution", "Partnership"):
        old.get_model("partners", name).objects.create(slug="there")


def check_before(old):
    """An older version finds everything as it would have stored it."""
    person = old.get_model("partners", "Person").objects.get()
    figure = old.get_model("partners", "Fact").objects.get()
    assert (person.name, person.titles) == ("Ada Lovelace", "Dr.")
    assert person.sort_name == "Lovelace, Ada"
    assert (int(figure.value), figure.as_of, figure.source) == (3000, DAY, "Old")
    assert old.get_model("news", "Statement").objects.get().source == "Old"


def check_figures_and_statements():
    """A source is said in languages."""
    assert Fact.objects.get().value_on().source == {"en": "Old"}
    assert Statement.objects.get().source == {"en": "Old"}


def check_names():
    """A name that was a column is a row that always held."""
    person = Person.objects.get()
    assert person.name_with_titles(date(1900, 1, 1)) == "Dr. Ada Lovelace"
    assert person.names.get().sort_name == person.sort_name == "Lovelace, Ada"
    assert person.names.get().interval.holds_on()


def check_drafts():
    """What was saved is public, and can be drafted and unpublished."""
    for model in DRAFTED:
        (row,) = model.objects.live()
        assert row.first_published_at
        assert row.last_published_at
        assert not row.has_unpublished_changes
        draft = row.get_latest_revision_as_object()
        draft.save_revision(clean=False)
        model.objects.get().unpublish()
        assert not model.objects.live().exists()
