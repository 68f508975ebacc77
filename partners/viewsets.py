"""The part of the admin menu for the partner graph."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from partners.desk.facts import FactViewSet
from partners.desk.institutions import InstitutionViewSet
from partners.desk.partnerships import PartnershipViewSet
from partners.desk.people import PersonViewSet


class PartnersViewSetGroup(SnippetViewSetGroup):
    """The part of the admin menu for the partner graph."""

    items = [InstitutionViewSet, PersonViewSet, PartnershipViewSet, FactViewSet]
    menu_label = _("Partners")
    menu_icon = "group"
    menu_order = 210
