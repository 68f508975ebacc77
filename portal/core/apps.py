from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = _("Site")
    # What people write in its models is put in order: ``portal.core.ordered_texts``.
    holds_texts = True

    def ready(self) -> None:
        from portal.core import (
            file_uses,
            generation,
            instants,
            local_times,
            ordered_texts,
            right_to_change,
        )

        # First: others look at what is going to be stored.
        ordered_texts.connect()
        generation.connect()
        instants.connect()
        local_times.connect()
        file_uses.connect()
        right_to_change.connect()
