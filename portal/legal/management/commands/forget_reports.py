"""Delete reports of barriers that may no longer be kept."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.legal.models import BarrierReport


class Command(BaseCommand):
    help = (
        "Deletes reports of barriers with the addresses in them when their time is over."
        " May run as often as one likes."
    )

    def handle(self, **options) -> None:
        BarrierReport.objects.to_forget(timezone.now()).delete()
