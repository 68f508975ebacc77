"""What partners adds to the admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from partners.desk.panels import partners_panels
from partners.viewsets import PartnersViewSetGroup

register_snippet(PartnersViewSetGroup)


@hooks.register("construct_homepage_panels")
def show_near_dates(request, panels: list[Component]) -> None:
    """Remind those who look after partnerships of dates that come near."""
    panels += partners_panels(request.user)
