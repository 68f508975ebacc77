from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmbargoConfig(AppConfig):
    name = "portal.embargo"
    verbose_name = _("Embargo")

    def ready(self) -> None:
        from news.publishing import gates
        from portal.embargo.gate import check_embargo

        gates.require(check_embargo, gates.When.LAST)
