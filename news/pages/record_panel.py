"""The frozen record of a release, above its editing form."""

from __future__ import annotations

from wagtail.admin.panels import Panel

from news.publishing import refreshing
from news.record import build


class RecordPanel(Panel):
    """Says what the record would be if it were resolved today."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/record_panel.html"

        def is_shown(self) -> bool:
            """With another date than that of its record, a release is resolved anew."""
            day = build.day_of(self.instance)
            frozen = self.instance.resolved_as_of == day
            return super().is_shown() and bool(
                self.instance.first_published_at and frozen
            )

        def get_context_data(self, parent_context=None) -> dict:
            return super().get_context_data(parent_context) | {
                "release": self.instance,
                "count": len(refreshing.find_differences(self.instance)),
                "may_refresh": refreshing.may_refresh(self.instance, self.request.user),
            }
