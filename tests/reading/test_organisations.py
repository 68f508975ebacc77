"""Institutions that nobody knows yet are told by what their names are made of."""

from __future__ import annotations

import pytest

from news.reading.organisations import find_organisations
from news.reading.passages import Text
from portal.core import prose


def read(text: str) -> list[str]:
    """Return the organisations in a paragraph; nobody is known."""
    passages = Text.of([prose.Paragraph(prose.line(text))]).passages
    return [one.name for one in find_organisations(passages, [])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das sagte der Leiter des Klinikums Auental.", "Klinikum Auental"),
        ("an der Medizinischen Akademie Herrenau", "Medizinische Akademie Herrenau"),
        ("Das Institut für Moorkunde misst.", "Institut für Moorkunde"),
        ("mit den Stadtwerken der Nachbarn und Stadtwerke Au", "Stadtwerke Au"),
        ("Die Weiß & Söhne GmbH liefert.", "Weiß & Söhne GmbH"),
        ("gebaut von der Firma Ostrowski", "Ostrowski"),
        ("The Hollin Law School agreed.", "Hollin Law School"),
        ("at the University of Northern Isles", "University of Northern Isles"),
        ("About Saltholm University Hospital", "Saltholm University Hospital"),
        ("run by Green Cord Growers’ Union", "Green Cord Growers’ Union"),
        ("Meridian Imaging Ltd built it.", "Meridian Imaging Ltd"),
    ],
)
def test_names_are_found_in_the_form_in_which_they_are_entered(text, name):
    assert read(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Das Institut sagte das am Montag.",
        "Die Direktorin der Klinik freut sich.",
        "Das Klinikum Montag und Dienstag",
        "Referat Öffentlichkeitsarbeit",
        "The Medical School and the Research Centre agreed.",
        "Our hospital, the university and a board were asked.",
        "Universität Professorin Anna",
    ],
)
def test_what_is_no_name_is_none(text):
    assert read(text) == []
