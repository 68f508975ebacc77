"""A change that visitors see begins a new generation, and is looked for once."""

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import pytest

from partners.models import Institution
from portal.core import generation
from tests.factories import add_institution

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution() -> Institution:
    return add_institution("Soil institute")


def move(institution: Institution, country: str) -> int:
    """Move it to a country; return how many queries that took."""
    institution.country = country
    with CaptureQueriesContext(connection) as queries:
        institution.save()
    return len(queries)


def test_what_a_transaction_changes_besides_is_not_looked_at(institution, commit):
    before = generation.current().number

    with commit():
        first, second = move(institution, "FR"), move(institution, "AT")

    assert second < first
    assert generation.current().number == before + 1


def test_what_was_undone_counts_for_nothing(institution, commit):
    before = generation.current().number

    with commit():
        with transaction.atomic():
            move(institution, "FR")
            transaction.set_rollback(True)
        assert not connection.run_on_commit
        move(institution, "AT")

    assert generation.current().number == before + 1
