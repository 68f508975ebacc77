"""The demo, loaded once for all tests that read it."""

from django.db import transaction
from django.test import override_settings

import pytest

from portal.demo.loader import load_demo


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo, keep it for the tests of this package and take it back."""
    media = str(tmp_path_factory.mktemp("media"))
    with (
        override_settings(MEDIA_ROOT=media),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def db(demo):
    """Give a test the database with the demo in it.

    Takes the place of pytest-django's fixture, which would close the transaction.
    """
