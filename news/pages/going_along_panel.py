"""Which entries become public with a release, in its editing form."""

from __future__ import annotations

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import Panel

from news.models.release import Release
from news.record.named import find_named
from partners import waiting


def find_entries(release: Release, user) -> list[dict]:
    """Return what becomes public with a text of a release, as somebody sees it."""
    story = release.translation_key
    finder = AdminURLFinder(user=user)
    approved = waiting.find_approved(story)
    return [
        {
            "name": entity,
            "kind": entity._meta.verbose_name,
            "url": finder.get_edit_url(entity),
            "is_change": entity.live,
            "is_approved": waiting.key_of(entity) in approved,
            "may_publish": waiting.may_publish(user, entity),
        }
        for entity in waiting.find_waiting(story, find_named(release))
    ]


class GoingAlongPanel(Panel):
    """Lists the drafts that wait for a release, with what becomes of each."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/going_along_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context=None) -> dict:
            story, user = self.instance.translation_key, self.request.user
            return super().get_context_data(parent_context) | {
                "story": story,
                "entries": find_entries(self.instance, user),
            }
