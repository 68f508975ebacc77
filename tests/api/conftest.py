"""The site of the graph, and its API."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.api.resources import RESOURCES
from tests.graph.conftest import graph_site

__all__ = ["graph_site"]


@pytest.fixture
def get(client) -> Callable[..., dict]:
    """Return what a public address answers, given below ``/api/v2/``."""

    def ask(below: str = "", status: int = 200) -> dict:
        response = client.get(f"/api/v2/{below}")
        assert response.status_code == status, response.content
        return response.json()

    return ask


@pytest.fixture
def get_without_ties(get) -> Callable[[str], dict]:
    """Return an entity as it is told where it is expanded."""

    def ask(below: str) -> dict:
        fields = RESOURCES[below.split("/")[0]].fields
        return {
            name: value for name, value in get(below).items() if not fields[name].is_tie
        }

    return ask


@pytest.fixture
def refused(get) -> Callable[[str], dict]:
    """Return why an address is refused."""
    return lambda below: get(below, 400)
