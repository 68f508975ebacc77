from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    name = "portal.subscriptions"
    verbose_name = _("Subscriptions")

    def ready(self) -> None:
        from portal.privacy import processing
        from portal.subscriptions import activities, signals

        signals.connect()
        processing.register(activities.SUBSCRIPTIONS)
