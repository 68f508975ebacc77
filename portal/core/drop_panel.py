"""Takes pictures that are dropped on the form of a page."""

from __future__ import annotations

from wagtail.admin.panels import Panel
from wagtail.images.fields import WagtailImageField
from wagtail.permissions import policy_registry

from portal.core.models import CustomImage


class DropPanel(Panel):
    """A button for picture files, and what is said of those that came in.

    For those who may add pictures. Files that are dropped anywhere on the form count as
    chosen with the button.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/desk/drop_panel.html"

        def is_shown(self) -> bool:
            policy = policy_registry.get_by_type(CustomImage)
            return policy.user_has_permission(self.request.user, "add")

        def get_context_data(self, parent_context=None) -> dict:
            locale = self.instance.locale if self.instance.locale_id else None
            return super().get_context_data(parent_context) | {
                "field": WagtailImageField(),
                "language": locale.language_code if locale else "",
            }
