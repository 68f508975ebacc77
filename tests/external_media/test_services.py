"""What the registry says of the platforms."""

import pytest

from portal.core.external_media.players import ANY_HOST, find_player
from portal.privacy.services.media import CATALOGUE
from tests.external_media.test_players import FORMS


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_platform_has_hosts_of_its_own_or_is_on_many(key):
    service = CATALOGUE[key]()

    assert service.is_federated == (key in ANY_HOST)
    assert bool(service.sources.get("frame-src")) != service.is_federated
    # What has no host would be taken for something that this site keeps.
    assert all(item.host for item in service.stored)


@pytest.mark.parametrize("address", FORMS)
def test_a_player_comes_from_a_host_that_its_platform_may_load(address):
    player = find_player(address)
    origins = CATALOGUE[player.service]().sources.get(
        "frame-src", (f"https://{player.host}",)
    )

    assert player.src.startswith(tuple(f"{origin}/" for origin in origins))
