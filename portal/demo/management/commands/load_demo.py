"""Fill an empty database with the demo site."""

from django.core.management.base import BaseCommand, CommandError

from portal.demo.loader import SiteExists, is_demo_loaded, load_demo


class Command(BaseCommand):
    help = "Fill an empty database with the demo site."

    def handle(self, *args, **options) -> None:
        if is_demo_loaded():
            self.stdout.write("The demo is already loaded.")
            return
        try:
            load_demo()
        except SiteExists as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("The demo is loaded.")
