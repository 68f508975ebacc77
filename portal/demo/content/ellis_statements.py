"""What four people said about ELLIS Life Heidelberg, in reported speech."""

from datetime import date

from .records import Statement

ANNOUNCED_ON = date(2020, 8, 6)

ELLIS_STATEMENTS = (
    Statement(
        key="bauer",
        speaker="theresia-bauer",
        institution="baden-wuerttemberg",
        role={
            "en": "Science Minister of Baden-Württemberg",
            "de": "Wissenschaftsministerin von Baden-Württemberg",
        },
        text={
            "en": "Theresia Bauer described AI and machine learning as a driving force of "
            "innovation. In applying them to medicine and the life sciences, she said, research "
            "in Baden-Württemberg was strong, Heidelberg included. She welcomed the fact that the "
            "state now had three ELLIS units and expected all of AI in "
            "Baden-Württemberg to gain from them.",
            "de": "Theresia Bauer nannte KI und maschinelles Lernen eine Triebkraft der Innovation. "
            "Die Forschung in Baden-Württemberg sei stark darin, sie in Medizin und "
            "Lebenswissenschaften einzusetzen, auch in Heidelberg. Dass es im Land nun drei ELLIS "
            "Units gebe, begrüße sie; davon werde KI aus Baden-Württemberg insgesamt profitieren.",
        },
        original_language="en",
        made_on=ANNOUNCED_ON,
    ),
    Statement(
        key="stegle",
        speaker="oliver-stegle",
        institution="dkfz",
        role={
            "en": "Co-director and coordinator of ELLIS Life Heidelberg",
            "de": "Ko-Direktor und Koordinator von ELLIS Life Heidelberg",
        },
        text={
            "en": "Oliver Stegle said that the aim was to show in Heidelberg what AI and machine "
            "learning could contribute to the large questions of the health sciences, of "
            "oncology and of biomedicine.",
            "de": "Oliver Stegle sagte, in Heidelberg solle sichtbar werden, was KI und maschinelles "
            "Lernen zu den großen Fragen der Biomedizin, der Onkologie und der "
            "Gesundheitswissenschaften beitragen könnten.",
        },
        original_language="en",
        made_on=ANNOUNCED_ON,
    ),
    Statement(
        key="kreshuk",
        speaker="anna-kreshuk",
        institution="embl",
        role={
            "en": "Co-director of ELLIS Life Heidelberg",
            "de": "Ko-Direktorin von ELLIS Life Heidelberg",
        },
        text={
            "en": "Anna Kreshuk sees the unit as the link between the life sciences and the world "
            "of AI.",
            "de": "Anna Kreshuk sagte, die Einheit solle das Bindeglied zwischen den "
            "Lebenswissenschaften und der Welt der KI sein.",
        },
        original_language="en",
        made_on=ANNOUNCED_ON,
    ),
    Statement(
        key="rother",
        speaker="carsten-rother",
        institution="heidelberg-university",
        role={
            "en": "Co-director of ELLIS Life Heidelberg",
            "de": "Ko-Direktor von ELLIS Life Heidelberg",
        },
        text={
            "en": "Carsten Rother spoke of a rare chance to unite Heidelberg’s research in machine "
            "learning and to turn it to important problems of medicine.",
            "de": "Carsten Rother sprach von einer seltenen Chance: Die Heidelberger Forschung zum "
            "maschinellen Lernen lasse sich nun bündeln und auf wichtige Probleme der Medizin "
            "richten.",
        },
        original_language="en",
        made_on=ANNOUNCED_ON,
    ),
)
