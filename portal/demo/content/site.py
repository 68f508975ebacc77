"""The newsroom itself: its name, its pages, its topics, its press desk."""

from . import simple_german as simple
from .records import PressDesk

SITE_NAME = {"en": "Dateline demo newsroom", "de": "Dateline Demo-Newsroom"}
TAGLINE = {
    "en": "News from ELLIS Life Heidelberg and its partners",
    "de": "Neues von ELLIS Life Heidelberg und seinen Partnern",
}
FOOTER_NOTE = {
    "en": "A demonstration: facts from two public announcements of 2020 and 2021, texts newly "
    "written, pictures drawn by code. Not a website of the institutions named here.",
    "de": "Eine Demonstration: Fakten aus zwei öffentlichen Mitteilungen von 2020 und 2021, Texte "
    "neu geschrieben, Bilder von Programmcode gezeichnet. Keine Website der hier genannten "
    "Einrichtungen.",
}

HOME_TITLE = {
    "en": "ELLIS Life Heidelberg",
    "de": "ELLIS Life Heidelberg",
    simple.LANGUAGE: simple.HOME_TITLE,
}
HOME_DESCRIPTION = TAGLINE | {simple.LANGUAGE: simple.TAGLINE}
HOME_INTRODUCTION = {
    "en": "<p>Three institutions, one unit: DKFZ, EMBL and Heidelberg University are bringing "
    "machine learning and the life sciences together. Here you can read what comes of it, who is "
    "behind it and how the partners are connected.</p>",
    "de": "<p>Drei Einrichtungen, eine Einheit: DKFZ, EMBL und Universität Heidelberg führen "
    "maschinelles Lernen und Lebenswissenschaften zusammen. Hier lesen Sie, was daraus wird, wer "
    "dahintersteht und wie die Partner verbunden sind.</p>",
    simple.LANGUAGE: simple.HOME_INTRODUCTION,
}

NEWSROOM_TITLE = {
    "en": "Newsroom",
    "de": "Aktuelles",
    simple.LANGUAGE: simple.NEWSROOM_TITLE,
}
NEWSROOM_SLUG = {
    "en": "newsroom",
    "de": "aktuelles",
    simple.LANGUAGE: simple.NEWSROOM_SLUG,
}
NEWSROOM_INTRODUCTION = {
    "en": "<p>Press releases and reports about the unit and its partners, newest first.</p>",
    "de": "<p>Pressemitteilungen und Meldungen über die Einheit und ihre Partner, die neuesten "
    "zuerst.</p>",
    simple.LANGUAGE: simple.NEWSROOM_INTRODUCTION,
}

PARTNERS_TITLE = {"en": "Partners", "de": "Partner"}
PARTNERS_SLUG = {"en": "partners", "de": "partner"}
PARTNERS_INTRODUCTION = {
    "en": "<p>The institutions, people and partnerships that our news is about: who they are, "
    "where they are and what ties them to each other.</p>",
    "de": "<p>Die Einrichtungen, Menschen und Partnerschaften, von denen unsere Meldungen handeln: "
    "wer sie sind, wo sie sind und was sie miteinander verbindet.</p>",
}

TOPICS = {
    "artificial-intelligence": {
        "en": "Artificial intelligence",
        "de": "Künstliche Intelligenz",
    },
    "life-sciences": {"en": "Life sciences", "de": "Lebenswissenschaften"},
    "medicine": {"en": "Medicine", "de": "Medizin"},
    "international-collaboration": {
        "en": "International collaboration",
        "de": "Internationale Zusammenarbeit",
    },
}

SERIES_SLUG = "dkfz"
SERIES_INSTITUTION = "dkfz"
SERIES_LABEL = {"en": "No. {n}", "de": "Nr. {n}"}

PRESS_DESKS = tuple(
    PressDesk(
        institution=institution,
        name={"en": "Press desk (demo)", "de": "Pressestelle (Demo)"},
        function={
            "en": "Questions about this announcement",
            "de": "Fragen zu dieser Mitteilung",
        },
        # A reserved domain (RFC 2606), so that nobody is written to by mistake.
        email="press@newsroom.example",
        hours={
            "en": "A demonstration address; it is not read.",
            "de": "Eine Demonstrationsadresse; sie wird nicht gelesen.",
        },
    )
    for institution in ("dkfz", "causal-cell-dynamics")
)
