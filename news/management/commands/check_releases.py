"""Check the drafts of releases as the panel beside their form does."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news.checking.checks import CHECKS, findings_of, wanted_kinds
from news.checking.findings import Finding, Severity
from news.checking.graph import Graph
from news.models.release import Release
from news.querysets import releases

CHUNK = 100  # releases that are loaded together


class Command(BaseCommand):
    """Prints a line for each finding, or JSON; ends with 1 where one is a warning.

    The names of the graph are loaded once; a release costs the same in any archive.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--kind",
            action="append",
            choices=[str(kind) for kind in CHECKS],
            help="Only this kind, also one that is switched off; may be repeated.",
        )
        parser.add_argument("--language", help="Only this language, such as de.")
        parser.add_argument(
            "--since",
            type=_read_day,
            help="Only releases of this day or later, as 2020-08-06.",
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = set(options["kind"] or wanted_kinds())
        graph = Graph()
        data, has_warning = [], False
        for release in find_releases(options["language"], options["since"]):
            for one in findings_of(release, graph, kinds):
                has_warning |= one.severity == Severity.WARN
                if options["json"]:
                    data.append({"release": describe(release), **one.as_data()})
                else:
                    self.stdout.write(write_line(release, one))
        if options["json"]:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        if has_warning:
            raise SystemExit(1)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text} is no day; write it as 2020-08-06."
        raise CommandError(message) from error


def find_releases(language: str | None, since: date | None) -> Iterator[Release]:
    """Yield the newest drafts of releases, the latest first."""
    pages = releases().select_related("locale", "latest_revision")
    if language:
        pages = pages.filter(locale__language_code=language)
    if since:
        pages = pages.filter(released_at__date__gte=since)
    for page in pages.order_by("-released_at", "pk").iterator(chunk_size=CHUNK):
        yield page.latest_revision.as_object() if page.latest_revision else page


def describe(release: Release) -> dict[str, Any]:
    """Return what tells a release from others."""
    return {
        "id": release.pk,
        "slug": release.slug,
        "language": release.language,
        "title": release.title,
    }


def write_line(release: Release, one: Finding) -> str:
    """Return a finding in a line."""
    passage = f" [{one.passage[:60]}]" if one.passage else ""
    return (
        f"{release.pk} {release.language} {release.slug}: {one.severity} {one.kind}: "
        f"{one.reason}{passage}"
    )
