"""The way to take a public release back, beside its date."""

from __future__ import annotations

from wagtail.admin.panels import Panel

from news.publishing import postponing


class PostponePanel(Panel):
    """Leads to the act that moves a public release into the future."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/postpone_panel.html"

        def is_shown(self) -> bool:
            may = bool(self.instance.pk) and postponing.may_postpone(
                self.instance, self.request.user
            )
            return super().is_shown() and may

        def get_context_data(self, parent_context=None) -> dict:
            return super().get_context_data(parent_context) | {"release": self.instance}
