"""How groups are looked after by those who have no fewer rights."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.contrib.settings.forms import SitePermissionForm
from wagtail.users.forms import GroupForm
from wagtail.users.views import groups

from portal.home.accounts.rights import (
    PlaceRights,
    groups_within,
    held_permissions,
)
from portal.home.accounts.views import (
    ActingMixin,
    LinkedWithinRightsMixin,
    WithinRightsMixin,
)
from portal.users.models import User

BEYOND = _("You cannot give a right that you do not have yourself.")


class RoleForm(GroupForm):
    """Offers the permissions that its user has."""

    def __init__(self, *args, acting: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["permissions"]
        field.queryset = field.queryset.filter(
            pk__in=held_permissions(acting).values("pk")
        )
        field.error_messages["invalid_choice"] = BEYOND

    def clean(self) -> dict:
        """Say on top of the form what the table of permissions has no place for."""
        cleaned = super().clean()
        for message in self.errors.pop("permissions", []):
            self.add_error(None, message)
        return cleaned


class GivingMixin(ActingMixin):
    """A view whose tables give no right for a place that its user lacks."""

    def is_valid(self, form: forms.ModelForm) -> bool:
        if not super().is_valid(form):  # type: ignore[misc]
            return False
        held = PlaceRights(self.request.user)
        panels = self.permission_panel_forms  # type: ignore[attr-defined]
        beyond = [panel for panel in panels if not self._is_within(panel, held)]
        if beyond:
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return not beyond

    @staticmethod
    def _is_within(
        panel: forms.BaseFormSet | SitePermissionForm, held: PlaceRights
    ) -> bool:
        """Tell whether all that a panel gives may be given; mark what may not."""
        if isinstance(panel, SitePermissionForm):
            return _sites_are_within(panel, held)
        rows = [row for row in panel.forms if row not in panel.deleted_forms]
        beyond = [row for row in rows if not _row_is_within(row, held)]
        return not beyond


def _sites_are_within(panel: SitePermissionForm, held: PlaceRights) -> bool:
    permission = panel.permission.pk
    sites = panel.cleaned_data["sites"]
    if all(held.cover("site", permission, site.pk) for site in sites):
        return True
    panel.add_error("sites", BEYOND)
    return False


def _row_is_within(row: forms.Form, held: PlaceRights) -> bool:
    for kind in ("page", "collection"):
        if place := row.cleaned_data.get(kind):
            given = row.cleaned_data["permissions"]
            if not all(held.cover(kind, one.pk, place.path) for one in given):
                row.add_error(kind, BEYOND)
                return False
    return True


class RoleMixin:
    """What the views of groups know."""

    refusal: str | Promise = _(
        "This group has rights that you do not have, so you cannot change it. "
        "Ask a superuser."
    )

    def within(self):
        return groups_within(self.request.user)


class RoleIndexView(RoleMixin, LinkedWithinRightsMixin, groups.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "name", label=_("Name"), sort_key="name", get_url=self.get_edit_url
            )
        ]


class RoleCreateView(GivingMixin, groups.CreateView):
    pass


class RoleEditView(RoleMixin, WithinRightsMixin, GivingMixin, groups.EditView):
    pass


class RoleDeleteView(RoleMixin, WithinRightsMixin, groups.DeleteView):
    pass


class RoleViewSet(groups.GroupViewSet):
    index_view_class = RoleIndexView
    add_view_class = RoleCreateView
    edit_view_class = RoleEditView
    delete_view_class = RoleDeleteView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return RoleForm
