"""What can be done with many accounts at once, where the user has all their rights."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.users.views import bulk_actions

from portal.home.accounts.rights import accounts_within, groups_within
from portal.users.models import User


class AccountsWithinMixin:
    """Leaves out accounts with rights that the user lacks, and says so."""

    request: HttpRequest

    @cached_property
    def keys_within(self) -> set[int]:
        accounts = accounts_within(self.request.user)
        return set(accounts.values_list("pk", flat=True))

    def check_perm(self, obj: User) -> bool:
        return super().check_perm(obj) and obj.pk in self.keys_within  # type: ignore[misc]


class AssignGroup(AccountsWithinMixin, bulk_actions.AssignRoleBulkAction):
    def get_form(self, form_class=None) -> forms.Form:
        form = super().get_form(form_class)
        role = form.fields["role"]
        role.queryset = groups_within(self.request.user)
        role.error_messages["invalid_choice"] = _(
            "You cannot give a group with rights that you do not have yourself."
        )
        return form


class SetActiveState(AccountsWithinMixin, bulk_actions.SetActiveStateBulkAction):
    pass


class DeleteAccounts(AccountsWithinMixin, bulk_actions.DeleteBulkAction):
    pass


BULK_ACTIONS = (AssignGroup, SetActiveState, DeleteAccounts)
