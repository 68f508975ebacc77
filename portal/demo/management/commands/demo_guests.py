"""Let the demo's guests in."""

from django.core.management.base import BaseCommand

from portal.demo.guests import open_doors


class Command(BaseCommand):
    help = (
        "Make new links for the demo's guests, a journalist and a partner, and print what"
        " each is for and its path."
    )

    def handle(self, *args, **options) -> None:
        for purpose, path in open_doors().items():
            self.stdout.write(f"{purpose} {path}")
