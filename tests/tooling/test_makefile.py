"""`make help` is complete."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"(?m)^([a-z]+):", makefile)

    printed = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    listed = dict(line.split(maxsplit=1) for line in printed.splitlines())
    assert list(listed) == targets
    assert set(re.search(r"\.PHONY: (.*)", makefile)[1].split()) == set(targets)
