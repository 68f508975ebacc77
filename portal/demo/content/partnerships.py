"""The two partnerships that the announcements are about."""

from datetime import date

from .records import MILA_REPORT_OF_2021, Member, Name, Partnership, Role

PARTNERSHIPS = (
    Partnership(
        slug="ellis-life-heidelberg",
        kind="joint_unit",
        names=(
            Name("en", "ELLIS Life Heidelberg"),
            Name("de", "ELLIS Life Heidelberg"),
            Name("en", "ELLIS Heidelberg", "alias"),
            Name("en", "ELLIS Unit Heidelberg", "alias"),
        ),
        network="ellis",
        announced_on=date(2020, 8, 6),
        committed_until=date(2025, 8, 1),
        goals={
            "en": "Develop AI methods that turn data of the life sciences into knowledge\n"
            "Make heterogeneous omics data comparable and medical images interpretable\n"
            "Build ethics, data protection and accountability into the models themselves\n"
            "Train young scientists across disciplines and work with industry",
            "de": "KI-Methoden entwickeln, die aus Daten der Lebenswissenschaften Wissen machen\n"
            "Heterogene Omics-Daten vergleichbar und medizinische Bilder deutbar machen\n"
            "Ethik, Datenschutz und Nachvollziehbarkeit in den Modellen selbst verankern\n"
            "Nachwuchs fachübergreifend ausbilden und mit der Industrie zusammenarbeiten",
        },
        description={
            "en": "A unit of the European AI network ELLIS, founded by researchers of DKFZ, EMBL "
            "and Heidelberg University. It brings machine learning and the life sciences "
            "together, from basic biology to medicine. The founding institutions finance it for "
            "an initial five years.",
            "de": "Eine Einheit des europäischen KI-Netzwerks ELLIS, gegründet von Forscherinnen "
            "und Forschern des DKFZ, des EMBL und der Universität Heidelberg. Sie führt "
            "maschinelles Lernen und Lebenswissenschaften zusammen, von der "
            "Grundlagenbiologie bis zur Medizin. Die Gründungseinrichtungen finanzieren sie "
            "zunächst für fünf Jahre.",
        },
        members=(
            Member("dkfz", ("founder", "funder")),
            Member("embl", ("founder", "funder")),
            Member("heidelberg-university", ("founder", "funder")),
        ),
        roles=(
            Role(
                "oliver-stegle",
                {
                    "en": "Co-director and coordinator",
                    "de": "Ko-Direktor und Koordinator",
                },
                "dkfz",
            ),
            Role("anna-kreshuk", {"en": "Co-director", "de": "Ko-Direktorin"}, "embl"),
            Role(
                "carsten-rother",
                {"en": "Co-director", "de": "Ko-Direktor"},
                "heidelberg-university",
            ),
        ),
        instruments=("training_programme", "industry_network"),
    ),
    Partnership(
        slug="causal-cell-dynamics-and-mila",
        evidence=MILA_REPORT_OF_2021,
        kind="cooperation",
        names=(
            Name("en", "Causal Cell Dynamics and Mila"),
            Name("de", "Causal Cell Dynamics und Mila"),
        ),
        goals={
            "en": "Understand the processes in cells by which diseases arise\n"
            "Build and analyse algorithms for large biomedical data sets\n"
            "Develop responsible applications of AI in medical research",
            "de": "Die Vorgänge in Zellen verstehen, durch die Krankheiten entstehen\n"
            "Algorithmen für große biomedizinische Datenmengen bauen und analysieren\n"
            "Verantwortungsvolle KI-Anwendungen für die medizinische Forschung entwickeln",
        },
        description={
            "en": "The Helmholtz International Lab “Causal Cell Dynamics” and the Canadian "
            "institute Mila exchange data, knowledge and scientists in order to understand, with "
            "big data and AI, how diseases begin in the cell. The laboratory is funded by the "
            "Helmholtz Association.",
            "de": "Das Helmholtz International Lab „Causal Cell Dynamics“ und das kanadische "
            "Institut Mila tauschen Daten, Wissen und Wissenschaftlerinnen und Wissenschaftler "
            "aus, um mit Big Data und KI zu verstehen, wie Krankheiten in der Zelle beginnen. "
            "Das Labor wird von der Helmholtz-Gemeinschaft gefördert.",
        },
        members=(
            Member("causal-cell-dynamics", ("member",)),
            Member("mila", ("member",)),
            Member("helmholtz-association", ("funder",)),
        ),
        instruments=("data_exchange", "knowledge_exchange", "staff_exchange"),
    ),
)
