"""Only what asks for no database is left out on a second one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.without_database import (
    asks_for_database,
    left_out,
    pytest_collection_modifyitems,
)


def test_needs_none(request):
    assert not asks_for_database(request.node)


def test_asks_by_a_fixture(request, newsroom):
    assert asks_for_database(request.node)


@pytest.mark.django_db
def test_asks_by_a_mark(request):
    assert asks_for_database(request.node)


def test_gets_none_without_asking_where_it_is_looked_for(request):
    with pytest.raises(AssertionError, match="ask for db"):
        request.getfixturevalue("db")


def test_leaves_out_the_others_and_counts_them(request):
    items = list(request.session.items)
    told = []
    hook = SimpleNamespace(pytest_deselected=lambda items: told.extend(items))
    config = SimpleNamespace(stash=pytest.Stash(), hook=hook)

    kept = list(items)
    pytest_collection_modifyitems(config, kept)

    assert request.node in told
    assert config.stash[left_out] == len(told)
    assert all(asks_for_database(item) for item in kept)
    assert len(kept) + len(told) == len(items)
