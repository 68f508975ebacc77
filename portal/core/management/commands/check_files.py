from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from portal.core.picture_files.safety import PictureRefused
from portal.core.stored_files import Finding, findings, mend


class Command(BaseCommand):
    """Name stored files that are missing, and pictures that say who made them where."""

    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--mend",
            action="store_true",
            help="make pictures safe and forget sizes whose file is missing",
        )

    def handle(self, *args, **options) -> None:
        left = 0
        for finding in findings():
            done = self._mended(finding) if options["mend"] else ""
            left += done != "mended"
            self.stdout.write(f"{finding}{f' – {done}' if done else ''}")
        if left:
            raise CommandError(f"{left} files are missing or not safe.")
        self.stdout.write("All files are there, and all pictures are safe.")

    def _mended(self, finding: Finding) -> str:
        """Return what became of a finding: ``mended`` or why it was left."""
        try:
            return "mended" if mend(finding) else "take it from a backup"
        except PictureRefused as error:
            return "left: " + " ".join(error.messages)
