"""The dated facts of the two announcements. Each release keeps the value of its day."""

from datetime import date
from decimal import Decimal

from .records import ELLIS_SOURCE, MILA_SOURCE, Fact

AUGUST_2020 = date(2020, 8, 1)

FACTS = {
    "ellis_sites": Fact(
        "ellis",
        {"en": "sites", "de": "Standorte"},
        Decimal(28),
        AUGUST_2020,
        ELLIS_SOURCE,
    ),
    "ellis_countries": Fact(
        "ellis",
        {"en": "countries", "de": "Länder"},
        Decimal(14),
        AUGUST_2020,
        ELLIS_SOURCE,
    ),
    "ellis_units": Fact(
        "baden-wuerttemberg",
        {
            "en": "ELLIS units in Baden-Württemberg",
            "de": "ELLIS Units in Baden-Württemberg",
        },
        Decimal(3),
        AUGUST_2020,
        ELLIS_SOURCE,
    ),
    "mila_researchers": Fact(
        "mila",
        {"en": "researchers", "de": "Forscherinnen und Forscher"},
        Decimal(500),
        date(2021, 5, 1),
        MILA_SOURCE,
        qualifier="about",
    ),
}
