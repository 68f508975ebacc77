"""What older versions have stored is still there after the upgrade, and after going back.

One way there and back for all of it: on SQLite each leg takes half a minute.
"""

from datetime import date

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import pytest

from news.models import Statement
from partners.models import Fact, Institution, Partnership, Person

# People had one name, figures one value, and there were no drafts.
BEFORE = [("partners", "0006_no_overlaps"), ("news", "0009_text_beside_record")]
DAY = date(2020, 12, 31)


def migrate(*targets):
    """Go to some migrations, or to the newest ones; return the models there."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    return executor.loader.project_state(list(targets)).apps if targets else None


@pytest.mark.django_db(transaction=True)
def test_what_was_there_stays_and_comes_back():
    try:
        old = migrate(*BEFORE)
        people = old.get_model("partners", "Person")
        figures = old.get_model("partners", "Fact")
        statements = old.get_model("news", "Statement")
        speaker = people.objects.create(
            slug="ada", name="Ada Lovelace", sort_name="Lovelace, Ada", titles="Dr."
        )
        figures.objects.create(
            subject={"en": "staff"}, value=3000, as_of=DAY, source="Old"
        )
        statements.objects.create(
            speaker=speaker, text={"en": "So."}, original_language="en", source="Old"
        )
        for name in ("Institution", "Partnership"):
            old.get_model("partners", name).objects.create(slug="there")

        migrate()
        check_names()
        assert Fact.objects.get().value_on().source == {"en": "Old"}
        assert Statement.objects.get().source == {"en": "Old"}
        check_drafts()

        migrate(*BEFORE)
        person, figure = people.objects.get(), figures.objects.get()
        assert (person.name, person.titles) == ("Ada Lovelace", "Dr.")
        assert person.sort_name == "Lovelace, Ada"
        assert (int(figure.value), figure.as_of, figure.source) == (3000, DAY, "Old")
        assert statements.objects.get().source == "Old"
        for row in (statements, figures, people):
            row.objects.all().delete()
    finally:
        migrate()


def check_names():
    """A name that was a column is a row that always held."""
    person = Person.objects.get()
    assert person.name_with_titles(date(1900, 1, 1)) == "Dr. Ada Lovelace"
    assert person.names.get().sort_name == person.sort_name == "Lovelace, Ada"
    assert person.names.get().interval.holds_on()


def check_drafts():
    """What was saved is public, and can be drafted and unpublished."""
    for model in (Institution, Person, Partnership, Fact):
        (row,) = model.objects.live()
        assert row.first_published_at
        assert row.last_published_at
        assert not row.has_unpublished_changes
        draft = row.get_latest_revision_as_object()
        draft.save_revision(clean=False)
        model.objects.get().unpublish()
        assert not model.objects.live().exists()
