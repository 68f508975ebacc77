"""Write again to guests who have not answered, and do what was left undone."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.guests import signing, workflow
from portal.guests.models import GuestLink


class Command(BaseCommand):
    help = (
        "Reminds those who were asked to sign off a release and have not answered, lets "
        "workflows go on that miss no sign-off, and deletes passes and share links that "
        "ended half a year ago."
    )

    def handle(self, **options) -> None:
        now = timezone.now()
        count = signing.remind(now)
        workflow.catch_up()
        _total, deleted = GuestLink.objects.to_forget(now).delete()
        if options["verbosity"] > 1:
            self.stdout.write(f"Reminders: {count}")
            self.stdout.write(f"Forgotten: {deleted.get('guests.GuestLink', 0)}")
