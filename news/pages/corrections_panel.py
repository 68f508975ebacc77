"""The corrections of a release, above its editing form."""

from __future__ import annotations

from wagtail.admin.panels import Panel


class CorrectionsPanel(Panel):
    """What readers were told since the publication, and the way to tell them more."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/corrections_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.first_published_at)

        def get_context_data(self, parent_context=None) -> dict:
            """Show what is public: a draft keeps the notices of when it was saved."""
            may_publish = self.instance.permissions_for_user(self.request.user)
            return super().get_context_data(parent_context) | {
                "release": type(self.instance).objects.get(pk=self.instance.pk),
                "may_publish": may_publish.can_publish(),
            }
