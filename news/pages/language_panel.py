"""The language versions of a release, above its editing form."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from news.models.release import Release
from news.pages.adding import find_languages
from news.pages.translations import versions_of


def describe_versions(release: Release, user: Any) -> dict[str, Any]:
    """Return the versions of a stored release, and what somebody can do with them."""
    versions = versions_of(release)
    return {
        "release": release,
        "versions": versions,
        "has_others": sum(one.page is not None for one in versions) > 1,
        "addable": find_languages(user),
    }


class LanguageVersionsPanel(Panel):
    """Links to the other language versions, with what each of them needs.

    Also in the form of a new release, which goes on as it is when it has saved itself.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/language_panel.html"

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            if self.instance.pk:
                context |= describe_versions(self.instance, self.request.user)
            return context
