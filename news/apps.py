from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")
    # What people write in its models is put in order: ``portal.core.ordered_texts``.
    holds_texts = True

    def import_models(self) -> None:
        """Load the pages as well: they are models that stand above all others."""
        super().import_models()
        import_module("news.pages")

    def ready(self) -> None:
        from news.activities import PEOPLE
        from portal.privacy import processing

        processing.register(PEOPLE)
        import_module("news.signals").connect()
