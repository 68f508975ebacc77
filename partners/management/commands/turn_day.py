"""Let a new day change what is stored, without anybody saving."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from partners.turning import turn_day


class Command(BaseCommand):
    help = (
        "Brings labels and search up to date with the names, ties and texts that have"
        " begun or ended since the last time. Cheap on a day that is done."
    )

    def handle(self, *args, **options) -> None:
        if failures := turn_day():
            raise CommandError(f"{failures} could not be saved; the log says why.")
