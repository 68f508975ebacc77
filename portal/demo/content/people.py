"""The six people of the two announcements. Roles are as of the day they are about."""

from datetime import date

from .records import MILA_REPORT_OF_2021, Affiliation, Person

PEOPLE = (
    Person(
        slug="theresia-bauer",
        name="Theresia Bauer",
        sort_name="Bauer, Theresia",
        status="public_figure",
        biography={
            "en": "Theresia Bauer was Science Minister of Baden-Württemberg when ELLIS Life "
            "Heidelberg was announced in August 2020.",
            "de": "Theresia Bauer war Wissenschaftsministerin von Baden-Württemberg, als ELLIS "
            "Life Heidelberg im August 2020 vorgestellt wurde.",
        },
        affiliations=(
            Affiliation(
                "baden-wuerttemberg",
                {
                    "en": "Science Minister of Baden-Württemberg",
                    "de": "Wissenschaftsministerin von Baden-Württemberg",
                },
                role_type="office",
                since=date(2011, 5, 1),
                until=date(2022, 10, 1),
                since_precision="month",
                until_precision="month",
                # The release of 2020 cannot tell when her term ended, and nothing else is
                # at hand that is known to.
                evidence="",
            ),
        ),
    ),
    Person(
        slug="oliver-stegle",
        name="Oliver Stegle",
        sort_name="Stegle, Oliver",
        status="staff",
        orcid="0000-0002-8818-7193",
        biography={
            "en": "Oliver Stegle does research at the German Cancer Research Center (DKFZ). He is "
            "one of the three founding co-directors of ELLIS Life Heidelberg and was its "
            "coordinator at the start.",
            "de": "Oliver Stegle forscht am Deutschen Krebsforschungszentrum (DKFZ). Er ist einer "
            "der drei Gründungsdirektoren von ELLIS Life Heidelberg und koordinierte die Einheit "
            "zu Beginn.",
        },
        affiliations=(
            Affiliation("dkfz", {"en": "Researcher", "de": "Wissenschaftler"}),
        ),
    ),
    Person(
        slug="anna-kreshuk",
        name="Anna Kreshuk",
        sort_name="Kreshuk, Anna",
        status="staff",
        orcid="0000-0003-1334-6388",
        biography={
            "en": "Anna Kreshuk does research at the European Molecular Biology Laboratory (EMBL). "
            "She is one of the three founding co-directors of ELLIS Life Heidelberg.",
            "de": "Anna Kreshuk forscht am Europäischen Laboratorium für Molekularbiologie (EMBL). "
            "Sie gehört dem dreiköpfigen Gründungsdirektorium von ELLIS Life Heidelberg an.",
        },
        affiliations=(
            Affiliation("embl", {"en": "Researcher", "de": "Wissenschaftlerin"}),
        ),
    ),
    Person(
        slug="carsten-rother",
        name="Carsten Rother",
        sort_name="Rother, Carsten",
        status="staff",
        biography={
            "en": "Carsten Rother does research at Heidelberg University. He is one of the three "
            "founding co-directors of ELLIS Life Heidelberg.",
            "de": "Carsten Rother forscht an der Universität Heidelberg. Er ist einer der drei "
            "Gründungsdirektoren von ELLIS Life Heidelberg.",
        },
        affiliations=(
            Affiliation(
                "heidelberg-university", {"en": "Researcher", "de": "Wissenschaftler"}
            ),
        ),
    ),
    Person(
        slug="yoshua-bengio",
        name="Yoshua Bengio",
        sort_name="Bengio, Yoshua",
        status="public_figure",
        orcid="0000-0002-9322-3515",
        biography={
            "en": "Yoshua Bengio is a computer scientist. In 1993 he founded Mila, which became one "
            "of the largest research institutes for artificial intelligence.",
            "de": "Yoshua Bengio ist Informatiker. 1993 gründete er Mila, das zu einem der größten "
            "Forschungsinstitute für künstliche Intelligenz wurde.",
        },
        affiliations=(
            Affiliation(
                "mila",
                {"en": "Founder of Mila", "de": "Gründer von Mila"},
                role_type="founder",
                evidence=MILA_REPORT_OF_2021,
                since=date(1993, 1, 1),
                since_precision="year",
            ),
        ),
    ),
    Person(
        slug="fabian-theis",
        name="Fabian Theis",
        sort_name="Theis, Fabian",
        titles="Dr.",
        status="staff",
        orcid="0000-0002-2419-1943",
        biography={
            "en": "Fabian Theis headed the Helmholtz International Lab “Causal Cell Dynamics” when "
            "its collaboration with Mila was announced in May 2021.",
            "de": "Fabian Theis leitete das Helmholtz International Lab „Causal Cell Dynamics“, als "
            "dessen Zusammenarbeit mit Mila im Mai 2021 bekannt gegeben wurde.",
        },
        affiliations=(
            Affiliation(
                "causal-cell-dynamics",
                {"en": "Head of the laboratory", "de": "Leiter des Labors"},
                role_type="head",
                evidence=MILA_REPORT_OF_2021,
            ),
        ),
    ),
)
