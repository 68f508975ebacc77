"""How figures are edited, chosen and reviewed."""

from __future__ import annotations

from datetime import date

from django.forms.models import fields_for_model
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.models import WagtailAdminModelForm, formfield_for_dbfield
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from partners.choosers import WaitingChooserViewSet
from partners.desk.drafts import GOES_WITH, EntityViewSet
from partners.models import Fact, FigureValue
from partners.validity import format_day

OF_VALUE = [
    "qualifier",
    "value",
    "as_of",
    "as_of_precision",
    "source",
    "source_url",
    "review_by",
]


class QuickFigureForm(WagtailAdminModelForm):
    """A new figure with its first value."""

    class Meta:
        model = Fact
        fields = ["subject", "unit", "institution", "partnership"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= fields_for_model(
            FigureValue, OF_VALUE, formfield_callback=formfield_for_dbfield
        )

    def save(self, commit: bool = True) -> Fact:
        figure = super().save(commit=False)
        values = {name: self.cleaned_data[name] for name in OF_VALUE}
        figure.values.add(FigureValue(**values))
        if commit:
            figure.save()
        return figure


class FactChooserViewSet(WaitingChooserViewSet):
    creation_form_class = QuickFigureForm
    create_action_label = _("Add fact")
    creation_tab_label = _("New fact")


class FactViewSet(EntityViewSet):
    model = Fact
    icon = "calendar-check"
    chooser_viewset_class = FactChooserViewSet
    list_display = ["__str__", "institution", "partnership", LiveStatusTagColumn()]
    list_filter = ["live", "institution", "partnership"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("subject"),
            GOES_WITH,
            FieldRowPanel([FieldPanel("institution"), FieldPanel("partnership")]),
            FieldPanel("unit"),
            InlinePanel(
                "values",
                heading=_("Values, the newest first"),
                label=_("Value"),
                min_num=1,
                # A new row goes to the top: static/js/admin/newest-first.js.
                classname="newest-first",
                help_text=_(
                    "A new value is a new row with its own day. The others stay: "
                    "releases of their time state them."
                ),
                panels=[
                    FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value")]),
                    FieldRowPanel([FieldPanel("as_of"), FieldPanel("as_of_precision")]),
                    FieldPanel("source"),
                    FieldPanel("source_url"),
                    FieldPanel("review_by"),
                ],
            ),
        ]
    )


class DueFactsView(ReportView):
    """Facts whose value should be looked up again."""

    page_title = _("Facts due for review")
    header_icon = "calendar-check"
    index_url_name = "partners_due_facts"
    index_results_url_name = "partners_due_facts_results"
    permission_policy = ModelPermissionPolicy(Fact)
    any_permission_required = ["change"]
    model = Fact
    default_ordering = "review_due"
    list_export = [
        "subject",
        "institution",
        "partnership",
        "value_on.value",
        "value_on.as_of",
        "value_on.source",
    ]
    export_headings = {
        "value_on.value": _("value"),
        "value_on.as_of": _("as of"),
        "value_on.source": _("source"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "fact",
                label=_("Fact"),
                accessor=str,
                get_url=lambda fact: reverse(
                    Fact.snippet_viewset.get_url_name("edit"), args=[fact.pk]
                ),
            ),
            Column(
                "about",
                label=_("Institution or partnership"),
                accessor=lambda fact: fact.institution or fact.partnership or "",
            ),
            Column(
                "source",
                label=_("Source"),
                accessor=lambda fact: fact.value_on(date.max).source,
            ),
            Column(
                "review_due",
                label=_("Review by"),
                accessor=lambda fact: format_day(fact.review_due),
            ),
        ]

    def get_queryset(self):
        return (
            Fact.objects.due()
            .select_related("institution", "partnership")
            .order_by("review_due", "pk")
        )


def due_facts_urls() -> list:
    """Return the addresses of the report, for the admin."""
    return [
        path("reports/facts/", DueFactsView.as_view(), name="partners_due_facts"),
        path(
            "reports/facts/results/",
            DueFactsView.as_view(results_only=True),
            name="partners_due_facts_results",
        ),
    ]


class DueFactsMenuItem(MenuItem):
    """The report in the menu of those who may change facts."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("partners.change_fact")


def due_facts_menu_item() -> MenuItem:
    """Return the entry of the report in the menu."""
    return DueFactsMenuItem(
        _("Facts due for review"),
        reverse("partners_due_facts"),
        name="due-facts",
        icon_name="calendar-check",
        order=1110,
    )
