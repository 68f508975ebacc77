"""The legal pages in German: what is true of a demonstration beside what is generated."""

from .records import LegalText

IMPRINT = LegalText(
    title="Impressum",
    slug="impressum",
    introduction="Diese Demonstration hat keinen Anbieter; deshalb ist keiner genannt. Eine "
    "wirkliche Website sagt hier, wer sie betreibt.",
    further="<h2>Über diese Demonstration</h2>"
    "<p>Die Website zeigt, was Dateline kann. Die Fakten stammen aus zwei öffentlichen Mitteilungen "
    "von 2020 und 2021; alle Texte sind neu geschrieben, Äußerungen wirklicher Personen sind "
    "sinngemäß wiedergegeben. Die genannten Einrichtungen und Personen sind an dieser Website nicht "
    "beteiligt.</p>"
    "<h2>Bilder</h2>"
    "<p>Alle Bilder wurden für diese Demonstration von Programmcode gezeichnet und dürfen frei "
    "verwendet werden (CC0 1.0).</p>",
)

PRIVACY = LegalText(
    title="Datenschutz",
    slug="datenschutz",
    introduction="Was diese Website mit Daten über Sie macht: so wenig wie möglich. Diese Seite "
    "entsteht aus dem, was der Programmcode tut.",
    further="<h2>Diese Demonstration</h2>"
    "<p>Niemand betreibt diese Demonstration für die Öffentlichkeit; es gibt daher keinen "
    "Verantwortlichen, an den Sie sich wenden könnten. Die Personen in den Mitteilungen gibt es, und "
    "sie wurden in öffentlichen Mitteilungen genannt; Journalistinnen, Journalisten und andere Gäste "
    "sind erfunden.</p>",
)

ACCESSIBILITY = LegalText(
    title="Barrierefreiheit",
    slug="barrierefreiheit",
    introduction="Die Erklärung, die öffentliche Stellen in der EU abgeben. Diese Demonstration hat "
    "niemand geprüft; deshalb ist kein Ergebnis genannt.",
    further="<h2>Worauf die Website ausgelegt ist</h2>"
    "<ul>"
    "<li>Jede Seite lässt sich allein mit der Tastatur bedienen, und der Fokus bleibt sichtbar.</li>"
    "<li>Texte und Bedienelemente zielen auf den Kontrast, den die WCAG 2.2 auf Stufe AA verlangen, "
    "auf hellem wie auf dunklem Grund.</li>"
    "<li>Text lässt sich auf 400 Prozent vergrößern, ohne dass man in zwei Richtungen scrollen "
    "muss.</li>"
    "<li>Bilder haben Alternativtexte, und jede Seite gibt ihre Sprache an.</li>"
    "<li>Alles ist ohne JavaScript lesbar; Bewegung unterbleibt, wenn Ihr System so eingestellt "
    "ist.</li>"
    "</ul>"
    "<p>Das sind Ziele der Software. Ob eine Website sie erreicht, hängt auch davon ab, was ihre "
    "Redaktion schreibt und hochlädt.</p>",
)

TERMS = LegalText(
    title="Nutzungsbedingungen",
    slug="nutzungsbedingungen-der-daten",
    introduction="Unter welchen Bedingungen die Daten, Texte und Bilder dieser Website genutzt "
    "werden dürfen.",
    further="<h2>Diese Demonstration</h2>"
    "<p>Die Fakten stammen aus zwei öffentlichen Mitteilungen von 2020 und 2021, die Texte wurden "
    "für diese Demonstration neu geschrieben. Niemand steht dafür ein, dass sie vollständig sind "
    "oder noch stimmen.</p>",
)

GERMAN_PAGES = {
    "imprint": IMPRINT,
    "privacy": PRIVACY,
    "accessibility": ACCESSIBILITY,
    "terms": TERMS,
}
