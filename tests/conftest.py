from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

import pytest
from hypothesis import settings as hypothesis_settings

from portal.core import clock
from portal.users.models import User
from tests import factories
from tests.sharing import LAYERS, builders_of, is_transactional, shared
from tests.without_database import asks_for_database

blocker_key = pytest.StashKey()

# By default Python looks for cycles among all that migrations, models and templates have
# made whenever 700 objects more have come: a tenth of the time, for next to no garbage.
gc.set_threshold(100_000, 50, 100)

# How long an example takes says more about the machine than about the code.
hypothesis_settings.register_profile(
    "untimed", parent=hypothesis_settings(), deadline=None
)
hypothesis_settings.load_profile("untimed")


def pytest_collection_modifyitems(items):
    """Let tests that share something come one after another."""

    def place(item):
        return is_transactional(item), [one.name for one in builders_of(item)]

    items.sort(key=place)


def pytest_collection_finish():
    """Look for no cycles among what stays until the end: modules, models and tests."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Take back what the next test does not share.

    After a test with real transactions put back what it empties: the first rows.
    """
    result = yield
    if blocker := item.session.config.stash.get(blocker_key, None):
        with blocker.unblock():
            LAYERS.keep(builders_of(nextitem))
            if is_transactional(item):
                factories.restore_first_rows()
    return result


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Remember the blocker for the hook above; mend what an aborted run left."""
    request.config.stash[blocker_key] = django_db_blocker
    with django_db_blocker.unblock():
        factories.restore_first_rows()


@pytest.fixture(scope="session", autouse=True)
def clocks_agree():
    """Let the clock of the database go with this one, which tests set as they like."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "measure_difference", timedelta)
        yield


@pytest.fixture
def layers(request, in_english, django_db_setup, django_db_blocker):
    """Build what a test shares with others, if it asks for a database."""
    assert asks_for_database(request.node), "ask for db, or mark it with django_db"
    with django_db_blocker.unblock():
        LAYERS.prepare(builders_of(request.node))


@pytest.fixture
def _django_db_helper(layers, _django_db_helper):
    """Begin the transaction of a test within those of what it shares.

    Every way to ask pytest-django for the database leads to its fixture of this name.
    """


@pytest.fixture(autouse=True)
def in_english():
    """Undo what the last request of another test left: its language stays active."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    """Forget what other tests have asked for within a minute: all have one address."""
    caches["limits"].clear()


@pytest.fixture
def commit(db, django_capture_on_commit_callbacks):
    """Return a context in which what waits for a commit is done at its end.

    What an earlier one has left would be taken as still to come.
    """

    def committing():
        connection.run_on_commit.clear()
        return django_capture_on_commit_callbacks(execute=True)

    return committing


@shared
def site():
    """The pages of a small site, by language and name."""
    return factories.add_site()


@shared
def newsroom(site):
    """The English newsroom."""
    return site["en"]["newsroom"]


@pytest.fixture
def count_queries(client: Client) -> Callable[[str], int]:
    """Count the queries of a request, after one that warms what warms once."""

    def count(url: str) -> int:
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def sign_in(client: Client, db) -> Callable[[str], Client]:
    """Sign somebody of a group in to the admin."""

    def sign_in_as(group: str) -> Client:
        user = User.objects.create_user(f"{group.lower()}", password="secret")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return sign_in_as
