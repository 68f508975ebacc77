"""How institutions are edited and chosen in the admin."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import LiveStatusTagColumn

from partners import spellings
from partners.choosers import KnownChooserViewSet
from partners.countries import CountryField
from partners.desk.drafts import GOES_WITH, EntityViewSet
from partners.desk.merging import MergeableEditView
from partners.desk.quick_forms import QuickForm, add_names
from partners.desk.rows import IDENTIFIERS, NAMES, VALIDITY
from partners.models import Institution, InstitutionIdentifier, InstitutionName


class QuickInstitutionForm(QuickForm):
    """Name, acronym, kind and ROR of a new institution."""

    scheme = "ror"
    identifier_model = InstitutionIdentifier

    name = forms.CharField(label=_("Official name"), max_length=250)
    acronym = forms.CharField(label=_("Acronym"), max_length=50, required=False)
    identifier = forms.CharField(
        label="ROR", max_length=spellings.LONGEST, required=False
    )
    country = CountryField()

    class Meta:
        model = Institution
        fields = ["kind", "city", "country"]

    field_order = ["name", "acronym", "kind", "identifier", "city", "country"]

    def add_rows(self, entity: Institution) -> None:
        super().add_rows(entity)
        add_names(entity, InstitutionName, self.cleaned_data)


class InstitutionChooserViewSet(KnownChooserViewSet):
    creation_form_class = QuickInstitutionForm
    create_action_label = _("Add institution")
    creation_tab_label = _("New institution")


class InstitutionViewSet(EntityViewSet):
    model = Institution
    icon = "home"
    chooser_viewset_class = InstitutionChooserViewSet
    edit_view_class = MergeableEditView
    list_display = ["label", "kind", "city", "country", LiveStatusTagColumn()]
    list_filter = ["live", "kind", "country"]
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    NAMES,
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
                    FieldPanel("slug"),
                    GOES_WITH,
                    FieldPanel("description"),
                    FieldRowPanel([FieldPanel("city"), FieldPanel("region")]),
                    FieldPanel("country"),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    FieldRowPanel(
                        [FieldPanel("founded_year"), FieldPanel("dissolved_year")]
                    ),
                    FieldPanel("website"),
                    FieldPanel("logo"),
                    IDENTIFIERS,
                ],
                heading=_("Institution"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "boilerplates",
                        heading=_("Boilerplates"),
                        label=_("Boilerplate"),
                        panels=[FieldPanel("language"), FieldPanel("text"), VALIDITY],
                    )
                ],
                heading=_("Boilerplates"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "relations",
                        heading=_("Relations"),
                        label=_("Relation"),
                        panels=[
                            FieldRowPanel(
                                [FieldPanel("kind"), FieldPanel("share_percent")]
                            ),
                            FieldPanel("target"),
                            VALIDITY,
                        ],
                    ),
                    InlinePanel(
                        "sites",
                        heading=pgettext_lazy("place", "Sites"),
                        label=pgettext_lazy("place", "Site"),
                        panels=[
                            FieldPanel("label"),
                            FieldPanel("city"),
                            FieldPanel("host"),
                            FieldPanel("host_text"),
                            VALIDITY,
                        ],
                    ),
                ],
                heading=_("Relations and sites"),
            ),
        ]
    )
