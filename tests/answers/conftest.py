from tests.answers.world import World, build
from tests.sharing import shared


@shared
def world() -> World:
    """Ten years of a newsroom."""
    return build()
