from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "portal.legal"
    verbose_name = _("Legal pages")
    # What people write in its models is put in order: ``portal.core.ordered_texts``.
    holds_texts = True

    def ready(self) -> None:
        from portal.ledger import kinds
        from portal.legal import activities, alerts

        kinds.register(alerts.ALERT)
        activities.register()
