"""The report of identifiers that nobody has verified, that differ or are missing."""

from __future__ import annotations

from functools import reduce

from django.db.models import CharField, F, QuerySet, TextChoices, Value
from django.db.models.functions import Cast
from django.forms import RadioSelect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

import django_filters

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from partners.identifiers import SCHEMES, Identifier
from partners.models import (
    Institution,
    InstitutionIdentifier,
    Person,
    PersonIdentifier,
)
from partners.querysets import IdentifierQuerySet

ROWS_PER_PAGE = 50
# What a row says: whose identifier, of which scheme, and what is to be done.
COLUMNS = ("thing", "thing_id", "title", "code", "written", "state", "found", "note")


class State(TextChoices):
    """What is to be done about an identifier."""

    UNVERIFIED = "unverified", _("Not verified")
    AMBIGUOUS = "ambiguous", _("Ambiguous")
    MISSING = "missing", _("Missing")


def may_change(user) -> list[str]:
    """Return of what kinds somebody may change the identifiers."""
    kinds = ("institution", "person")
    return [kind for kind in kinds if user.has_perm(f"partners.change_{kind}")]


def to_do(user, states: list[str]) -> QuerySet:
    """Return what somebody may set right, as one query of dicts by name."""
    parts = [
        part
        for kind in may_change(user)
        for state, part in _parts(kind)
        if state in states
    ]
    rows = reduce(lambda one, other: one.union(other, all=True), parts)
    return rows.order_by("title", "thing", "thing_id", "code", "written")


def _of_institutions() -> tuple[IdentifierQuerySet, QuerySet]:
    """Return the identifiers of institutions, and the institutions without ROR."""
    identifiers = InstitutionIdentifier.objects.filter(institution__merged_into=None)
    return identifiers, Institution.objects.expecting_ror().without("ror")


def _of_people() -> tuple[IdentifierQuerySet, QuerySet]:
    """Return the identifiers of people, and the people without ORCID."""
    identifiers = PersonIdentifier.objects.filter(person__merged_into=None)
    return (
        identifiers.exclude(person__status=Person.Status.ERASED),
        Person.objects.with_page().without("orcid"),
    )


def _parts(kind: str) -> list[tuple[State, QuerySet]]:
    """Return the rows about institutions or people by state."""
    if kind == "institution":
        scheme, (identifiers, missing) = "ror", _of_institutions()
    else:
        scheme, (identifiers, missing) = "orcid", _of_people()
    written = {
        "thing_id": F(f"{kind}_id"),
        "title": F(f"{kind}__label"),
        "code": F("scheme"),
        "written": F("value"),
        "found": F("finding"),
        "note": F("finding_note"),
    }
    nothing = {
        "thing_id": F("pk"),
        "title": F("label"),
        "code": _text(scheme),
        **dict.fromkeys(("written", "found", "note"), _text("")),
    }
    return [
        (
            state,
            rows.order_by()
            .annotate(thing=_text(kind), state=_text(state), **more)
            .values(*COLUMNS),
        )
        for state, rows, more in (
            (State.UNVERIFIED, identifiers.unverified(), written),
            (State.AMBIGUOUS, identifiers.contradicted(), written),
            (State.MISSING, missing, nothing),
        )
    ]


def _text(value: str) -> Cast:
    """Return a constant whose type every database knows."""
    return Cast(Value(value), CharField(max_length=300))


class IdentifiersFilterSet(WagtailFilterSet):
    """Keeps the rows of one state."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=State,
        empty_label=_("All"),
        widget=RadioSelect,
        method="of_state",
    )

    def of_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Ask anew: a union of queries cannot be filtered."""
        return to_do(self.request.user, [value])


def _edit_address(row: dict) -> str:
    name = f"wagtailsnippets_partners_{row['thing']}:edit"
    return reverse(name, args=[row["thing_id"]])


def _found(row: dict) -> str:
    """Return what the last check found, in words."""
    label = Identifier.Finding(row["found"]).label if row["found"] else ""
    return ": ".join(part for part in (str(label), row["note"]) if part)


class IdentifiersReportView(ReportView):
    """Lists what is left to do about identifiers, each with its form."""

    page_title = _("Identifiers")
    header_icon = "link"
    index_url_name = "identifiers_report"
    index_results_url_name = "identifiers_report_results"
    filterset_class = IdentifiersFilterSet
    paginate_by = ROWS_PER_PAGE
    any_permission_required = ["change"]
    columns = [
        TitleColumn("title", label=_("Name"), get_url=_edit_address),
        Column(
            "code", label=_("Scheme"), accessor=lambda row: SCHEMES[row["code"]].label
        ),
        Column("written", label=_("Value")),
        Column(
            "state", label=_("State"), accessor=lambda row: State(row["state"]).label
        ),
        Column("found", label=_("Finding"), accessor=_found),
    ]

    def user_has_any_permission(self, permissions: list[str]) -> bool:
        return bool(may_change(self.request.user))

    def get_base_queryset(self) -> QuerySet:
        return to_do(self.request.user, State.values)

    def get_filterset_kwargs(self) -> dict:
        return super().get_filterset_kwargs() | {"queryset": self.get_base_queryset()}


class IdentifiersMenuItem(MenuItem):
    """The report in the menu of those who may do something about it."""

    def is_shown(self, request) -> bool:
        return bool(may_change(request.user))


def identifiers_urls() -> list:
    """Return the addresses of the report below the admin's."""
    view = IdentifiersReportView
    return [
        path("reports/identifiers/", view.as_view(), name=view.index_url_name),
        path(
            "reports/identifiers/results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        ),
    ]


def identifiers_menu_item() -> MenuItem:
    """Return the report's entry in the menu of reports."""
    return IdentifiersMenuItem(
        _("Identifiers"),
        reverse(IdentifiersReportView.index_url_name),
        name="identifiers",
        icon_name="link",
        order=600,
    )
