"""Read the text of a release and print what it is proposed to become."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news.reading.graph import load_names, load_versions
from news.reading.passages import Text
from news.reading.proposals import propose
from news.reading.sources import UnreadableError, read_file


class Command(BaseCommand):
    """Prints JSON and writes nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A text, HTML or a .docx file.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            blocks = read_file(file.name, file.read_bytes())
        except OSError as error:
            raise CommandError(str(error)) from error
        except UnreadableError as error:
            message = f"{file} cannot be read as {file.suffix}."
            raise CommandError(message) from error
        proposals = propose(Text.of(blocks), load_names(), load_versions)
        data = [proposal.as_data() for proposal in proposals]
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
