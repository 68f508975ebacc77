"""Write again to guests who have not answered."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.guests import signing


class Command(BaseCommand):
    help = "Reminds those who were asked to sign off a release and have not answered."

    def handle(self, **options) -> None:
        count = signing.remind(timezone.now())
        if options["verbosity"] > 1:
            self.stdout.write(f"Reminders: {count}")
