"""What holds for all templates, told by their text."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ALONE = re.compile(r'{%\s*include\s+"([^"]+)"[^%]*\bonly\s*%}')


def test_no_form_is_included_without_what_its_token_needs():
    """``only`` leaves out what context processors add, the token as well."""
    texts = {
        str(path.relative_to(TEMPLATES)): path.read_text()
        for path in TEMPLATES.rglob("*.html")
    }
    included = [
        (name, other) for name, text in texts.items() for other in ALONE.findall(text)
    ]

    assert included
    assert [pair for pair in included if "csrf_token" in texts.get(pair[1], "")] == []
