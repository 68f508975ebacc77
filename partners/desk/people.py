"""How people are edited and chosen in the admin."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from partners.choosers import KnownChooserViewSet
from partners.desk.merging import MergeableEditView
from partners.desk.quick_forms import QuickForm
from partners.desk.rows import IDENTIFIERS, VALIDITY
from partners.models import Person, PersonIdentifier


class QuickPersonForm(QuickForm):
    """Name and ORCID iD of a new person."""

    scheme = "orcid"
    identifier_model = PersonIdentifier

    identifier = forms.CharField(label="ORCID", max_length=64, required=False)

    class Meta:
        model = Person
        fields = ["name", "titles", "status"]

    field_order = ["name", "titles", "identifier", "status"]


class PersonChooserViewSet(KnownChooserViewSet):
    creation_form_class = QuickPersonForm
    create_action_label = _("Add person")
    creation_tab_label = _("New person")


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    chooser_viewset_class = PersonChooserViewSet
    edit_view_class = MergeableEditView
    list_display = ["name", "sort_name", "status"]
    list_filter = ["status"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("titles"), FieldPanel("sort_name")]),
            FieldPanel("slug"),
            FieldPanel("status"),
            FieldPanel("biography"),
            InlinePanel(
                "affiliations",
                heading=_("Affiliations"),
                label=_("Affiliation"),
                panels=[
                    FieldPanel("institution"),
                    FieldRowPanel([FieldPanel("role_type"), FieldPanel("is_primary")]),
                    FieldPanel("role"),
                    FieldPanel("unit"),
                    VALIDITY,
                ],
            ),
            IDENTIFIERS,
            FieldPanel("website"),
            FieldPanel("portrait"),
            FieldPanel("portrait_consent_until"),
        ]
    )
