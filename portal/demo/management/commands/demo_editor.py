"""Create or reset the demo's editor."""

from django.core.management.base import BaseCommand

from portal.demo.editor import USERNAME, reset_editor


class Command(BaseCommand):
    help = "Create or reset the demo's editor and print name and password."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{USERNAME} {reset_editor()}")
