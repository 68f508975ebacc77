"""What a stable identity stands for, and where it is shown.

Only what everybody may know is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from news.pages import PressReleasePage
from partners.models import FormerAddress, PartnersIndexPage
from partners.models.merges import KINDS
from partners.public import public
from portal.core.addresses import page_path
from portal.core.languages import preferred
from portal.core.querysets import public_pages

if TYPE_CHECKING:
    from uuid import UUID

    from partners.structured_data import Entity


def find(kind: str, slug: str) -> Entity | None:
    """Return an entity by its slug, or by one that it or a duplicate had before."""
    entity = public(kind).for_page().filter(slug=slug).first()
    if entity:
        return entity
    moved = former_paths(kind, [slug])
    path = moved.get(f"{kind}/{slug}/")
    return (
        public(kind).for_page().filter(slug=path.split("/")[1]).first()
        if path
        else None
    )


def former_paths(kind: str, slugs: list[str]) -> dict[str, str]:
    """Return where former slugs lead: from the old path to the public new one.

    Two queries. The slug of a duplicate is a former one of what was kept.
    """
    addresses = FormerAddress.objects.filter(kind=KINDS[kind], slug__in=slugs)
    targets: dict[str, int] = dict(addresses.values_list("slug", "entity_id"))
    current = dict(
        public(kind).filter(pk__in=targets.values()).values_list("pk", "slug")
    )
    return {
        f"{kind}/{slug}/": f"{kind}/{current[pk]}/"
        for slug, pk in targets.items()
        if pk in current
    }


def page_of(entity: Entity) -> str:
    """Return the path of an entity's page in the best language, empty without one."""
    indexes = public_pages(PartnersIndexPage).select_related("locale")
    by_language = {index.language: index for index in indexes}
    best = next(
        (by_language[code] for code in preferred() if code in by_language), None
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
