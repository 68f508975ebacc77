"""Read the text of a release and print what it is proposed to become."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from news.drafting.drafts import make_draft
from news.drafting.readings import Reading
from news.pages import NewsIndexPage
from news.reading.sources import Source, UnreadableError


class Command(BaseCommand):
    """Prints JSON; with ``--create`` makes a draft as well, and prints its address."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A text, HTML or a .docx file.")
        parser.add_argument(
            "--create",
            action="store_true",
            help="Make a draft of all that is proposed.",
        )
        parser.add_argument("--newsroom", help="The slug of the newsroom of the draft.")
        parser.add_argument("--language", help="Its language, such as de.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        newsroom = find_newsroom(options) if options["create"] else None
        try:
            reading = Reading.of(Source.of_file(file.name, file.read_bytes()))
        except OSError as error:
            raise CommandError(str(error)) from error
        except UnreadableError as error:
            message = f"{file} cannot be read as {file.suffix}."
            raise CommandError(message) from error
        proposals = list(reading.proposals.values())
        data = [proposal.as_data() for proposal in proposals]
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        if newsroom:
            accepted = reading.choose(reading.find_certain())
            release, outcome = make_draft(reading.text, proposals, accepted, newsroom)
            self.stdout.write(reverse("wagtailadmin_pages:edit", args=[release.pk]))
            for what, why in outcome.left:
                self.stderr.write(f"Left out: {what}. {why}")
            for note in outcome.notes:
                self.stderr.write(str(note))


def find_newsroom(options: dict[str, Any]) -> NewsIndexPage:
    """Return the newsroom that is asked for. Raises CommandError."""
    found = NewsIndexPage.objects.select_related("locale")
    if options["newsroom"]:
        found = found.filter(slug=options["newsroom"])
    if options["language"]:
        found = found.filter(locale__language_code=options["language"])
    newsrooms = list(found[:2])
    if len(newsrooms) != 1:
        message = (
            "Name one newsroom: --newsroom SLUG, and --language if several have it."
        )
        raise CommandError(message)
    return newsrooms[0]
