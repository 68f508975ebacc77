"""Have digests sent that are due, and keep the tables of subscriptions in order."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.subscriptions import weekly
from portal.subscriptions.models import Subscription


class Command(BaseCommand):
    help = (
        "Has the weekly digests sent that are due, and deletes subscriptions that were"
        " never confirmed or were stopped long ago. May run as often as one likes."
    )

    def handle(self, **options) -> None:
        now = timezone.now()
        Subscription.objects.to_forget(now).delete()
        weekly.add_due(now)
