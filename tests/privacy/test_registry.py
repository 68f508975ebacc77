"""The one list of what stores or loads something."""

from django.utils import translation

import pytest

from portal.privacy import registry
from portal.privacy.registry import Category, ConsentService, Place, Stored


def build_service(**changes) -> ConsentService:
    return ConsentService(
        **{
            "key": "films",
            "name": "Films",
            "provider": "Films Ltd",
            "purpose": {"en": "Shows films.", "de": "Zeigt Filme."},
            "category": Category.EXTERNAL_MEDIA,
            "sources": {"frame-src": ("https://films.example",)},
            **changes,
        }
    )


def test_a_fresh_install_asks_visitors_nothing():
    assert registry.services_asked_for() == []
    assert [one.audience for one in registry.services()] == ["editors"]


@pytest.mark.parametrize(
    "changes",
    [
        {"provider": "Others Ltd"},
        {"purpose": "Counts."},
        {"purpose": {"en": "Shows films.", "de": "Zeigt alle Filme."}},
        {"category": Category.STATISTICS},
        {"sources": {"frame-src": ("https://others.example",)}},
        {"stored": (Stored("id", Place.COOKIE, "a year"),)},
    ],
)
def test_the_version_changes_with_what_was_agreed_to(changes):
    before = registry.version(build_service())

    assert registry.version(build_service()) == before
    assert registry.version(build_service(**changes)) != before


def test_the_version_is_the_same_in_every_language():
    with translation.override("de"):
        german = registry.version(build_service())

    assert german == registry.version(build_service())


def test_texts_are_in_the_language_of_the_visitor():
    purpose = build_service().purpose
    with translation.override("de"):
        assert registry.print_text(purpose) == "Zeigt Filme."
    with translation.override("fr"):
        assert registry.print_text(purpose) == "Shows films."
