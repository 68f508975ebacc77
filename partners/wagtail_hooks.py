"""What partners add to the admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from partners.desk.facts import DueFactsMenuItem, due_facts_addresses
from partners.viewsets import PartnersViewSetGroup

register_snippet(PartnersViewSetGroup)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    """Return the addresses that partners add to the admin."""
    return [*due_facts_addresses()]


@hooks.register("register_reports_menu_item")
def due_facts_in_the_menu() -> MenuItem:
    """Put the facts due for review among the reports."""
    return DueFactsMenuItem()
