"""What pages of partners show of news."""

from __future__ import annotations

from django.utils.translation import gettext as _

from laces.components import Component

from news.models import PressReleasePage, Statement
from partners.models import Institution, Partnership, Person

MOST_RELEASES = 12
MOST_STATEMENTS = 12


class ReleasesSection(Component):
    """The releases that name an institution, a person or a partnership."""

    template_name = "news/components/releases_section.html"

    def __init__(
        self, entity: Institution | Partnership | Person, language: str
    ) -> None:
        self.entity = entity
        self.language = language

    def get_context_data(self, parent_context) -> dict:
        releases = (
            PressReleasePage.objects.released()
            .in_language(self.language)
            .naming(self.entity)
            .newest_first()
        )
        shown = list(releases.for_lines()[: MOST_RELEASES + 1])
        frame = parent_context["frame"]
        return {
            "title": _("Releases"),
            "releases": [
                {"release": release, "roles": self._roles(release)}
                for release in shown[:MOST_RELEASES]
            ],
            "has_more": len(shown) > MOST_RELEASES,
            "newsroom_url": frame.newsroom.url if frame.newsroom else "",
            "filter_query": f"{self.entity._meta.model_name}={self.entity.slug}",
            "request": parent_context.get("request"),
        }

    def _roles(self, release: PressReleasePage) -> list[str]:
        """Return how the entity stands in a release, as recorded then."""
        keys = ("issuers", "institutions", "people", "partnerships")
        return [
            entry["role"]
            for key in keys
            for entry in release.record.get(key, [])
            if entry["path"] == self.entity.path and entry.get("role")
        ]


class StatementsSection(Component):
    """What a person said, or what was said for an institution."""

    template_name = "news/components/statements_section.html"

    def __init__(self, entity: Institution | Person) -> None:
        self.entity = entity

    def get_context_data(self, parent_context) -> dict:
        statements = Statement.objects.public()
        field = "speaker" if isinstance(self.entity, Person) else "institution"
        return {
            "title": _("Statements"),
            "statements": statements.filter(**{field: self.entity})[:MOST_STATEMENTS],
            "request": parent_context.get("request"),
            "frame": parent_context.get("frame"),
        }


def entity_sections(
    entity: Institution | Partnership | Person, language: str
) -> list[Component]:
    """Return what the page of an entity shows of news, in a language."""
    sections: list[Component] = [ReleasesSection(entity, language)]
    if not isinstance(entity, Partnership):
        sections.append(StatementsSection(entity))
    return sections
