from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuestsConfig(AppConfig):
    name = "portal.guests"
    verbose_name = _("Guests")

    def ready(self) -> None:
        from portal.guests import moving

        moving.connect()
