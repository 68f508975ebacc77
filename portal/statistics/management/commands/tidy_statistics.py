"""Keep what may be kept of the numbers; ``serve`` calls this every hour."""

from django.core.management.base import BaseCommand

from portal.statistics.keeping import site_today, tidy


class Command(BaseCommand):
    help = "Forgets sites that led few visitors here, and numbers that are too old."

    def handle(self, **options) -> None:
        tidy(site_today())
