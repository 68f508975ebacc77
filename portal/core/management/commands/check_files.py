from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from portal.core import file_uses
from portal.core.picture_files.safety import PictureRefused
from portal.core.stored_files import Finding, findings, mend


class Command(BaseCommand):
    """Name stored files that are missing, pictures that say who made them where, and
    files of which it is noted wrongly where they are shown."""

    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--mend",
            action="store_true",
            help="make pictures safe, forget sizes whose file is missing, note anew what is"
            " shown where",
        )

    def handle(self, *args, **options) -> None:
        left = 0
        for finding in findings():
            done = self._mended(finding) if options["mend"] else ""
            left += done != "mended"
            self.stdout.write(f"{finding}{f' – {done}' if done else ''}")
        left += self._compare_uses(mend=options["mend"])
        if left:
            raise CommandError(f"{left} findings are left.")
        self.stdout.write("All files are there, and all pictures are safe.")

    def _compare_uses(self, *, mend: bool) -> int:
        """Name what the database says wrongly of where files are shown; return how much."""
        missing, excess = file_uses.compare()
        for words, uses in (("not noted", missing), ("noted wrongly", excess)):
            for kind, key, model, row in sorted(uses):
                done = " – mended" if mend else ""
                self.stdout.write(
                    f"{words}: {kind} {key} is shown by {model} {row}{done}"
                )
        if mend and (missing or excess):
            file_uses.rebuild()
            return 0
        return len(missing) + len(excess)

    def _mended(self, finding: Finding) -> str:
        """Return what became of a finding: ``mended`` or why it was left."""
        try:
            return "mended" if mend(finding) else "take it from a backup"
        except PictureRefused as error:
            return "left: " + " ".join(error.messages)
