"""Count what waits to be counted; ``serve`` calls this every two minutes."""

from django.core.management.base import BaseCommand

from portal.statistics.counting import count_all


class Command(BaseCommand):
    help = "Makes numbers per day of what was asked for, and deletes all else of it."

    def handle(self, **options) -> None:
        count_all()
