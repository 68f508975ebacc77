"""How accounts are looked after by those who have no fewer rights."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

import django_filters

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CopyViewMixin
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users

from portal.home.accounts.rights import accounts_within, groups_within
from portal.home.accounts.views import (
    ActingMixin,
    LinkedWithinRightsMixin,
    WithinRightsMixin,
)
from portal.users.models import User


class GivingFormMixin:
    """A form of an account that gives no right that its user lacks."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, acting: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        groups.queryset = groups_within(acting)  # type: ignore[attr-defined]
        groups.error_messages["invalid_choice"] = _(
            "You cannot give a group with rights that you do not have yourself."
        )
        # Nobody changes this of themselves.
        if field := self.fields.get("is_superuser"):
            field.label = _("Superuser")
            field.help_text = _(
                "May do everything, whatever the groups say. "
                "Only a superuser can make somebody a superuser."
            )
            field.disabled = not acting.is_superuser

    def clean(self) -> dict:
        cleaned = super().clean()  # type: ignore[misc]
        field = self.fields.get("is_superuser")
        if field and field.disabled and self._asks_for_superuser(field):
            message = _("Only a superuser can make somebody a superuser.")
            self.add_error("is_superuser", message)  # type: ignore[attr-defined]
        return cleaned

    def _asks_for_superuser(self, field: forms.Field) -> bool:
        """Tell whether the form as sent ticks what its page does not let anybody tick."""
        name = self.add_prefix("is_superuser")  # type: ignore[attr-defined]
        return field.widget.value_from_datadict(self.data, self.files, name)  # type: ignore[attr-defined]


class AccountCreationForm(GivingFormMixin, UserCreationForm):
    pass


class AccountEditForm(GivingFormMixin, UserEditForm):
    pass


class AccountMixin:
    """What the views of accounts know."""

    refusal: str | Promise = _(
        "This account has rights that you do not have, so you cannot change it. "
        "Ask a superuser."
    )

    def within(self):
        return accounts_within(self.request.user)


class AccountFilterSet(users.UserFilterSet):
    is_superuser = django_filters.BooleanFilter(
        label=_("Superuser"), widget=BooleanRadioSelect
    )


class AccountIndexView(AccountMixin, LinkedWithinRightsMixin, users.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Name superusers as such: "Admin" could be taken for the group."""
        columns = super().columns
        for column in columns:
            if column.name == "is_superuser":
                column.accessor = lambda u: _("Superuser") if u.is_superuser else None
        return columns


class AccountCreateView(ActingMixin, users.CreateView):
    pass


class AccountCopyView(
    AccountMixin, WithinRightsMixin, CopyViewMixin, AccountCreateView
):
    pass


class AccountEditView(AccountMixin, WithinRightsMixin, ActingMixin, users.EditView):
    pass


class AccountDeleteView(AccountMixin, WithinRightsMixin, users.DeleteView):
    pass


class AccountViewSet(users.UserViewSet):
    filterset_class = AccountFilterSet
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    copy_view_class = AccountCopyView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return AccountEditForm if for_update else AccountCreationForm
