from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "portal.statistics"
    verbose_name = _("Statistics")

    def ready(self) -> None:
        from portal.privacy import processing
        from portal.statistics.activities import COUNTING

        if settings.COUNTING != "off":
            processing.register(COUNTING)
