from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = _("Site")

    def ready(self) -> None:
        from portal.core import (
            file_uses,
            generation,
            instants,
            local_times,
            right_to_change,
        )

        generation.connect()
        instants.connect()
        local_times.connect()
        file_uses.connect()
        right_to_change.connect()
