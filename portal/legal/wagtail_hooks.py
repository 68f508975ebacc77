"""What the legal pages add to the admin."""

from __future__ import annotations

from django.http import HttpRequest

from laces.components import Component

from wagtail import hooks

from portal.legal.desk.panels import BarriersPanel, GapsPanel
from portal.legal.desk.reports import barriers_menu_item, report_urls

hooks.register("register_admin_urls", report_urls)
hooks.register("register_reports_menu_item", barriers_menu_item)


@hooks.register("construct_homepage_panels")
def name_what_is_missing(request: HttpRequest, panels: list[Component]) -> None:
    """Tell those who can change it what the legal pages lack, and of new barriers."""
    panels += [BarriersPanel(request.user), GapsPanel(request.user)]
