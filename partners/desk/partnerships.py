"""How partnerships are edited and chosen in the admin."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import LiveStatusTagColumn

from partners.choosers import KnownChooserViewSet
from partners.desk.drafts import GOES_WITH, EntityViewSet
from partners.desk.quick_forms import QuickForm, add_names
from partners.desk.rows import NAMES, VALIDITY
from partners.models import Partnership, PartnershipName


class QuickPartnershipForm(QuickForm):
    """Name and kind of a new partnership."""

    name = forms.CharField(label=_("Official name"), max_length=250)

    class Meta:
        model = Partnership
        fields = ["kind"]

    field_order = ["name", "kind"]

    def add_rows(self, entity: Partnership) -> None:
        add_names(entity, PartnershipName, self.cleaned_data)


class PartnershipChooserViewSet(KnownChooserViewSet):
    creation_form_class = QuickPartnershipForm
    create_action_label = _("Add partnership")
    creation_tab_label = _("New partnership")


def dated(field: str, prefix: str) -> FieldRowPanel:
    """Return a day with its precision and whether it was derived."""
    return FieldRowPanel(
        [
            FieldPanel(field),
            FieldPanel(f"{prefix}_precision"),
            FieldPanel(f"{prefix}_derived"),
        ]
    )


class PartnershipViewSet(EntityViewSet):
    model = Partnership
    icon = "group"
    chooser_viewset_class = PartnershipChooserViewSet
    list_display = [
        "label",
        "kind",
        "announced_on",
        "committed_until",
        LiveStatusTagColumn(),
    ]
    list_filter = ["live", "kind"]
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    NAMES,
                    FieldPanel("kind"),
                    FieldPanel("slug"),
                    GOES_WITH,
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
