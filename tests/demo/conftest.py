"""The demo, loaded once for all tests that read it."""

from django.db import transaction
from django.test import override_settings

import pytest

from portal.demo.loader import load_demo


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo, keep it for the tests of this package and take it back.

    Its tests must not ask for ``db``, which would close this transaction.
    """
    media = str(tmp_path_factory.mktemp("media"))
    with (
        override_settings(MEDIA_ROOT=media),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        load_demo()
        yield
        transaction.set_rollback(True)
