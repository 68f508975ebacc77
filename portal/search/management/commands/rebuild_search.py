from django.core.management.base import BaseCommand

from portal.search import indexing


class Command(BaseCommand):
    """Write the search index anew."""

    help = __doc__

    def handle(self, *args, **options) -> None:
        count = indexing.rebuild()
        self.stdout.write(f"{count} entries")
