"""Services that nobody has, for sites that ask about something."""

import pytest

from portal.privacy import registry
from portal.privacy.registry import Category, ConsentService, Place, Stored

FILMS = ConsentService(
    key="films",
    name="Films",
    provider="Films Ltd",
    purpose={"en": "Shows films.", "de": "Zeigt Filme."},
    category=Category.EXTERNAL_MEDIA,
    sources={"frame-src": ("https://films.example",)},
)
POSTS = ConsentService(
    key="posts",
    name="Posts",
    provider="many",
    purpose="Shows posts.",
    category=Category.EXTERNAL_MEDIA,
    is_federated=True,
)
COUNTER = ConsentService(
    key="counter",
    name="Counter",
    provider="Counter Ltd",
    purpose="Counts.",
    category=Category.STATISTICS,
    stored=(Stored("count", Place.COOKIE, "a day"),),
    sources={"script-src": ("https://counter.example",)},
    script="js/privacy/matomo.js",
)


def ask_about(monkeypatch: pytest.MonkeyPatch, *services: ConsentService) -> None:
    """Let the site ask about services until the test ends."""
    monkeypatch.setattr(registry, "_services", dict(registry._services))
    for service in services:
        registry.register(service)
