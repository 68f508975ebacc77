"""Enqueue digests that are due, and keep the tables of subscriptions in order."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.subscriptions import announcing, deliveries, weekly
from portal.subscriptions.models import Subscription


class Command(BaseCommand):
    help = (
        "Puts the weekly digests that are due into the queue, finds what a worker"
        " has lost, and deletes subscriptions that were never confirmed or were"
        " stopped long ago. May run as often as one likes."
    )

    def handle(self, **options) -> None:
        now = timezone.now()
        Subscription.objects.to_forget(now).delete()
        weekly.enqueue(now)
        deliveries.enqueue_lost()
        announcing.enqueue_lost(now - deliveries.LOST_AFTER)
