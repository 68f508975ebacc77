"""What was saved before there were drafts is public after the upgrade."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import pytest

from partners.models import Fact, Institution, Partnership, Person

BEFORE = [("partners", "0014_ends_say_what_they_are")]


@pytest.mark.django_db(transaction=True)
def test_what_was_there_stays_public():
    try:
        old = MigrationExecutor(connection)
        old.migrate(BEFORE)
        models = old.loader.project_state(BEFORE).apps
        for name in ("Institution", "Person", "Partnership"):
            models.get_model("partners", name).objects.create(slug="there")
        models.get_model("partners", "Fact").objects.create(subject={"en": "Staff"})

        latest = MigrationExecutor(connection)
        latest.migrate(latest.loader.graph.leaf_nodes())

        for model in (Institution, Person, Partnership, Fact):
            (row,) = model.objects.live()
            assert row.first_published_at
            assert row.last_published_at
            assert not row.has_unpublished_changes
            draft = row.get_latest_revision_as_object()
            draft.save_revision(clean=False)
            model.objects.get().unpublish()
            assert not model.objects.live().exists()
            model.objects.get().delete()
    finally:
        latest = MigrationExecutor(connection)
        latest.migrate(latest.loader.graph.leaf_nodes())
