"""Collect the texts to translate and compile the catalogues, or check that it is done.

    python -m tests.tooling.catalogues [--check]

The compiled catalogues are kept in the repository, so that a site needs no gettext.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

from tests.tooling.tree import ROOT, copy_tree

FOLDER = Path("portal", "locale")
# Written by hand, of some of the texts.
EASY = Path("portal", "easy_words", "de_Simple", "LC_MESSAGES", "django.po")
COLLECT = ("makemessages", "--all", "--no-wrap", "--no-obsolete", "--add-location=file")


def main(arguments: list[str]) -> int:
    try:
        return check() if arguments == ["--check"] else make(ROOT)
    except subprocess.CalledProcessError as error:
        return error.returncode  # the command has said why


def check() -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        copy_tree(copy)
        make(copy)
        complaints = [*compare(ROOT / FOLDER, copy / FOLDER), *compare_easy(copy)]
    for complaint in complaints:
        sys.stderr.write(f"{complaint}\n")
    return int(bool(complaints))


def make(root: Path) -> int:
    for settings, command in (
        ("tests.tooling.collecting", COLLECT),
        ("tests.settings", ("compilemessages", "--verbosity=0")),
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=root,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": settings},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return 0


def compare(ours: Path, fresh: Path) -> Iterator[str]:
    """Yield what `make messages` would change, and what nobody has translated."""
    for new in sorted(fresh.glob("*/LC_MESSAGES/*.po")):
        old = ours / new.relative_to(fresh)
        if entries(old) != entries(new):
            yield f"{old.relative_to(ROOT)} is out of date: make messages"
        if texts(old.with_suffix(".mo")) != texts(new.with_suffix(".mo")):
            yield f"{old.with_suffix('.mo').relative_to(ROOT)} is out of date: make messages"
        if new.parent.parent.name != "en" and (open_entries := untranslated(new)):
            yield f"{old.relative_to(ROOT)} lacks translations:\n{open_entries}"


def compare_easy(fresh: Path) -> Iterator[str]:
    """Yield what is wrong with the easy words: not compiled, or of texts that are gone."""
    words = texts(ROOT / EASY.with_suffix(".mo"))
    if words != texts(fresh / EASY.with_suffix(".mo")):
        yield f"{EASY.with_suffix('.mo')} is out of date: make messages"
    german = texts(fresh / FOLDER / "de" / "LC_MESSAGES" / "django.mo")
    for gone in words.keys() - german.keys():
        yield f"{EASY} translates what nobody says: {gone}"


def entries(catalogue: Path) -> list[str]:
    lines = catalogue.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith('"POT-Creation-Date')]


def texts(compiled: Path) -> dict[object, str]:
    """Return what a compiled catalogue says, whichever gettext wrote it."""
    if not compiled.exists():
        return {}
    with compiled.open("rb") as file:
        found = dict(GNUTranslations(file)._catalog)
    found.pop("", None)
    return found


def untranslated(catalogue: Path) -> str:
    said = [
        subprocess.run(
            ["msgattrib", option, "--no-obsolete", "--no-location", catalogue],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for option in ("--untranslated", "--only-fuzzy")
    ]
    return "".join(text.partition("\n\n")[2] for text in said).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
