"""What is stored of an address, for the data protection officer."""

import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core.mailboxes import normalised
from portal.subscriptions import consent, personal_data


class Command(BaseCommand):
    help = "Writes all that is stored of an e-mail address as JSON, or deletes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--erase", action="store_true", help="Delete it all.")

    def handle(self, address: str, *, erase: bool, **options) -> None:
        try:
            email = normalised(address)
        except ValidationError as error:
            raise CommandError("This is no e-mail address.") from error
        found = personal_data.of(email)
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        if erase:
            count = consent.erase(email)
            self.stderr.write(f"Deleted subscriptions: {count}")
