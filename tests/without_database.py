"""Leave out what asks for no database: what runs on SQLite need not run again.

A plugin of pytest, for a second database. Without a database the code that a test runs
is the same, whichever there is. ``layers`` in ``tests/conftest.py`` sees to it that no
test gets a database without asking for it where this looks.
"""

from __future__ import annotations

import pytest

# Whatever leads to a database, by the fixtures that a test asks for directly or not.
DATABASE_FIXTURES = {"db", "_django_db_helper", "live_server"}
PROPERTY = "tests without a database"

left_out = pytest.StashKey[int]()


def asks_for_database(item: pytest.Item) -> bool:
    """Tell whether a test may use the database."""
    asked = getattr(item, "fixturenames", DATABASE_FIXTURES)
    marker = item.get_closest_marker("django_db")
    return bool(marker or DATABASE_FIXTURES.intersection(asked))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]):
    others = [item for item in items if not asks_for_database(item)]
    items[:] = [item for item in items if asks_for_database(item)]
    config.stash[left_out] = len(others)
    config.hook.pytest_deselected(items=others)


@pytest.fixture(scope="session", autouse=True)
def note_left_out(record_testsuite_property, pytestconfig):
    """Say in the results how many tests were left out."""
    record_testsuite_property(PROPERTY, pytestconfig.stash[left_out])
