from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    name = "portal.subscriptions"
    verbose_name = _("Subscriptions")

    def ready(self) -> None:
        from portal.subscriptions import signals

        signals.connect()
