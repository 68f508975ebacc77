from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "portal.privacy"
    verbose_name = _("Privacy")

    def ready(self) -> None:
        from portal.privacy.services import register_services

        register_services(settings.CONSENT_SERVICES)
