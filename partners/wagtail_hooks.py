"""What partners add to the admin."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from partners import mention_feature
from partners.desk import drafts
from partners.desk.audit import register_log_actions
from partners.desk.facts import due_facts_menu_item, due_facts_urls
from partners.desk.identifiers_report import identifiers_menu_item, identifiers_urls
from partners.desk.merging_menu import (
    duplicates_menu_item,
    merge_buttons,
    merges_menu_item,
    merging_urls,
)
from partners.desk.panels import partners_panels
from partners.models import Person
from partners.viewsets import PartnersViewSetGroup
from portal.core import ending_files

register_snippet(PartnersViewSetGroup)

hooks.register("register_rich_text_features", mention_feature.register)
hooks.register("register_log_actions", register_log_actions)
hooks.register("register_log_actions", drafts.register_log_actions)
hooks.register("register_snippet_action_menu_item", drafts.offer_the_take_down)
hooks.register("register_snippet_listing_buttons", merge_buttons)
for urls in (due_facts_urls, identifiers_urls, merging_urls):
    hooks.register("register_admin_urls", urls)
for menu_item in (
    due_facts_menu_item,
    duplicates_menu_item,
    identifiers_menu_item,
    merges_menu_item,
):
    hooks.register("register_reports_menu_item", menu_item)


ending_files.watch(
    ending_files.Ending(
        Person,
        "portrait_consent_until",
        "wagtailsnippets_partners_person:edit",
        _("portrait"),
        having=Q(portrait__isnull=False),
    )
)


@hooks.register("construct_homepage_panels")
def show_near_dates(request, panels: list[Component]) -> None:
    """Remind those who look after partnerships of dates that come near."""
    panels += partners_panels(request.user)
