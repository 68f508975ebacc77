import pytest

from portal.core.external_media import lookup
from tests.external_media.provider import running


@pytest.fixture
def provider(monkeypatch):
    """Whoever is asked about external media, whatever the address."""
    with running() as provider:
        monkeypatch.setattr(lookup, "fetcher", provider.fetcher)
        yield provider
