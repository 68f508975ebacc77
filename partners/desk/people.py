"""How people are edited and chosen in the admin."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn

from partners import spellings
from partners.choosers import KnownChooserViewSet
from partners.desk.drafts import GOES_WITH, EntityViewSet
from partners.desk.merging import MergeableEditView
from partners.desk.quick_forms import QuickForm
from partners.desk.rows import IDENTIFIERS, VALIDITY
from partners.forms import offer_no_erasure
from partners.models import Person, PersonIdentifier, PersonName


class QuickPersonForm(QuickForm):
    """Name and ORCID iD of a new person."""

    scheme = "orcid"
    identifier_model = PersonIdentifier

    name = forms.CharField(
        label=_("Name"), max_length=250, help_text=_("As the person writes it.")
    )
    titles = forms.CharField(label=_("Titles"), max_length=100, required=False)
    identifier = forms.CharField(
        label="ORCID", max_length=spellings.LONGEST, required=False
    )

    class Meta:
        model = Person
        fields = ["status"]

    field_order = ["name", "titles", "identifier", "status"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_no_erasure(self)

    def add_rows(self, entity: Person) -> None:
        super().add_rows(entity)
        values = self.cleaned_data
        entity.names.add(PersonName(text=values["name"], titles=values["titles"]))


class PersonChooserViewSet(KnownChooserViewSet):
    creation_form_class = QuickPersonForm
    create_action_label = _("Add person")
    creation_tab_label = _("New person")


class PersonViewSet(EntityViewSet):
    model = Person
    icon = "user"
    chooser_viewset_class = PersonChooserViewSet
    edit_view_class = MergeableEditView
    list_display = ["label", "sort_name", "status", LiveStatusTagColumn()]
    list_filter = ["live", "status"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            InlinePanel(
                "names",
                heading=_("Names and titles"),
                label=_("Name"),
                min_num=1,
                help_text=_(
                    "A new name or title is a new row with the day from which it holds; "
                    "the row before it ends on that day."
                ),
                panels=[
                    FieldRowPanel([FieldPanel("titles"), FieldPanel("text")]),
                    FieldRowPanel([FieldPanel("sort_name"), FieldPanel("kind")]),
                    VALIDITY,
                ],
            ),
            FieldPanel("slug"),
            GOES_WITH,
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
