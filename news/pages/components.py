"""What pages of partners show of news."""

from __future__ import annotations

from django.utils.translation import gettext as _

from laces.components import Component

from news.pages import PressReleasePage
from news.querysets import public_statements
from news.relations import Relation
from partners.models import Institution, Partnership, Person

LATEST_OF_EACH = 6
STATEMENTS_PER_PAGE = 12
MOST_DIGITS = 6  # of the number of a page


class ReleasesSection(Component):
    """The releases that an institution, a person or a partnership belongs to."""

    template_name = "news/components/releases_section.html"

    def __init__(
        self, entity: Institution | Partnership | Person, language: str
    ) -> None:
        self.entity = entity
        self.kind = entity._meta.model_name or ""
        self.language = language

    def get_context_data(self, parent_context) -> dict:
        frame = parent_context["frame"]
        return {
            "title": _("Releases"),
            "groups": self._groups(),
            "newsroom_url": frame.newsroom.url if frame.newsroom else "",
            "filter_query": f"{self.kind}={self.entity.slug}",
            "request": parent_context.get("request"),
        }

    def _groups(self) -> list[dict]:
        """Return the newest releases of every relation, the strongest first."""
        releases = (
            PressReleasePage.objects.released()
            .in_language(self.language)
            .related_to(self.kind, self.entity.slug)
            .latest_of_each_relation(LATEST_OF_EACH)
            .newest_first()
            .for_lines()
        )
        groups: dict[Relation, list[dict]] = {relation: [] for relation in Relation}
        for release in releases:
            entry = {"release": release, "roles": self._roles(release)}
            groups[Relation(release.relation)].append(entry)
        return [
            {
                "relation": relation,
                "entries": entries,
                "total": entries[0]["release"].total,
                "has_more": entries[0]["release"].total > len(entries),
            }
            for relation, entries in groups.items()
            if entries
        ]

    def _roles(self, release: PressReleasePage) -> list[str]:
        """Return how the entity stands in a release, as recorded then."""
        record = release.record
        return [
            entry.role
            for entry in (*record.issuers, *record.institutions, *record.people)
            if entry.path == self.entity.path and entry.role
        ]


class StatementsSection(Component):
    """What a person said, or what was said for an institution, page by page."""

    template_name = "news/components/statements_section.html"

    def __init__(self, entity: Institution | Person) -> None:
        self.entity = entity

    def get_context_data(self, parent_context) -> dict:
        request = parent_context.get("request")
        asked = request.GET.get("statements", "") if request else ""
        is_number = asked.isascii() and asked.isdigit() and len(asked) < MOST_DIGITS
        page = max(int(asked), 1) if is_number else 1
        field = "speaker" if isinstance(self.entity, Person) else "institution"
        statements = (
            public_statements()
            .filter(**{field: self.entity})
            .exclude(speaker__status=Person.Status.ERASED)
        )
        first = (page - 1) * STATEMENTS_PER_PAGE
        # One more than is shown tells whether there is a next page.
        found = list(statements[first : first + STATEMENTS_PER_PAGE + 1])
        return {
            "title": _("Statements"),
            "statements": found[:STATEMENTS_PER_PAGE],
            "newer": page - 1,
            "older": page + 1 if len(found) > STATEMENTS_PER_PAGE else 0,
            "request": request,
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
