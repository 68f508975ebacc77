"""A release that waits for its time. Everything in it is made up, and it says so."""

from datetime import date

from .records import (
    Boilerplate,
    Bullets,
    Guest,
    Heading,
    Institution,
    Name,
    PressDesk,
    Prose,
    Release,
    Version,
)

# A reserved domain (RFC 2606): nobody is written to by mistake.
PRESS_OFFICE = "press@academy.example.org"

ACADEMY = Institution(
    slug="example-academy",
    kind="other",
    names=(
        Name("en", "Example Academy for Data Science"),
        Name("de", "Beispielakademie für Datenwissenschaft"),
    ),
    description={
        "en": "The Example Academy does not exist. It is here so that you can see an entry that "
        "goes public with a release.",
        "de": "Die Beispielakademie gibt es nicht. Sie steht hier, damit Sie einen Eintrag sehen, "
        "der mit einer Mitteilung öffentlich wird.",
    },
)

ACADEMY_BOILERPLATE = Boilerplate(
    institution=ACADEMY.slug,
    text={
        "en": "<p>The Example Academy for Data Science is an invention of this demonstration. "
        "Where you read this, an institution would say who it is.</p>",
        "de": "<p>Die Beispielakademie für Datenwissenschaft ist eine Erfindung dieser "
        "Demonstration. An dieser Stelle würde eine Einrichtung sagen, wer sie ist.</p>",
    },
)

ACADEMY_DESK = PressDesk(
    institution=ACADEMY.slug,
    name={"en": "Press office (example)", "de": "Pressestelle (Beispiel)"},
    function={
        "en": "Questions about this announcement",
        "de": "Fragen zu dieser Mitteilung",
    },
    email=PRESS_OFFICE,
    hours={
        "en": "A demonstration address; it is not read.",
        "de": "Eine Demonstrationsadresse; sie wird nicht gelesen.",
    },
)

ENGLISH = Version(
    title="Example: applications for the summer school are open",
    slug="example-summer-school",
    dateline_place="Heidelberg",
    kicker="Training",
    standfirst="One week in Heidelberg for doctoral researchers who work with data. This release "
    "is an example; the summer school does not take place.",
    search_description="An example of a release under embargo: neither the summer school nor the "
    "academy behind it exists.",
    body=(
        Prose(
            "<p>The [[example-academy|Example Academy for Data Science]] invites 30 doctoral "
            "researchers to Heidelberg for 5 days. They learn how to draw knowledge from large "
            "data sets of the life sciences, and bring their own data along.</p>"
        ),
        Heading("What the week offers"),
        Bullets(
            (
                "Courses in the morning, from statistics to machine learning",
                "Projects in groups of 6 in the afternoon",
                "An evening on data protection and good scientific practice",
            )
        ),
        Heading("Who can apply"),
        Prose(
            "<p>Applications come from all fields in which people work with data. Places are "
            "free of charge; travel grants of up to 400 euros are paid.</p>"
        ),
    ),
    notes_to_editors="<p>Everything in this release is made up. It shows what waits for its time: "
    "a text in two languages, a picture, a new institution, an embargo pass for a journalist and "
    "a sign-off that is still open.</p>",
)

GERMAN = Version(
    title="Beispiel: Bewerbungen für die Sommerschule sind ab sofort möglich",
    slug="beispiel-sommerschule",
    dateline_place="Heidelberg",
    kicker="Weiterbildung",
    standfirst="Eine Woche in Heidelberg für alle, die in ihrer Promotion mit Daten arbeiten. Diese "
    "Mitteilung ist ein Beispiel; die Sommerschule findet nicht statt.",
    search_description="Ein Beispiel für eine Mitteilung unter Sperrfrist: Weder die Sommerschule "
    "noch die Akademie dahinter gibt es.",
    body=(
        Prose(
            "<p>Die [[example-academy|Beispielakademie für Datenwissenschaft]] lädt 30 "
            "Promovierende für 5 Tage nach Heidelberg ein. Sie lernen, wie aus großen Datensätzen "
            "der Lebenswissenschaften Wissen wird, und bringen dafür eigene Daten mit.</p>"
        ),
        Heading("Was die Woche bietet"),
        Bullets(
            (
                "Vormittags Kurse, von der Statistik bis zum maschinellen Lernen",
                "Nachmittags Projekte in Gruppen zu 6 Personen",
                "Ein Abend über Datenschutz und gute wissenschaftliche Praxis",
            )
        ),
        Heading("Wer sich bewerben kann"),
        Prose(
            "<p>Bewerben kann sich, wer mit Daten arbeitet, gleich in welchem Fach. Die Teilnahme "
            "kostet nichts; für die Reise gibt es Zuschüsse von bis zu 400 Euro.</p>"
        ),
    ),
    notes_to_editors="<p>Alles in dieser Mitteilung ist erfunden. Sie zeigt, was auf seinen "
    "Zeitpunkt wartet: einen Text in zwei Sprachen, ein Bild, eine neue Einrichtung, einen "
    "Embargo-Pass für die Presse und eine Freigabe, die noch aussteht.</p>",
)


def build_summer_school(released_on: date) -> Release:
    """Return the release as it is to go public on a day, at ten in the morning."""
    return Release(
        kind="press_release",
        released_on=released_on,
        hour=10,
        original_language="en",
        picture="lecture_hall",
        versions={"en": ENGLISH, "de": GERMAN},
        institutions=((ACADEMY.slug, "lead_issuer", True),),
        topics=("artificial-intelligence", "life-sciences"),
    )


JOURNALIST = Guest(
    name="Robin Example",
    medium="The Example Gazette",
    email="robin@gazette.example.org",
    topics=("life-sciences",),
)
PARTNER = Guest(
    name="Press office of the Example Academy",
    email=PRESS_OFFICE,
    institution=ACADEMY.slug,
)
