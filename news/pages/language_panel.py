"""The language versions of a release, above its editing form."""

from __future__ import annotations

from wagtail.admin.panels import Panel

from news.pages.translations import versions_of


class LanguageVersionsPanel(Panel):
    """Links to the other language versions, with what each of them needs."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/language_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context=None) -> dict:
            versions = versions_of(self.instance)
            return super().get_context_data(parent_context) | {
                "release": self.instance,
                "versions": versions,
                "has_others": sum(one.page is not None for one in versions) > 1,
            }
