"""The standing "About" texts, each with the time in which it is true."""

from datetime import date

from .cancer_network import FOUR_MORE_SITES
from .public_bodies import MINISTRY_RENAMED
from .records import Boilerplate, Text


def _dkfz_in_english(sites: str, ministry: str) -> str:
    return (
        "<p>The German Cancer Research Center (Deutsches Krebsforschungszentrum, DKFZ) "
        "employs more than 3,000 people, which makes it the largest biomedical research "
        "institute in Germany. Its scientists study how cancer develops and what raises the "
        "risk of it, and search for new ways to prevent it; they also work on more precise "
        "diagnoses and more successful treatments. The Cancer Information Service (KID) of "
        "DKFZ gives personal answers to questions from patients, the public and "
        "professionals.</p>"
        "<p>To bring promising results to the clinic and improve the prospects of patients, "
        "DKFZ works with partners throughout Germany:</p>"
        f"<ul><li>National Center for Tumor Diseases (NCT, {sites} sites)</li>"
        "<li>German Cancer Consortium (DKTK, eight sites)</li>"
        "<li>Hopp Children’s Cancer Center Heidelberg (KiTZ)</li>"
        "<li>Helmholtz Institute for Translational Oncology (HI-TRON) in Mainz, a Helmholtz "
        "Institute of DKFZ</li>"
        "<li>DKFZ-Hector Cancer Institute at the University Medical Center Mannheim</li>"
        "<li>National Cancer Prevention Center, jointly with German Cancer Aid</li></ul>"
        f"<p>Of its financing, 90 percent come from the {ministry} and 10 percent from "
        "the State of Baden-Württemberg. DKFZ belongs to the Helmholtz Association.</p>"
    )


def _dkfz_in_german(sites: str, ministry: str) -> str:
    return (
        "<p>Das Deutsche Krebsforschungszentrum (DKFZ) beschäftigt mehr als 3.000 Menschen und "
        "ist damit die größte biomedizinische Forschungseinrichtung in Deutschland. Seine "
        "Wissenschaftlerinnen und Wissenschaftler erforschen, wie Krebs entsteht und was das "
        "Risiko dafür erhöht, und suchen nach neuen Wegen der Vorbeugung; sie arbeiten zudem "
        "an genaueren Diagnosen und erfolgreicheren Behandlungen. Der Krebsinformationsdienst "
        "(KID) des DKFZ beantwortet persönliche Fragen von Patientinnen und Patienten, von "
        "Interessierten und von Fachleuten.</p>"
        "<p>Damit aussichtsreiche Ergebnisse in die Klinik gelangen und sich die Prognose von "
        "Krebskranken bessert, arbeitet das DKFZ mit Partnern in ganz Deutschland zusammen:</p>"
        f"<ul><li>Nationales Centrum für Tumorerkrankungen (NCT, {sites} Standorte)</li>"
        "<li>Deutsches Konsortium für Translationale Krebsforschung (DKTK, acht Standorte)</li>"
        "<li>Hopp-Kindertumorzentrum Heidelberg (KiTZ)</li>"
        "<li>Helmholtz-Institut für Translationale Onkologie (HI-TRON) in Mainz, ein "
        "Helmholtz-Institut des DKFZ</li>"
        "<li>DKFZ-Hector Krebsinstitut an der Universitätsmedizin Mannheim</li>"
        "<li>Nationales Krebspräventionszentrum, gemeinsam mit der Deutschen Krebshilfe</li></ul>"
        f"<p>Die Mittel stammen zu 90 Prozent vom {ministry} und zu zehn Prozent vom "
        "Land Baden-Württemberg. Das DKFZ ist Mitglied der Helmholtz-Gemeinschaft.</p>"
    )


def _dkfz(sites: Text, ministry: Text) -> Text:
    """Fill in the two facts that have changed over the years."""
    return {
        "en": _dkfz_in_english(sites["en"], ministry["en"]),
        "de": _dkfz_in_german(sites["de"], ministry["de"]),
    }


TWO_SITES = {"en": "two", "de": "zwei"}
SIX_SITES = {"en": "six", "de": "sechs"}
OLD_MINISTRY = {
    "en": "Federal Ministry of Education and Research",
    "de": "Bundesministerium für Bildung und Forschung",
}
NEW_MINISTRY = {
    "en": "Federal Ministry of Research, Technology and Space",
    "de": "Bundesministerium für Forschung, Technologie und Raumfahrt",
}

BOILERPLATES = (
    Boilerplate(
        "dkfz",
        _dkfz(TWO_SITES, OLD_MINISTRY),
        since=date(2020, 1, 1),
        until=FOUR_MORE_SITES,
        since_precision="year",
        until_precision="month",
    ),
    Boilerplate(
        "dkfz",
        _dkfz(SIX_SITES, OLD_MINISTRY),
        since=FOUR_MORE_SITES,
        since_precision="month",
        until=MINISTRY_RENAMED,
    ),
    Boilerplate("dkfz", _dkfz(SIX_SITES, NEW_MINISTRY), since=MINISTRY_RENAMED),
    Boilerplate(
        "embl",
        {
            "en": "<p>The European Molecular Biology Laboratory (EMBL) is an intergovernmental "
            "organisation for research in molecular biology. One of its sites is in Heidelberg. "
            "The European AI network ELLIS took its structure from EMBL.</p>",
            "de": "<p>Das Europäische Laboratorium für Molekularbiologie (EMBL) ist eine "
            "zwischenstaatliche Organisation für molekularbiologische Forschung. Einer seiner "
            "Standorte liegt in Heidelberg. Das europäische KI-Netzwerk ELLIS hat sich den Aufbau "
            "des EMBL zum Vorbild genommen.</p>",
        },
    ),
    Boilerplate(
        "heidelberg-university",
        {
            "en": "<p>Heidelberg University was founded in 1386 and is the oldest university in "
            "Germany. With DKFZ and EMBL, it is one of the three institutions behind ELLIS Life "
            "Heidelberg.</p>",
            "de": "<p>Die Universität Heidelberg wurde 1386 gegründet und ist die älteste "
            "Universität in Deutschland. Mit DKFZ und EMBL bildet sie das Trio, das ELLIS Life "
            "Heidelberg trägt.</p>",
        },
    ),
    Boilerplate(
        "mila",
        {
            "en": "<p>Mila is a research institute for artificial intelligence in the Canadian "
            "province of Québec. Founded by Yoshua Bengio in 1993, it is among the largest of its "
            "kind and has made its name in machine learning.</p>",
            "de": "<p>Mila ist ein Forschungsinstitut für künstliche Intelligenz in der kanadischen "
            "Provinz Québec. Es wurde 1993 von Yoshua Bengio gegründet, gehört zu den größten "
            "seiner Art und hat sich vor allem im maschinellen Lernen einen Namen gemacht.</p>",
        },
    ),
)
