"""Impressum, Datenschutz und Barrierefreiheit: what is true, and what is missing."""

from .records import Bullets, Heading, Prose, StandardPage

IMPRINT = StandardPage(
    title="Impressum",
    slug="impressum",
    introduction="Diese Seite ist eine Vorlage. Bevor die Website öffentlich wird, ergänzt der "
    "Betreiber alles, was in eckigen Klammern steht.",
    body=(
        Heading("Wer verantwortlich ist"),
        Prose(
            "<p>Welche Angaben hierher gehören, regelt in Deutschland § 5 des "
            "Digitale-Dienste-Gesetzes (DDG). Diese Demonstration hat keinen Anbieter; deshalb ist "
            "keiner genannt.</p>"
        ),
        Bullets(
            (
                "[Betreiber: Name und Rechtsform der Organisation]",
                "[Betreiber: ladungsfähige Postanschrift]",
                "[Betreiber: vertretungsberechtigte Personen]",
                "[Betreiber: E-Mail-Adresse und ein zweiter schneller Weg der Kontaktaufnahme]",
                "[Betreiber: Register und Registernummer, falls eingetragen]",
                "[Betreiber: Umsatzsteuer-Identifikationsnummer, falls vorhanden]",
                "[Betreiber: Aufsichtsbehörde, falls vorhanden]",
                "[Betreiber: verantwortliche Person für journalistische Inhalte nach § 18 Abs. 2 "
                "Medienstaatsvertrag, mit Anschrift]",
            )
        ),
        Heading("Über diese Demonstration"),
        Prose(
            "<p>Die Website zeigt, was Dateline kann. Die Fakten stammen aus zwei öffentlichen "
            "Mitteilungen von 2020 und 2021; alle Texte sind neu geschrieben, Äußerungen "
            "wirklicher Personen sind sinngemäß wiedergegeben. Die genannten Einrichtungen und "
            "Personen sind an dieser Website nicht beteiligt.</p>"
        ),
        Heading("Bilder"),
        Prose(
            "<p>Alle Bilder wurden für diese Demonstration von Programmcode gezeichnet und dürfen "
            "frei verwendet werden (CC0 1.0). [Betreiber: Nachweise und Lizenzen der eigenen "
            "Bilder]</p>"
        ),
    ),
)

PRIVACY = StandardPage(
    title="Datenschutz",
    slug="datenschutz",
    introduction="Was diese Website mit Daten über Sie macht: so wenig wie möglich. Die Stellen in "
    "eckigen Klammern hängen davon ab, wer sie wo betreibt.",
    body=(
        Heading("Keine Cookies, keine Anfragen an Dritte"),
        Prose(
            "<p>Wenn Sie hier nur lesen, setzt die Website keine Cookies und legt über den üblichen "
            "Zwischenspeicher für Dateien hinaus von sich aus nichts in Ihrem Browser ab. "
            "Schriften, Skripte, Gestaltung und Bilder kommen von diesem Server; Ihr Browser fragt "
            "bei niemandem sonst an. Über Besuche hinweg wird nichts gemessen, und es entsteht "
            "kein Profil.</p>"
            "<p>Filme und Beiträge auf anderen Plattformen erscheinen als einfache Links. Von dort "
            "wird nichts geladen, bis Sie einem folgen; dann gelten die Regeln der anderen "
            "Website.</p>"
        ),
        Heading("Redaktion"),
        Prose(
            "<p>Wer sich im Redaktionssystem anmeldet, erhält ein Sitzungs-Cookie und ein Cookie, "
            "das Formulare schützt. Beide sind für die Anmeldung nötig und dienen keinem anderen "
            "Zweck.</p>"
        ),
        Heading("Was der Betreiber ergänzen muss"),
        Bullets(
            (
                "[Betreiber: Name und Kontakt des Verantwortlichen]",
                "[Betreiber: Kontakt der oder des Datenschutzbeauftragten, falls vorhanden]",
                "[Betreiber: Server-Protokolle: welche Daten, wozu, auf welcher Rechtsgrundlage, "
                "wie lange]",
                "[Betreiber: Hoster der Website und weitere Auftragsverarbeiter]",
                "[Betreiber: was mit E-Mails an die Pressestelle geschieht]",
                "[Betreiber: Rechte der betroffenen Personen und Aufsichtsbehörde]",
            )
        ),
    ),
)

ACCESSIBILITY = StandardPage(
    title="Barrierefreiheit",
    slug="barrierefreiheit",
    introduction="Eine Vorlage für die Erklärung, die öffentliche Stellen in der EU abgeben. Diese "
    "Demonstration hat niemand geprüft.",
    body=(
        Heading("Worauf die Website ausgelegt ist"),
        Bullets(
            (
                "Jede Seite lässt sich allein mit der Tastatur bedienen, und der Fokus bleibt "
                "sichtbar.",
                "Texte und Bedienelemente zielen auf den Kontrast, den die WCAG 2.2 auf Stufe AA "
                "verlangen, auf hellem wie auf dunklem Grund.",
                "Text lässt sich auf 400 Prozent vergrößern, ohne dass man in zwei Richtungen "
                "scrollen muss.",
                "Bilder haben Alternativtexte, und jede Seite gibt ihre Sprache an.",
                "Alles ist ohne JavaScript lesbar; Bewegung unterbleibt, wenn Ihr System so "
                "eingestellt ist.",
            )
        ),
        Prose(
            "<p>Das sind Ziele der Software. Ob eine Website sie erreicht, hängt auch davon ab, was "
            "ihre Redaktion schreibt und hochlädt.</p>"
        ),
        Heading("Was der Betreiber ergänzen muss"),
        Bullets(
            (
                "[Betreiber: welches Recht und welche Norm gelten, etwa BITV 2.0 und EN 301 549]",
                "[Betreiber: Ergebnis, Verfahren und Datum einer Prüfung]",
                "[Betreiber: nicht barrierefreie Inhalte, mit Grund und Alternativen]",
                "[Betreiber: wo man Barrieren melden kann und wann eine Antwort kommt]",
                "[Betreiber: Durchsetzungsstelle oder Schlichtungsstelle]",
                "[Betreiber: Datum dieser Erklärung]",
            )
        ),
        Heading("Sprachen"),
        Prose(
            "<p>Eine Fassung in Leichter Sprache oder Gebärdensprache gibt es noch nicht. "
            "[Betreiber: Links ergänzen, falls vorhanden]</p>"
        ),
    ),
)

TERMS = StandardPage(
    title="Nutzungsbedingungen der Daten",
    slug="nutzungsbedingungen-der-daten",
    introduction="Unter welchen Bedingungen die offenen Daten dieser Website genutzt werden "
    "dürfen. Bevor sie öffentlich wird, ergänzt der Betreiber alles, was in eckigen Klammern steht.",
    body=(
        Heading("Wofür sie gelten"),
        Prose(
            "<p>Gemeint sind die Daten auf der Seite „Offene Daten“: der ganze Graph als JSON-LD, die "
            "Tabellen und die Antworten der Programmierschnittstelle. Bilder und verlinkte Websites "
            "gehören nicht dazu.</p>"
        ),
        Heading("Diese Demonstration"),
        Prose(
            "<p>Die Fakten stammen aus zwei öffentlichen Mitteilungen von 2020 und 2021, die Texte "
            "wurden für diese Demonstration neu geschrieben. Niemand steht dafür ein, dass sie "
            "vollständig sind oder noch stimmen.</p>"
        ),
        Heading("Was der Betreiber ergänzen muss"),
        Bullets(
            (
                "[Betreiber: Lizenz der Daten mit ihrer Adresse]",
                "[Betreiber: wie Sie als Quelle genannt werden möchten]",
                "[Betreiber: an wen man sich mit anderen Fragen wendet]",
            )
        ),
    ),
)

GERMAN_PAGES = {
    "imprint": IMPRINT,
    "privacy": PRIVACY,
    "accessibility": ACCESSIBILITY,
    "data_terms": TERMS,
}
