"""What a stable identity stands for, and where it is shown.

Only what everybody may know is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from news.pages import PressReleasePage
from partners.pages import PartnersIndexPage
from partners.public import present_slug, public
from partners.ties import load_page
from portal.core.addresses import page_path
from portal.core.languages import order_languages
from portal.core.querysets import public_pages

if TYPE_CHECKING:
    from uuid import UUID

    from partners.structured_data import Entity


def find(kind: str, slug: str) -> Entity | None:
    """Return an entity by its slug, or by one that it or a duplicate had before."""
    present = present_slug(public(kind), slug)
    return load_page(public(kind)).filter(slug=present).first() if present else None


def page_of(entity: Entity) -> str:
    """Return the path of an entity's page in the best language, empty without one."""
    indexes = public_pages(PartnersIndexPage).select_related("locale")
    by_language = {index.language: index for index in indexes}
    best = next(
        (by_language[code] for code in order_languages() if code in by_language), None
    )
    return page_path(best) + entity.path if best else ""


def find_release(story: UUID, language: str) -> PressReleasePage | None:
    """Return the public version of a story in a language."""
    return (
        PressReleasePage.objects.released()
        .in_language(language)
        .filter(translation_key=story)
        .select_related("locale", "lead_image")
        .prefetch_related("lead_image__renditions")
        .first()
    )


def versions(releases: list[PressReleasePage]) -> dict[UUID, list[str]]:
    """Return the paths of all public versions of the stories of releases."""
    keys = {release.translation_key for release in releases}
    found = PressReleasePage.objects.released().filter(translation_key__in=keys)
    paths: dict[UUID, list[str]] = {key: [] for key in keys}
    pairs = found.order_by("pk").values_list("translation_key", "locale__language_code")
    for key, language in pairs:
        paths[key].append(f"releases/{key}/{language}/")
    return paths


def other_versions(
    release: PressReleasePage, paths: dict[UUID, list[str]]
) -> list[str]:
    """Return the paths of the versions of a release in other languages."""
    own = release.identity_path
    return [path for path in paths[release.translation_key] if path != own]
