"""How institutions, people and partnerships are edited and chosen in the admin."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from partners.addresses import free_slug
from partners.choosers import KnownChooserViewSet
from partners.desk.facts import FactViewSet
from partners.desk.merging import MergeableEditView
from partners.identifiers import SCHEMES
from partners.models import (
    Institution,
    InstitutionIdentifier,
    InstitutionName,
    Partnership,
    PartnershipName,
    Person,
    PersonIdentifier,
)
from portal.core.languages import content_languages

VALIDITY = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_from_precision")]),
        FieldRowPanel([FieldPanel("valid_to"), FieldPanel("valid_to_precision")]),
        FieldPanel("source"),
    ],
    heading=_("Validity"),
    classname="collapsed",
)
NAMES = InlinePanel(
    "names",
    heading=_("Names"),
    label=_("Name"),
    min_num=1,
    panels=[
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("kind")]),
        VALIDITY,
    ],
)
EVIDENCE = MultiFieldPanel(
    [
        FieldPanel("verified_at"),
        FieldPanel("verified_by"),
        FieldPanel("verified_against"),
    ],
    heading=_("Evidence"),
    classname="collapsed",
)
IDENTIFIERS = InlinePanel(
    "identifiers",
    heading=_("Identifiers"),
    label=_("Identifier"),
    panels=[
        FieldRowPanel([FieldPanel("scheme"), FieldPanel("value")]),
        FieldRowPanel([FieldPanel("scope"), FieldPanel("scope_note")]),
        EVIDENCE,
    ],
)


class QuickForm(forms.ModelForm):
    """What must be known to add something from inside another form.

    The rest is filled in later; what is typed here is enough to link it.
    """

    scheme: str
    identifier_model: type[Model]

    def clean_identifier(self) -> str:
        value = self.cleaned_data["identifier"]
        if not value:
            return ""
        value = SCHEMES[self.scheme].clean(value)
        taken = self.identifier_model._default_manager.filter(
            scheme=self.scheme, value=value
        )
        if taken.exists():
            raise ValidationError(
                _("This identifier already belongs to another entry.")
            )
        return value

    def save(self, commit: bool = True):
        entity = super().save(commit=False)
        entity.slug = free_slug(type(entity), self.cleaned_data["name"])
        self.add_rows(entity)
        if commit:
            entity.save()
        return entity

    def add_rows(self, entity) -> None:
        """Add the rows that belong to a new entity."""
        if value := self.cleaned_data.get("identifier"):
            entity.identifiers.add(
                self.identifier_model(scheme=self.scheme, value=value)
            )


def add_names(entity, row_model: type, values: dict) -> None:
    """Give a new entity its name and acronym in every language of the site."""
    names = [row_model(language=get_language(), text=values["name"])]
    names += [
        row_model(language=code, text=values["name"])
        for code in content_languages()
        if code != get_language()
    ]
    if values.get("acronym"):
        names.append(
            row_model(language=get_language(), kind="acronym", text=values["acronym"])
        )
    entity.names.set(names)


class QuickInstitutionForm(QuickForm):
    """Name, acronym, kind and ROR of a new institution."""

    scheme = "ror"
    identifier_model = InstitutionIdentifier

    name = forms.CharField(label=_("Official name"), max_length=250)
    acronym = forms.CharField(label=_("Acronym"), max_length=50, required=False)
    identifier = forms.CharField(label="ROR", max_length=64, required=False)

    class Meta:
        model = Institution
        fields = ["kind", "city", "country"]

    field_order = ["name", "acronym", "kind", "identifier", "city", "country"]

    def add_rows(self, entity: Institution) -> None:
        super().add_rows(entity)
        add_names(entity, InstitutionName, self.cleaned_data)


class QuickPersonForm(QuickForm):
    """Name and ORCID iD of a new person."""

    scheme = "orcid"
    identifier_model = PersonIdentifier

    identifier = forms.CharField(label="ORCID", max_length=64, required=False)

    class Meta:
        model = Person
        fields = ["name", "titles", "status"]

    field_order = ["name", "titles", "identifier", "status"]


class QuickPartnershipForm(QuickForm):
    """Name and kind of a new partnership."""

    name = forms.CharField(label=_("Official name"), max_length=250)

    class Meta:
        model = Partnership
        fields = ["kind"]

    field_order = ["name", "kind"]

    def add_rows(self, entity: Partnership) -> None:
        add_names(entity, PartnershipName, self.cleaned_data)


class InstitutionChooserViewSet(KnownChooserViewSet):
    creation_form_class = QuickInstitutionForm
    create_action_label = _("Add institution")
    creation_tab_label = _("New institution")


class PersonChooserViewSet(KnownChooserViewSet):
    creation_form_class = QuickPersonForm
    create_action_label = _("Add person")
    creation_tab_label = _("New person")


class PartnershipChooserViewSet(KnownChooserViewSet):
    creation_form_class = QuickPartnershipForm
    create_action_label = _("Add partnership")
    creation_tab_label = _("New partnership")


class InstitutionViewSet(SnippetViewSet):
    model = Institution
    icon = "home"
    chooser_viewset_class = InstitutionChooserViewSet
    edit_view_class = MergeableEditView
    list_display = ["label", "kind", "city", "country"]
    list_filter = ["kind", "country"]
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    NAMES,
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
                    FieldPanel("slug"),
                    FieldPanel("description"),
                    FieldRowPanel(
                        [
                            FieldPanel("city"),
                            FieldPanel("region"),
                            FieldPanel("country"),
                        ]
                    ),
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


def dated(field: str, prefix: str) -> FieldRowPanel:
    """Return a day with its precision and whether it was derived."""
    return FieldRowPanel(
        [
            FieldPanel(field),
            FieldPanel(f"{prefix}_precision"),
            FieldPanel(f"{prefix}_derived"),
        ]
    )


class PartnershipViewSet(SnippetViewSet):
    model = Partnership
    icon = "group"
    chooser_viewset_class = PartnershipChooserViewSet
    list_display = ["label", "kind", "announced_on", "committed_until"]
    list_filter = ["kind"]
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    NAMES,
                    FieldPanel("kind"),
                    FieldPanel("slug"),
                    FieldPanel("network"),
                    FieldPanel("description"),
                    FieldPanel("goals"),
                    FieldPanel("instruments"),
                    FieldPanel("website"),
                ],
                heading=_("Partnership"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "members",
                        heading=_("Members"),
                        label=_("Member"),
                        panels=[
                            FieldPanel("institution"),
                            FieldPanel("role"),
                            VALIDITY,
                        ],
                    ),
                    InlinePanel(
                        "roles",
                        heading=_("People"),
                        label=_("Person"),
                        panels=[
                            FieldPanel("person"),
                            FieldPanel("role"),
                            FieldPanel("representing"),
                            VALIDITY,
                        ],
                    ),
                ],
                heading=_("Members and people"),
            ),
            ObjectList(
                [
                    dated("announced_on", "announced"),
                    dated("started_on", "started"),
                    dated("committed_until", "committed"),
                    dated("ended_on", "ended"),
                    InlinePanel(
                        "milestones",
                        heading=_("Reviews and renewals"),
                        label=_("Review or renewal"),
                        panels=[
                            FieldRowPanel([FieldPanel("kind"), FieldPanel("day")]),
                            FieldRowPanel(
                                [FieldPanel("precision"), FieldPanel("is_derived")]
                            ),
                            FieldPanel("source"),
                        ],
                    ),
                ],
                heading=_("Term"),
            ),
        ]
    )


class PartnersViewSetGroup(SnippetViewSetGroup):
    """The part of the admin menu for the partner graph."""

    items = [InstitutionViewSet, PersonViewSet, PartnershipViewSet, FactViewSet]
    menu_label = _("Partners")
    menu_icon = "group"
    menu_order = 210
