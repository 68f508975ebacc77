"""The news item of 4 May 2021: Causal Cell Dynamics and Mila."""

from datetime import date

from .records import (
    MILA_SOURCE,
    Bullets,
    FactsReference,
    Heading,
    Link,
    Prose,
    Release,
    Statement,
    StatementReference,
    Version,
)

RELEASED_ON = date(2021, 5, 4)

MILA_STATEMENTS = (
    Statement(
        key="bengio",
        speaker="yoshua-bengio",
        institution="mila",
        role={"en": "Founder of Mila", "de": "Gründer von Mila"},
        text={
            "en": "Yoshua Bengio said that machine learning should capture how cells act and react. "
            "The more was known about the mechanisms underneath, the better one would understand "
            "why cells change in certain diseases, and at which points one might intervene.",
            "de": "Yoshua Bengio sagte, maschinelles Lernen solle erfassen, wie Zellen agieren und "
            "reagieren. Je mehr man über die Mechanismen dahinter wisse, desto "
            "besser lasse sich verstehen, warum Zellen sich bei manchen Krankheiten veränderten, und "
            "an welchen Stellen ein Eingriff möglich sei.",
        },
        original_language="de",
        made_on=RELEASED_ON,
        is_abridged=True,
        source=MILA_SOURCE,
    ),
    Statement(
        key="theis",
        speaker="fabian-theis",
        institution="causal-cell-dynamics",
        role={
            "en": "Head of the Helmholtz International Lab “Causal Cell Dynamics”",
            "de": "Leiter des Helmholtz International Lab „Causal Cell Dynamics“",
        },
        text={
            "en": "Fabian Theis pointed to the Helmholtz Association, which funds selected "
            "laboratories over several years so that they can build international networks. This "
            "money, he said, allowed the team to take on more promising doctoral researchers and "
            "strengthened exchange across borders.",
            "de": "Fabian Theis verwies auf die Helmholtz-Gemeinschaft, die ausgewählte Labore "
            "mehrere Jahre lang beim Aufbau internationaler Netzwerke fördere. Dank dieser Mittel "
            "könne das Team mehr aussichtsreiche Doktorandinnen und Doktoranden gewinnen; auch der "
            "Austausch über Grenzen hinweg werde stärker.",
        },
        original_language="de",
        made_on=RELEASED_ON,
        is_abridged=True,
        source=MILA_SOURCE,
    ),
)

GERMAN = Version(
    title="Zusammenarbeit zwischen dem Helmholtz International Lab Causal Cell Dynamics und dem "
    "kanadischen Forschungsinstitut Mila im Bereich Künstliche Intelligenz",
    slug="causal-cell-dynamics-und-mila",
    dateline_place="",
    kicker="Internationale Zusammenarbeit",
    standfirst="Wie entstehen Krankheiten in der Zelle? Ein Helmholtz-Labor und eines der größten "
    "KI-Institute der Welt gehen dieser Frage künftig gemeinsam nach.",
    search_description="Das Helmholtz International Lab „Causal Cell Dynamics“ und das kanadische "
    "KI-Institut Mila arbeiten zusammen.",
    body=(
        Prose(
            "<p>Das [[causal-cell-dynamics|Helmholtz International Lab „Causal Cell Dynamics“]] hat "
            "eine Zusammenarbeit mit [[mila|Mila]] angekündigt, einem Institut für künstliche Intelligenz (KI) in der kanadischen "
            "Provinz Québec. Mit Big Data und KI wollen beide die zellulären Vorgänge verstehen, "
            "durch die Krankheiten entstehen.</p>"
            "<p>Der Informatiker [[yoshua-bengio|Yoshua Bengio]] gründete Mila 1993; heute zählt es zu den weltweit "
            "größten Forschungseinrichtungen auf dem Gebiet der KI. Seine besondere Stärke ist das "
            "maschinelle Lernen, ein Teilgebiet der KI, das auch in der biomedizinischen Forschung "
            "viel Gewicht hat.</p>"
        ),
        FactsReference("Mila in Zahlen", ("mila_researchers",)),
        Heading("Algorithmen und Verantwortung"),
        Prose(
            "<p>Im Mittelpunkt steht, Algorithmen zu konstruieren und zu analysieren. Hinzu kommen "
            "KI-Anwendungen für die medizinische Forschung, die verantwortungsvoll mit ihrem "
            "Gegenstand umgehen.</p>"
        ),
        StatementReference("bengio"),
        Heading("Was die Partner austauschen"),
        Bullets(
            (
                "Daten",
                "Wissen",
                "Wissenschaftlerinnen und Wissenschaftler, über Ländergrenzen hinweg",
            )
        ),
        StatementReference("theis"),
    ),
    notes_to_editors="<p>Für diese Demonstration wurde der Text aus den Fakten der Meldung neu "
    "geschrieben. Äußerungen sind gekürzt und in indirekter Rede wiedergegeben, nicht im Wortlaut. "
    "Die Meldung verwies auf ein gemeinsames Interview; dessen Adresse ist verloren.</p>",
)

ENGLISH = Version(
    title="Helmholtz International Lab Causal Cell Dynamics and Canadian research institute Mila "
    "collaborate on artificial intelligence",
    slug="causal-cell-dynamics-and-mila",
    dateline_place="",
    kicker="International collaboration",
    standfirst="How do diseases arise in the cell? A Helmholtz laboratory and one of the world’s "
    "largest AI institutes are going to pursue this question together.",
    search_description="The Helmholtz International Lab “Causal Cell Dynamics” and the Canadian AI "
    "institute Mila are working together.",
    body=(
        Prose(
            "<p>The [[causal-cell-dynamics|Helmholtz International Lab “Causal Cell Dynamics”]] has "
            "announced a collaboration with [[mila|Mila]], an institute for artificial intelligence (AI) in the Canadian "
            "province of Québec. With big data and AI, the two want to understand the processes in "
            "cells by which diseases arise.</p>"
            "<p>Founded in 1993 by the computer scientist [[yoshua-bengio|Yoshua Bengio]], Mila is one of the largest "
            "research institutes in the field of AI worldwide. Its particular strength is machine "
            "learning, a branch of AI that also matters a great deal to biomedical research.</p>"
        ),
        FactsReference("Mila in figures", ("mila_researchers",)),
        Heading("Algorithms and responsibility"),
        Prose(
            "<p>The focus is on building and analysing algorithms, and on developing applications "
            "of AI in medical research that are used responsibly.</p>"
        ),
        StatementReference("bengio"),
        Heading("What the partners exchange"),
        Bullets(("Data", "Knowledge", "Scientists, across national borders")),
        StatementReference("theis"),
    ),
    notes_to_editors="<p>For this demonstration the text was written anew from the facts of the "
    "original report, which was in German. Statements are abridged and given in reported speech, "
    "not in the speakers’ words. The report referred to a joint interview whose address is "
    "lost.</p>",
)

MILA_NEWS = Release(
    kind="news",
    released_on=RELEASED_ON,
    original_language="de",
    picture="trajectories",
    versions={"de": GERMAN, "en": ENGLISH},
    statements=MILA_STATEMENTS,
    institutions=(
        ("causal-cell-dynamics", "lead_issuer", False),
        ("mila", "partner", True),
        ("helmholtz-association", "funder", False),
    ),
    people=(("yoshua-bengio", "quoted"), ("fabian-theis", "quoted")),
    partnership="causal-cell-dynamics-and-mila",
    topics=("artificial-intelligence", "life-sciences", "international-collaboration"),
    links=(
        Link(
            "interview",
            {
                "en": "Joint interview with Fabian Theis and Yoshua Bengio",
                "de": "Gemeinsames Interview mit Fabian Theis und Yoshua Bengio",
            },
        ),
    ),
)
