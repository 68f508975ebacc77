"""The ways to take a public release back and to lift an embargo, beside its date."""

from __future__ import annotations

from wagtail.admin.panels import Panel

from news.publishing import lifting, postponing


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


class LiftPanel(Panel):
    """Leads to the act that makes an approved release public before its time."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/lift_panel.html"

        def is_shown(self) -> bool:
            may = bool(self.instance.pk) and lifting.may_lift(
                self.instance, self.request.user
            )
            return super().is_shown() and may

        def get_context_data(self, parent_context=None) -> dict:
            return super().get_context_data(parent_context) | {"release": self.instance}
