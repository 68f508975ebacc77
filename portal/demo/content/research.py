"""Research institutions and networks: names, facts and what they do."""

from .records import Identifier, Institution, Name

RESEARCH = (
    Institution(
        slug="dkfz",
        kind="research_centre",
        names=(
            Name("en", "German Cancer Research Center"),
            Name("de", "Deutsches Krebsforschungszentrum"),
            Name("de", "DKFZ", "acronym"),
        ),
        description={
            "en": "The German Cancer Research Center (DKFZ) in Heidelberg is Germany’s largest "
            "institute of biomedical research. It studies how cancer arises and spreads, which "
            "risks people carry, and how tumours can be prevented, found earlier and treated "
            "better. DKFZ is one of the three founders of ELLIS Life Heidelberg.",
            "de": "Das Deutsche Krebsforschungszentrum (DKFZ) in Heidelberg ist die größte "
            "biomedizinische Forschungseinrichtung in Deutschland. Es untersucht, wie Krebs "
            "entsteht und fortschreitet, welche Risiken Menschen tragen und wie sich Tumoren "
            "verhindern, genauer erkennen und besser behandeln lassen. Das DKFZ gehört zu den "
            "drei Gründern von ELLIS Life Heidelberg.",
        },
        website="https://www.dkfz.de/",
        city="Heidelberg",
        country="DE",
        founded=1964,
        identifiers=(Identifier("ror", "04cdgtt98"),),
    ),
    Institution(
        slug="embl",
        kind="intergovernmental",
        names=(
            Name("en", "European Molecular Biology Laboratory"),
            Name("de", "Europäisches Laboratorium für Molekularbiologie"),
            Name("en", "EMBL", "acronym"),
        ),
        description={
            "en": "The European Molecular Biology Laboratory (EMBL) is an intergovernmental "
            "organisation for research in molecular biology, with a site in Heidelberg. Its "
            "structure served as the model for the European AI network ELLIS. EMBL is one of "
            "the three founders of ELLIS Life Heidelberg.",
            "de": "Das Europäische Laboratorium für Molekularbiologie (EMBL) ist eine "
            "zwischenstaatliche Organisation für molekularbiologische Forschung mit einem "
            "Standort in Heidelberg. Sein Aufbau war das Vorbild für das europäische KI-Netzwerk "
            "ELLIS. Das EMBL gehört zu den drei Gründern von ELLIS Life Heidelberg.",
        },
        website="https://www.embl.org/",
        city="Heidelberg",
        country="DE",
        founded=1974,
        identifiers=(Identifier("ror", "03mstc592", site="Heidelberg"),),
    ),
    Institution(
        slug="heidelberg-university",
        kind="university",
        names=(
            Name("en", "Heidelberg University"),
            Name("de", "Universität Heidelberg"),
            Name("en", "University of Heidelberg", "alias"),
        ),
        description={
            "en": "Heidelberg University is the oldest university in Germany. Its research in "
            "machine learning is one of the foundations on which ELLIS Life Heidelberg rests; "
            "the university founded the unit together with DKFZ and EMBL.",
            "de": "Die Universität Heidelberg ist die älteste Universität in Deutschland. Ihre "
            "Forschung zum maschinellen Lernen ist eine der Grundlagen von ELLIS Life "
            "Heidelberg; gegründet hat sie die Einheit gemeinsam mit DKFZ und EMBL.",
        },
        website="https://www.uni-heidelberg.de/",
        city="Heidelberg",
        country="DE",
        founded=1386,
        identifiers=(Identifier("ror", "038t36y30"),),
    ),
    Institution(
        slug="ellis",
        kind="network",
        names=(
            Name("en", "European Laboratory for Learning and Intelligent Systems"),
            Name("en", "ELLIS", "acronym"),
        ),
        description={
            "en": "ELLIS is an international association of researchers who want to advance "
            "artificial intelligence in Europe; its structure follows the example of EMBL. At "
            "its sites, people from basic research, from fields of application and from "
            "industry work side by side. In August 2020 there were 28 sites in 14 countries.",
            "de": "ELLIS ist ein internationaler Zusammenschluss von Forscherinnen und Forschern, "
            "der die künstliche Intelligenz in Europa voranbringen will; aufgebaut ist er nach "
            "dem Vorbild des EMBL. An seinen Standorten arbeiten Fachleute aus "
            "Grundlagenforschung, Anwendung und Industrie eng zusammen. Im August 2020 waren es "
            "28 Standorte in 14 Ländern.",
        },
        website="https://ellis.eu/",
    ),
    Institution(
        slug="ellis-health-program",
        kind="programme",
        names=(Name("en", "ELLIS Health Program"),),
        description={
            "en": "The ELLIS Health Program is the part of ELLIS that deals with health. The "
            "founding members of ELLIS Life Heidelberg were active in it before the unit "
            "existed; since then, the two have been linked.",
            "de": "Das ELLIS Health Program ist der Teil von ELLIS, der sich mit Gesundheit "
            "befasst. Die Gründungsmitglieder von ELLIS Life Heidelberg waren dort schon aktiv, "
            "bevor es die Einheit gab; mit ihr wurde das Programm verknüpft.",
        },
    ),
    Institution(
        slug="helmholtz-association",
        kind="association",
        names=(
            Name("en", "Helmholtz Association of German Research Centers"),
            Name("de", "Helmholtz-Gemeinschaft Deutscher Forschungszentren"),
            Name("en", "Helmholtz Association", "short"),
            Name("de", "Helmholtz-Gemeinschaft", "short"),
        ),
        description={
            "en": "The Helmholtz Association unites German research centres, DKFZ among them. It "
            "also supports selected laboratories over several years so that they can build "
            "international networks; Causal Cell Dynamics is one of these.",
            "de": "Die Helmholtz-Gemeinschaft vereint deutsche Forschungszentren, darunter das "
            "DKFZ. Sie fördert außerdem ausgewählte Labore über mehrere Jahre beim Aufbau "
            "internationaler Netzwerke; Causal Cell Dynamics ist eines davon.",
        },
        website="https://www.helmholtz.de/",
        country="DE",
        identifiers=(Identifier("ror", "0281dp749"),),
    ),
    Institution(
        slug="causal-cell-dynamics",
        kind="lab",
        names=(
            Name("en", "Helmholtz International Lab “Causal Cell Dynamics”"),
            Name("de", "Helmholtz International Lab „Causal Cell Dynamics“"),
            Name("en", "Causal Cell Dynamics", "short"),
        ),
        description={
            "en": "Causal Cell Dynamics is an international laboratory funded by the Helmholtz "
            "Association. With large data sets and artificial intelligence it investigates the "
            "processes in cells by which diseases arise. Its partner in Canada is Mila.",
            "de": "Causal Cell Dynamics ist ein internationales Labor, das die "
            "Helmholtz-Gemeinschaft fördert. Mit großen Datenmengen und künstlicher Intelligenz "
            "erforscht es die Vorgänge in Zellen, durch die Krankheiten entstehen. Sein Partner "
            "in Kanada ist Mila.",
        },
    ),
    Institution(
        slug="mila",
        kind="research_centre",
        names=(
            Name("en", "Mila – Quebec Artificial Intelligence Institute"),
            Name("fr", "Mila – Institut québécois d’intelligence artificielle"),
            Name("de", "Mila – Québec AI Institut"),
            Name("fr", "Mila", "acronym"),
        ),
        description={
            "en": "Mila in the Canadian province of Québec is one of the world’s largest research "
            "institutes for artificial intelligence and known above all for machine learning. "
            "The computer scientist Yoshua Bengio founded it in 1993. In May 2021 it counted "
            "about 500 researchers.",
            "de": "Mila in der kanadischen Provinz Québec ist eines der weltweit größten "
            "Forschungsinstitute für künstliche Intelligenz und vor allem für maschinelles "
            "Lernen bekannt. Der Informatiker Yoshua Bengio gründete es 1993. Im Mai 2021 zählte "
            "es etwa 500 Forscherinnen und Forscher.",
        },
        website="https://mila.quebec/",
        region="Québec",
        country="CA",
        founded=1993,
        identifiers=(Identifier("ror", "05c22rx21"),),
    ),
)
