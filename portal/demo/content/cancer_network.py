"""The partners with whom DKFZ takes cancer research to the clinic and the public."""

from datetime import date

from .records import Institution, Name, Site

FOUR_MORE_SITES = date(2023, 2, 1)

CANCER_NETWORK = (
    Institution(
        slug="nct",
        kind="consortium",
        names=(
            Name("en", "National Center for Tumor Diseases"),
            Name("de", "Nationales Centrum für Tumorerkrankungen"),
            Name("de", "NCT", "acronym"),
        ),
        description={
            "en": "At the National Center for Tumor Diseases (NCT), DKFZ and partners in "
            "university medicine bring results of cancer research to patients. It had two sites "
            "until four more were added in February 2023.",
            "de": "Im Nationalen Centrum für Tumorerkrankungen (NCT) bringen das DKFZ und Partner "
            "aus der Universitätsmedizin Ergebnisse der Krebsforschung zu den Patientinnen und "
            "Patienten. Bis Januar 2023 hatte es zwei Standorte; im Februar 2023 kamen vier hinzu.",
        },
        country="DE",
        sites=(
            Site("NCT Heidelberg", "Heidelberg"),
            Site("NCT Dresden", "Dresden"),
            Site("NCT Berlin", "Berlin", since=FOUR_MORE_SITES),
            Site("NCT SüdWest", "Tübingen, Stuttgart, Ulm", since=FOUR_MORE_SITES),
            Site(
                "NCT WERA",
                "Würzburg, Erlangen, Regensburg, Augsburg",
                since=FOUR_MORE_SITES,
            ),
            Site("NCT West", "Essen, Köln", since=FOUR_MORE_SITES),
        ),
    ),
    Institution(
        slug="dktk",
        kind="consortium",
        names=(
            Name("en", "German Cancer Consortium"),
            Name("de", "Deutsches Konsortium für Translationale Krebsforschung"),
            Name("de", "DKTK", "acronym"),
        ),
        description={
            "en": "The German Cancer Consortium (DKTK) links DKFZ with university medicine at "
            "eight sites in Germany. The partners work on translation: the way from a finding in "
            "the laboratory to a benefit for people with cancer.",
            "de": "Das Deutsche Konsortium für Translationale Krebsforschung (DKTK) verbindet das "
            "DKFZ mit der Universitätsmedizin an acht Standorten in Deutschland. Die Partner "
            "arbeiten an der Translation: dem Weg vom Befund im Labor zum Nutzen für "
            "Krebskranke.",
        },
        website="https://dktk.dkfz.de/",
        country="DE",
        sites=(
            Site("Berlin", "Berlin"),
            Site("Dresden", "Dresden"),
            Site("Essen/Düsseldorf", "Essen, Düsseldorf"),
            Site("Frankfurt/Mainz", "Frankfurt am Main, Mainz"),
            Site("Freiburg", "Freiburg im Breisgau"),
            Site("Heidelberg", "Heidelberg"),
            Site("München", "München"),
            Site("Tübingen", "Tübingen"),
        ),
    ),
    Institution(
        slug="kitz",
        kind="joint_unit",
        names=(
            Name("en", "Hopp Children’s Cancer Center Heidelberg"),
            Name("de", "Hopp-Kindertumorzentrum Heidelberg"),
            Name("de", "KiTZ", "acronym"),
        ),
        description={
            "en": "The Hopp Children’s Cancer Center Heidelberg (KiTZ) is devoted to cancer in "
            "children and adolescents. It is one of the partners with whom DKFZ carries new "
            "approaches from research into the clinic.",
            "de": "Das Hopp-Kindertumorzentrum Heidelberg (KiTZ) widmet sich Krebs bei Kindern und "
            "Jugendlichen. Es ist einer der Partner, mit denen das DKFZ neue Ansätze aus der "
            "Forschung in die Klinik bringt.",
        },
        website="https://www.kitz-heidelberg.de/",
        city="Heidelberg",
        country="DE",
    ),
    Institution(
        slug="hi-tron",
        kind="research_centre",
        names=(
            Name("en", "Helmholtz Institute for Translational Oncology"),
            Name("de", "Helmholtz-Institut für Translationale Onkologie"),
            Name("en", "HI-TRON", "acronym"),
        ),
        description={
            "en": "The Helmholtz Institute for Translational Oncology (HI-TRON) in Mainz is a "
            "Helmholtz Institute of DKFZ. Its subject is translational oncology, the path from "
            "the laboratory to treatment.",
            "de": "Das Helmholtz-Institut für Translationale Onkologie (HI-TRON) in Mainz ist ein "
            "Helmholtz-Institut des DKFZ. Sein Thema ist die translationale Onkologie, also der "
            "Weg vom Labor zur Behandlung.",
        },
        city="Mainz",
        country="DE",
    ),
    Institution(
        slug="dkfz-hector-cancer-institute",
        kind="joint_unit",
        names=(
            Name("en", "DKFZ-Hector Cancer Institute"),
            Name("de", "DKFZ-Hector Krebsinstitut"),
        ),
        description={
            "en": "The DKFZ-Hector Cancer Institute has its seat at the University Medical Center "
            "Mannheim. There, DKFZ works directly beside the clinic.",
            "de": "Das DKFZ-Hector Krebsinstitut hat seinen Sitz an der Universitätsmedizin "
            "Mannheim. Dort arbeitet das DKFZ unmittelbar neben der Klinik.",
        },
        city="Mannheim",
        country="DE",
        sites=(
            Site("Mannheim", "Mannheim", host="University Medical Center Mannheim"),
        ),
    ),
    Institution(
        slug="national-cancer-prevention-center",
        kind="joint_unit",
        names=(
            Name("en", "National Cancer Prevention Center"),
            Name("de", "Nationales Krebspräventionszentrum"),
        ),
        description={
            "en": "The National Cancer Prevention Center is run by DKFZ jointly with German Cancer "
            "Aid. Its concern is to keep cancer from developing in the first place.",
            "de": "Das Nationale Krebspräventionszentrum ist ein gemeinsames Vorhaben des DKFZ und "
            "der Deutschen Krebshilfe. Ihm geht es darum, dass Krebs gar nicht erst entsteht.",
        },
        country="DE",
    ),
    Institution(
        slug="german-cancer-aid",
        kind="foundation",
        names=(Name("en", "German Cancer Aid"), Name("de", "Deutsche Krebshilfe")),
        description={
            "en": "German Cancer Aid is a foundation that supports people with cancer, research "
            "and prevention. It is the partner of DKFZ in the National Cancer Prevention Center.",
            "de": "Die Deutsche Krebshilfe ist eine Stiftung, die Krebskranke, Forschung und "
            "Vorbeugung unterstützt. Beim Nationalen Krebspräventionszentrum ist sie Partnerin "
            "des DKFZ.",
        },
        website="https://www.krebshilfe.de/",
        country="DE",
        founded=1974,
    ),
    Institution(
        slug="kid",
        kind="information_service",
        names=(
            Name("en", "Cancer Information Service"),
            Name("de", "Krebsinformationsdienst"),
            Name("de", "KID", "acronym"),
        ),
        description={
            "en": "The Cancer Information Service (KID) of DKFZ answers individual questions about "
            "cancer. It is there for patients, for everyone who wants to know more, and for "
            "professionals.",
            "de": "Der Krebsinformationsdienst (KID) des DKFZ beantwortet persönliche Fragen zum "
            "Thema Krebs. Er ist für Patientinnen und Patienten da, für interessierte Bürgerinnen "
            "und Bürger und für Fachleute.",
        },
        website="https://www.krebsinformationsdienst.de/",
        country="DE",
    ),
)
