"""Write again to guests who have not answered, and forget those of long ago."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.guests import signing
from portal.guests.models import GuestLink


class Command(BaseCommand):
    help = (
        "Reminds those who were asked to sign off a release and have not answered, and "
        "deletes passes and share links that ended half a year ago."
    )

    def handle(self, **options) -> None:
        now = timezone.now()
        count = signing.remind(now)
        _total, deleted = GuestLink.objects.to_forget(now).delete()
        if options["verbosity"] > 1:
            self.stdout.write(f"Reminders: {count}")
            self.stdout.write(f"Forgotten: {deleted.get('guests.GuestLink', 0)}")
