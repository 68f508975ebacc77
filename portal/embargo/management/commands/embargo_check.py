"""Look for a release in everything that the site answers to strangers."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from news.models.release import Release
from news.querysets import releases
from portal.embargo.asking import InProcess, OverHTTP
from portal.embargo.checking import check, is_hidden


class Command(BaseCommand):
    help = (
        "Asks every output of the running site, as a stranger, for a release that is not"
        " public; names what answered and fails."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("release", help="key of the page, its slug or its story")
        parser.add_argument(
            "--site",
            default=settings.SITE_URL,
            help="where the site answers, if not at SITE_URL",
        )
        parser.add_argument(
            "--in-process",
            action="store_true",
            help="ask the code of the site without a running server",
        )

    def handle(self, *, release: str, site: str, in_process: bool, **options) -> None:
        found = find_release(release)
        report = check(found, InProcess() if in_process else OverHTTP(site))
        for leak in report.leaks:
            self.stdout.write(str(leak))
        summary = f"{report.asked} addresses, {report.marks} marks of the release"
        if report.leaks:
            raise CommandError(f"{len(report.leaks)} leaks; {summary}.")
        self.stdout.write(f"Nothing leaks; {summary}.")


def find_release(name: str) -> Release:
    """Return the hidden release with a key, a slug or the key of its story.

    Raises CommandError where there is none, where several have the slug, or where it
    is public.
    """
    which = Q(slug=name)
    if name.isdecimal():
        which |= Q(pk=int(name))
    try:
        which |= Q(translation_key=UUID(name))
    except ValueError:
        which |= Q(pk__in=[])
    found = releases().filter(which)
    stories = {release.translation_key for release in found}
    if not stories:
        raise CommandError(f"There is no release {name}.")
    if len(stories) > 1:
        keys = ", ".join(str(release.pk) for release in found)
        raise CommandError(f"Several releases are called {name}; write a key: {keys}.")
    hidden = found.filter(is_hidden()).first()
    if hidden is None:
        raise CommandError("This release is public.")
    return hidden
