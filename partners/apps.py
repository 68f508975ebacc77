from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")
    # What people write in its models is put in order: ``portal.core.ordered_texts``.
    holds_texts = True

    def import_models(self) -> None:
        """Load the page as well: it stands above the models that it shows."""
        super().import_models()
        import_module("partners.pages")

    def ready(self) -> None:
        from partners import waiting
        from partners.addresses import keep_address
        from partners.public import declare

        declare()

        waiting.connect()

        for name in ("Institution", "Partnership"):
            post_delete.connect(keep_address, sender=self.get_model(name))
