from collections.abc import Iterator
from typing import Any

import pytest

from tests.languages.simple import add_simple_version, switched_on
from tests.languages.world import World, build
from tests.sharing import shared


@shared
def world() -> World:
    """A site where everything is called something else in the other language."""
    return build()


@shared
def simple(world) -> dict[str, Any]:
    """Pages of that site in Leichte Sprache, by their names."""
    return add_simple_version(world)


@pytest.fixture
def in_simple_language(simple) -> Iterator[dict[str, Any]]:
    """The same, on a site that is published in it."""
    with switched_on():
        yield simple
