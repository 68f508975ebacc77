"""Press release No. 48 of 6 August 2020: ELLIS Life Heidelberg."""

from datetime import date

from .ellis_statements import ELLIS_STATEMENTS
from .records import (
    Bullets,
    FactsReference,
    Figure,
    Heading,
    Link,
    Prose,
    Release,
    StatementReference,
    Table,
    Version,
)

ENGLISH = Version(
    title="ELLIS Life Heidelberg: a bridge between artificial intelligence and the life sciences",
    slug="ellis-life-heidelberg",
    dateline_place="Heidelberg",
    kicker="Artificial intelligence",
    standfirst="Researchers from three Heidelberg institutions have founded a unit of the European "
    "AI network ELLIS. For an initial five years, their own institutions will pay for it.",
    search_description="DKFZ, EMBL and Heidelberg University are setting up ELLIS Life Heidelberg, "
    "a unit for AI research in the life sciences.",
    body=(
        Prose(
            "<p>Artificial intelligence (AI) and machine learning could do much for the life "
            "sciences, from basic biology to medicine. So far, little use has been made of them. "
            "A new research unit, [[ellis-life-heidelberg|ELLIS Life Heidelberg]], is to support AI research for the life "
            "sciences and to tie Heidelberg’s work into an international network.</p>"
            "<p>The unit belongs to [[ellis|ELLIS]], the European Laboratory for Learning and Intelligent "
            "Systems. Its founders are researchers from the [[dkfz|German Cancer Research Center]] (DKFZ), "
            "the [[embl|European Molecular Biology Laboratory]] (EMBL) and "
            "[[heidelberg-university|Heidelberg University]]; the three "
            "institutions finance it for five years at first.</p>"
        ),
        Heading("Ever more data, but not yet knowledge"),
        Prose(
            "<p>Data sets in the life sciences keep growing, and their detail becomes finer. How "
            "to draw knowledge from them is often an open question. Four difficulties stand out:</p>"
        ),
        Bullets(
            (
                "Molecular diagnostics yield data of many kinds, and the signals that matter to "
                "medicine are hard to find in them.",
                "In medical images, a subtle detail can decide the assessment.",
                "Structured data sets with complete medical notes, which algorithms need for "
                "their training, are scarce.",
                "The privacy of patients and study participants has to be protected whatever the "
                "method.",
            )
        ),
        Figure("heat_map"),
        Heading("What the unit will work on"),
        Prose(
            "<p>The questions range from the foundations of life to health and cancer. New AI "
            "methods are to be developed here; as a place of innovation the unit will also bring "
            "technology and data together and open both to the research community.</p>"
        ),
        Table(
            caption="Priorities of ELLIS Life Heidelberg",
            columns=("Field", "What is planned"),
            rows=(
                (
                    "Omics data",
                    "Methods that cope with the heterogeneity of molecular data",
                ),
                ("Medical images", "Methods that help to interpret imaging data"),
                (
                    "Ethics and data protection",
                    "Methods that put the rules for both into practice",
                ),
                ("Models", "Transparent, accountable models for medical decisions"),
            ),
        ),
        StatementReference("stegle"),
        Figure("segmentation"),
        Heading("Part of a European network"),
        Prose(
            "<p>In ELLIS, researchers of many countries have joined forces; for its structure, "
            "EMBL was the model. At its sites, scientists from basic AI research, from fields of "
            "application and from industry work closely together. Behind it stands the idea that Europe should "
            "have a say in how machine learning changes the world, and should remain competitive. "
            "The Heidelberg founders already play a key role in the ELLIS network, above all in the "
            "[[ellis-health-program|ELLIS Health Program]]; the new unit will be connected to it.</p>"
        ),
        FactsReference(
            "ELLIS in figures", ("ellis_sites", "ellis_countries", "ellis_units")
        ),
        Figure("site_map"),
        StatementReference("bauer"),
        Heading("Open to young scientists and to industry"),
        Prose(
            "<p>An interdisciplinary training programme for young scientists is planned. Companies "
            "can take part in joint projects; a network of industry partners already supports the "
            "unit. Its three co-directors come from the three founding institutions.</p>"
        ),
        StatementReference("kreshuk"),
        StatementReference("rother"),
    ),
    notes_to_editors="<p>For this demonstration the text was written anew from the facts of the "
    "announcement. Statements are given in reported speech, not in the speakers’ words. The "
    "figures for ELLIS are as of August 2020.</p>",
)

GERMAN = Version(
    title="ELLIS Life Heidelberg: Eine Brücke zwischen KI und den Lebenswissenschaften",
    slug="ellis-life-heidelberg",
    dateline_place="Heidelberg",
    kicker="Künstliche Intelligenz",
    standfirst="Forscherinnen und Forscher dreier Heidelberger Einrichtungen haben eine Einheit des "
    "europäischen KI-Netzwerks ELLIS gegründet. Die ersten fünf Jahre bezahlen ihre Häuser selbst.",
    search_description="DKFZ, EMBL und Universität Heidelberg gründen mit ELLIS Life Heidelberg "
    "eine Einheit für KI-Forschung in den Lebenswissenschaften.",
    body=(
        Prose(
            "<p>Künstliche Intelligenz (KI) und maschinelles Lernen könnten den "
            "Lebenswissenschaften viel nützen, von der Grundlagenforschung in der Biologie bis zur "
            "Medizin. Genutzt wird das bislang kaum. Eine neue Forschungseinheit, "
            "[[ellis-life-heidelberg|ELLIS Life Heidelberg]], soll nun die KI-Forschung für die Lebenswissenschaften stärken und die "
            "Heidelberger Arbeiten in ein internationales Netzwerk einbinden.</p>"
            "<p>Die Einheit gehört zu [[ellis|ELLIS]], dem European Laboratory for Learning and Intelligent "
            "Systems. Gegründet haben sie Forscherinnen und Forscher des "
            "[[dkfz|Deutschen Krebsforschungszentrums]] (DKFZ), des "
            "[[embl|Europäischen Laboratoriums für Molekularbiologie]] (EMBL) und der "
            "[[heidelberg-university|Universität Heidelberg]]; die drei Einrichtungen finanzieren sie "
            "zunächst für fünf Jahre.</p>"
        ),
        Heading("Immer mehr Daten, aber noch kein Wissen"),
        Prose(
            "<p>In den Lebenswissenschaften werden die Datensätze immer größer und feiner "
            "aufgelöst. Wie daraus Wissen wird, ist oft ungeklärt. Vor allem vier Hürden stehen im "
            "Weg:</p>"
        ),
        Bullets(
            (
                "Die Molekulardiagnostik liefert sehr verschiedenartige Daten, in denen sich die "
                "medizinisch wichtigen Signale nur schwer finden lassen.",
                "Bei medizinischen Bildern kann eine kaum sichtbare Einzelheit den Ausschlag geben.",
                "Strukturierte Datensätze mit vollständigen ärztlichen Angaben, an denen "
                "Algorithmen lernen könnten, sind rar.",
                "Die Daten von Patientinnen, Patienten und Studienteilnehmenden müssen bei jeder "
                "Methode geschützt bleiben.",
            )
        ),
        Figure("heat_map"),
        Heading("Woran die Einheit arbeiten wird"),
        Prose(
            "<p>Die Fragen reichen von den Grundlagen des Lebens bis zu Gesundheit und Krebs. Die "
            "Einheit wird neue KI-Verfahren entwickeln; als Ort der Innovation soll sie zudem "
            "Technik und Daten zusammenführen und beides der Forschung zugänglich machen.</p>"
        ),
        Table(
            caption="Schwerpunkte von ELLIS Life Heidelberg",
            columns=("Gebiet", "Was geplant ist"),
            rows=(
                (
                    "Omics-Daten",
                    "Verfahren, die mit der Vielfalt molekularer Daten zurechtkommen",
                ),
                (
                    "Medizinische Bilder",
                    "Verfahren, die bei der Deutung von Bilddaten helfen",
                ),
                (
                    "Ethik und Datenschutz",
                    "Verfahren, die beider Regeln in die Praxis umsetzen",
                ),
                (
                    "Modelle",
                    "Transparente, nachvollziehbare Modelle für medizinische Entscheidungen",
                ),
            ),
        ),
        StatementReference("stegle"),
        Figure("segmentation"),
        Heading("Teil eines europäischen Netzwerks"),
        Prose(
            "<p>ELLIS ist ein internationaler Zusammenschluss von Forscherinnen und Forschern, der "
            "nach dem Vorbild des EMBL aufgebaut ist. An seinen Standorten arbeiten Fachleute aus "
            "der KI-Grundlagenforschung, aus Anwendungsgebieten und aus der Industrie eng zusammen. "
            "Dahinter steht der Gedanke, dass Europa mitbestimmen soll, wie maschinelles Lernen die "
            "Welt verändert, und dabei wettbewerbsfähig bleibt. Die Heidelberger "
            "Gründungsmitglieder spielen schon jetzt eine Schlüsselrolle im ELLIS-Netzwerk, vor allem im "
            "[[ellis-health-program|ELLIS Health Program]], das nun mit der neuen Einheit verknüpft wird.</p>"
        ),
        FactsReference(
            "ELLIS in Zahlen", ("ellis_sites", "ellis_countries", "ellis_units")
        ),
        Figure("site_map"),
        StatementReference("bauer"),
        Heading("Offen für Nachwuchs und Industrie"),
        Prose(
            "<p>Geplant ist ein fachübergreifendes Ausbildungsprogramm für den wissenschaftlichen "
            "Nachwuchs. Für gemeinsame Projekte mit der Industrie ist die Einheit offen; schon jetzt "
            "unterstützt sie ein Netzwerk von Industriepartnern. An ihrer Spitze stehen eine "
            "Direktorin und zwei Direktoren, je eine Person aus jeder Gründungseinrichtung.</p>"
        ),
        StatementReference("kreshuk"),
        StatementReference("rother"),
    ),
    notes_to_editors="<p>Für diese Demonstration wurde der Text aus den Fakten der Mitteilung neu "
    "geschrieben. Äußerungen sind in indirekter Rede wiedergegeben, nicht im Wortlaut. Die Zahlen "
    "zu ELLIS geben den Stand vom August 2020 wieder.</p>",
)

ELLIS_RELEASE = Release(
    kind="press_release",
    released_on=date(2020, 8, 6),
    original_language="en",
    picture="bridge",
    versions={"en": ENGLISH, "de": GERMAN},
    statements=ELLIS_STATEMENTS,
    institutions=(
        ("dkfz", "lead_issuer", True),
        ("dkfz", "founder", False),
        ("dkfz", "funder", False),
        ("embl", "partner", True),
        ("embl", "founder", False),
        ("embl", "funder", False),
        ("heidelberg-university", "partner", True),
        ("heidelberg-university", "founder", False),
        ("heidelberg-university", "funder", False),
        ("ellis", "network", False),
        ("ellis-health-program", "mentioned", False),
        ("baden-wuerttemberg", "mentioned", False),
        ("federal-research-ministry", "mentioned", False),
    ),
    people=(
        ("oliver-stegle", "quoted"),
        ("anna-kreshuk", "quoted"),
        ("carsten-rother", "quoted"),
        ("theresia-bauer", "quoted"),
    ),
    partnership="ellis-life-heidelberg",
    topics=("artificial-intelligence", "life-sciences", "medicine"),
    links=(
        Link(
            "partner_version",
            {
                "en": "Heidelberg University published its own version, in English and German",
                "de": "Eigene Fassung der Universität Heidelberg, auf Deutsch und Englisch",
            },
        ),
        Link(
            "partner_version",
            {
                "en": "EMBL reported on the founding in its magazine",
                "de": "Beitrag des EMBL in seinem Magazin",
            },
        ),
    ),
    byline=("Koh",),
    series="dkfz",
    number=48,
)
