"""Forget what was done long ago."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.ledger.models import Act


class Command(BaseCommand):
    help = "Deletes acts after publication that were done or given up long ago."

    def handle(self, **options) -> None:
        Act.objects.to_forget(timezone.now()).delete()
