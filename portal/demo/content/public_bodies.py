"""Public bodies, and what ties institutions to each other."""

from datetime import date
from decimal import Decimal

from .records import MILA_REPORT_OF_2021, Institution, Name, Relation

MINISTRY_RENAMED = date(2025, 5, 6)

PUBLIC_BODIES = (
    Institution(
        slug="federal-research-ministry",
        kind="ministry",
        names=(
            Name(
                "en",
                "Federal Ministry of Education and Research",
                until=MINISTRY_RENAMED,
            ),
            Name(
                "de",
                "Bundesministerium für Bildung und Forschung",
                until=MINISTRY_RENAMED,
            ),
            Name("de", "BMBF", "acronym", until=MINISTRY_RENAMED),
            Name(
                "en",
                "Federal Ministry of Research, Technology and Space",
                since=MINISTRY_RENAMED,
            ),
            Name(
                "de",
                "Bundesministerium für Forschung, Technologie und Raumfahrt",
                since=MINISTRY_RENAMED,
            ),
            Name("de", "BMFTR", "acronym", since=MINISTRY_RENAMED),
        ),
        description={
            "en": "The federal ministry in charge of research bears 90 percent of the financing of "
            "DKFZ. Until 6 May 2025 it was the Federal Ministry of Education and Research; since "
            "then its name has been Federal Ministry of Research, Technology and Space.",
            "de": "Das für Forschung zuständige Bundesministerium trägt 90 Prozent der "
            "Finanzierung des DKFZ. Bis zum 6. Mai 2025 hieß es Bundesministerium für Bildung und "
            "Forschung, seither Bundesministerium für Forschung, Technologie und Raumfahrt.",
        },
        website="https://www.bmftr.bund.de/",
        country="DE",
    ),
    Institution(
        slug="baden-wuerttemberg",
        kind="government",
        names=(
            Name("en", "State of Baden-Württemberg"),
            Name("de", "Land Baden-Württemberg"),
        ),
        description={
            "en": "The State of Baden-Württemberg in the south-west of Germany contributes 10 "
            "percent to the financing of DKFZ. In August 2020 three ELLIS units had their seat "
            "there.",
            "de": "Das Land Baden-Württemberg im Südwesten Deutschlands trägt zehn Prozent zur "
            "Finanzierung des DKFZ bei. Im August 2020 hatten dort drei ELLIS Units ihren Sitz.",
        },
        website="https://www.baden-wuerttemberg.de/",
        country="DE",
    ),
)

RELATIONS = (
    Relation("dkfz", "member_of", "helmholtz-association"),
    Relation("dkfz", "funded_by", "federal-research-ministry", Decimal(90)),
    Relation("dkfz", "funded_by", "baden-wuerttemberg", Decimal(10)),
    Relation("dkfz", "cooperates_with", "nct"),
    Relation("dkfz", "cooperates_with", "dktk"),
    Relation("dkfz", "cooperates_with", "kitz"),
    Relation("dkfz", "cooperates_with", "dkfz-hector-cancer-institute"),
    Relation("dkfz", "cooperates_with", "national-cancer-prevention-center"),
    Relation("kid", "part_of", "dkfz"),
    Relation("hi-tron", "affiliated_institute_of", "dkfz"),
    Relation("national-cancer-prevention-center", "jointly_with", "german-cancer-aid"),
    Relation("ellis-health-program", "part_of", "ellis"),
    Relation(
        "causal-cell-dynamics",
        "funded_by",
        "helmholtz-association",
        evidence=MILA_REPORT_OF_2021,
    ),
)
