from tests.completeness.world import World, build
from tests.sharing import shared


@shared
def world() -> World:
    """A world in which every field says something that nothing else says."""
    return build()
