from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "portal.users"
    verbose_name = _("Users")

    def ready(self) -> None:
        from portal.privacy import processing
        from portal.users.activities import ACCOUNTS

        processing.register(ACCOUNTS)
