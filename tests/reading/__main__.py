"""Measure how well the texts of a folder are read.

    python -m tests.reading [FOLDER]

The folder has texts and answers as ``tests/reading/corpus`` has them (see its README), and
may have a ``graph.toml`` of its own. What was missed and what is wrong follows the figures.
"""

import argparse
import os
from pathlib import Path

import django


def main() -> None:
    """Print recall and precision of each kind, and each difference."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading")
    parser.add_argument("folder", nargs="?", type=Path)
    folder = parser.parse_args().folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.reading import answers

    scores = answers.measure(folder or answers.CORPUS)
    answers.print_scores(scores)
    for kind, score in sorted(scores.items()):
        for what, rows in (("missed", score.missed), ("wrong", score.wrong)):
            for row in rows:
                print(f"{kind}: {what}: {row}")  # noqa: T201


if __name__ == "__main__":
    main()
