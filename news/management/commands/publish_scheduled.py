"""Publish what is due, and do not stop at what cannot be published."""

from __future__ import annotations

from django.core.management.base import CommandError

from wagtail.management.commands import publish_scheduled

from news.publishing import schedule


class Command(publish_scheduled.Command):
    help = (
        "Publishes and takes down everything whose time has come. Ends with code 1 if"
        " something could not be published; the desk says what and why."
    )

    def handle(self, *args, **options) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        failures = schedule.run()
        if failures:
            message = f"{failures} could not be published; the desk says why."
            raise CommandError(message)
