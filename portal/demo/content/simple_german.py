"""What the demo says in Leichte Sprache, in words of its own.

Written by the rules of Netzwerk Leichte Sprache as far as a program can check them;
nobody of the target group has read it, and it says so.
"""

from .records import Bullets, Heading, Prose, Version

LANGUAGE = "de-simple"


def lines(*sentences: str) -> str:
    """Return a paragraph with a line for each sentence."""
    return f"<p>{'<br/>'.join(sentences)}</p>"


TAGLINE = "Nachrichten von ELLIS Life Heidelberg in Leichter Sprache"
HOME_TITLE = "Willkommen bei ELLIS Life Heidelberg"
# What BITV 2.0, § 4 asks for: what is here, how to find it, whether all can use it, and
# what else there is.
HOME_INTRODUCTION = (
    lines(
        "Das ist die Internet-Seite von ELLIS Life Heidelberg.",
        "ELLIS Life Heidelberg ist eine Forschungs-Gruppe.",
        "Forscher aus Heidelberg arbeiten dort zusammen.",
    )
    + "<h2>Das finden Sie hier</h2>"
    + lines(
        "Sie finden hier Nachrichten von der Gruppe.",
        "Einige Nachrichten sind in Leichter Sprache.",
        "Sie stehen unter: Nachrichten.",
        "Alle anderen Seiten sind in schwerer Sprache.",
    )
    + "<h2>So finden Sie sich zurecht</h2>"
    + lines(
        "Ganz oben steht der Name von der Seite.",
        "Drücken Sie auf den Namen.",
        "Dann kommen Sie wieder hierher.",
    )
    + lines(
        "Ganz oben stehen auch die Sprachen.",
        "Dort können Sie Deutsch oder Englisch wählen.",
    )
    + lines(
        "Sie können auch ein Wort suchen.",
        "Schreiben Sie das Wort in das Feld.",
        "Drücken Sie dann auf: Suche.",
    )
    + "<h2>Können alle Menschen die Seite benutzen?</h2>"
    + lines(
        "Alle Menschen sollen die Seite benutzen können.",
        "Das nennt man: barriere-frei.",
        "Haben Sie ein Problem mit der Seite?",
        "Dann schreiben Sie uns bitte.",
        "Ganz unten ist ein Link.",
        "Er heißt: Ein Problem melden.",
        "Drücken Sie auf den Link.",
        "Dort können Sie uns schreiben.",
    )
    + "<h2>Wer hat den Text geprüft?</h2>"
    + lines(
        "Diese Seite ist ein Beispiel.",
        "Menschen mit Lern-Schwierigkeiten müssen sie noch prüfen.",
    )
)
NEWSROOM_TITLE = "Nachrichten"
NEWSROOM_SLUG = "nachrichten"
NEWSROOM_INTRODUCTION = lines(
    "Hier stehen alle Nachrichten in Leichter Sprache.",
    "Die neueste Nachricht steht ganz oben.",
)

ELLIS = Version(
    title="Neue Forschungs-Gruppe in Heidelberg",
    slug="ellis-life-heidelberg",
    dateline_place="",
    kicker="Lernende Computer",
    standfirst="Forscher gründen eine Gruppe für lernende Computer.",
    search_description="In Heidelberg gibt es eine neue Forschungs-Gruppe. In Leichter "
    "Sprache.",
    body=(
        Prose(
            lines(
                "In Heidelberg gibt es eine neue Forschungs-Gruppe.",
                "Sie heißt: [[ellis-life-heidelberg|ELLIS Life Heidelberg]].",
                "Forscher haben die Gruppe gegründet.",
            )
        ),
        Heading("Was macht die Gruppe?"),
        Prose(
            lines(
                "Die Gruppe forscht über Künstliche Intelligenz.",
                "Die kurze Form davon ist: KI.",
                "KI heißt: Computer lernen aus Beispielen.",
                "Dann lösen die Computer schwere Aufgaben.",
            )
            + lines(
                "Die Forscher untersuchen das Leben.",
                "Sie untersuchen auch Krankheiten.",
                "Eine von diesen Krankheiten ist Krebs.",
                "KI kann dabei viel helfen.",
                "Bis jetzt nutzen nur wenige Forscher KI.",
                "Das will die Gruppe ändern.",
            )
        ),
        Heading("Warum ist das wichtig?"),
        Prose(
            lines(
                "Forscher sammeln sehr viele Daten.",
                "Daten sind zum Beispiel Bilder vom Körper.",
                "Es werden immer mehr Daten.",
                "Was bedeuten die Daten?",
                "Das ist oft schwer zu sagen.",
                "Computer sollen dabei helfen.",
            )
            + lines(
                "Die Daten von kranken Menschen sind geheim.",
                "Die Forscher müssen sie gut schützen.",
            )
        ),
        Heading("Wer macht mit?"),
        Prose("<p>Diese 3 Einrichtungen machen mit:</p>"),
        Bullets(
            (
                "Deutsches Krebs-Forschungs-Zentrum",
                "Europäisches Labor für Molekular-Biologie",
                "Universität Heidelberg",
            )
        ),
        Prose(
            lines(
                "Die 3 Einrichtungen bezahlen die Gruppe.",
                "Das machen sie erst einmal 5 Jahre lang.",
            )
            + lines(
                "3 Menschen leiten die Gruppe:",
            )
        ),
        Bullets(("Anna Kreshuk", "Carsten Rother", "Oliver Stegle")),
        Heading("Was ist ELLIS?"),
        Prose(
            lines(
                "[[ellis|ELLIS]] ist ein Netzwerk in Europa.",
                "Forscher aus vielen Ländern arbeiten dort zusammen.",
                "Die Gruppe in Heidelberg gehört dazu.",
                "Im August 2020 hatte ELLIS 28 Orte.",
                "Die Orte waren in 14 Ländern.",
            )
        ),
        Heading("Was ist geplant?"),
        Prose(
            lines(
                "Junge Forscher sollen bei der Gruppe lernen.",
                "Firmen können auch mitmachen.",
                "Einige Firmen helfen schon jetzt.",
            )
        ),
    ),
    notes_to_editors=lines(
        "Dieser Text ist ein Beispiel.",
        "Menschen mit Lern-Schwierigkeiten müssen ihn noch prüfen.",
    ),
)
