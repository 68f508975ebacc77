"""The facts of the two announcements, and how the demo's rows are found by name."""

import json
from datetime import date
from pathlib import Path

from partners.models import Institution, InstitutionName

FOLDER = Path(__file__).parent / "facts"
ELLIS = json.loads((FOLDER / "ellis-life-heidelberg.json").read_text("utf-8"))
MILA = json.loads((FOLDER / "causal-cell-dynamics-mila.json").read_text("utf-8"))
BOTH = [ELLIS, MILA]
IDS = ["ellis", "mila"]

QUOTATION_MARKS = str.maketrans("", "", "\"'„“”‚‘’«»")


def day_of(facts: dict) -> date:
    return date.fromisoformat(facts["release"]["released_on"])


def plain(name: str) -> str:
    """Drop quotation marks and apostrophes, which are a matter of typography."""
    return name.translate(QUOTATION_MARKS)


def institution_named(name: str) -> Institution:
    """Return the institution that has, or had, a name."""
    found = {
        row.institution
        for row in InstitutionName.objects.select_related("institution")
        if plain(row.text) == plain(name)
    }
    assert len(found) == 1, name
    return found.pop()
