from tests.languages.world import World, build
from tests.sharing import shared


@shared
def world() -> World:
    """A site where everything is called something else in the other language."""
    return build()
