"""Wagtail's app of users, with our views in it."""

from __future__ import annotations

from wagtail import hooks
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Stands in ``INSTALLED_APPS`` instead of ``wagtail.users``."""

    user_viewset = "portal.home.accounts.users.AccountViewSet"
    group_viewset = "portal.home.accounts.groups.RoleViewSet"

    def ready(self) -> None:
        super().ready()
        from portal.home.accounts.bulk_actions import BULK_ACTIONS

        # After those of Wagtail, which they replace.
        for action in BULK_ACTIONS:
            hooks.register("register_bulk_action", action, order=1)
