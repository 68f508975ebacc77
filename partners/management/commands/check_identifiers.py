from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partners.registries.checking import check
from partners.registries.network import Lookup
from partners.registries.records import RegistryError


class Command(BaseCommand):
    """Compare ROR ids and ORCID iDs with what their registries say."""

    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--ror", type=Path, help="a ROR data dump: JSON or ZIP")
        parser.add_argument("--orcid", type=Path, help="a record, or many in a folder")
        parser.add_argument("--network", action="store_true", help="ask the registries")
        parser.add_argument("--dry-run", action="store_true", help="save nothing")
        parser.add_argument("--as", dest="name", default="check_identifiers")

    def handle(self, *args, **options) -> None:
        if options["network"] and not settings.IDENTIFIER_LOOKUP:
            raise CommandError("--network needs the setting IDENTIFIER_LOOKUP=true.")
        if not (options["ror"] or options["orcid"] or options["network"]):
            raise CommandError("Name a source: --ror, --orcid or --network.")
        try:
            report = check(
                ror_dump=options["ror"],
                orcid_records=options["orcid"],
                lookup=Lookup() if options["network"] else None,
                name=options["name"],
                is_saved=not options["dry_run"],
            )
        except RegistryError as error:
            raise CommandError(str(error)) from error
        ending = ["dry run: nothing is saved"] if options["dry_run"] else []
        self.stdout.write("\n".join([*report.lines(), *ending]))
