"""Imprint, privacy and accessibility in English: what is true, and what is missing."""

from .records import Bullets, Heading, Prose, StandardPage

IMPRINT = StandardPage(
    title="Imprint",
    slug="imprint",
    introduction="This page is a template. Before the site goes public, its operator fills in "
    "everything that stands in square brackets.",
    body=(
        Heading("Who is responsible"),
        Prose(
            "<p>In Germany, section 5 of the Digital Services Act (DDG) says what a provider must "
            "state here. This demonstration has no provider, so none is named.</p>"
        ),
        Bullets(
            (
                "[Operator: name and legal form of the organisation]",
                "[Operator: postal address at which legal documents can be served]",
                "[Operator: persons authorised to represent it]",
                "[Operator: e-mail address and a second fast means of contact]",
                "[Operator: register and number, if it is registered]",
                "[Operator: VAT identification number, if there is one]",
                "[Operator: supervisory authority, if there is one]",
                "[Operator: person responsible for journalistic content under section 18(2) of "
                "the Interstate Media Treaty, with address]",
            )
        ),
        Heading("About this demonstration"),
        Prose(
            "<p>The site shows what Dateline can do. The facts come from two public announcements "
            "of 2020 and 2021; all texts have been newly written, and the statements of real people "
            "are paraphrased. The institutions and people named have no part in this site.</p>"
        ),
        Heading("Pictures"),
        Prose(
            "<p>All pictures were drawn by code for this demonstration and may be used freely "
            "(CC0 1.0). [Operator: credits and licences of your own pictures]</p>"
        ),
    ),
)

PRIVACY = StandardPage(
    title="Privacy",
    slug="privacy",
    introduction="What this site does with data about you: as little as possible. The parts in "
    "square brackets depend on who runs it and where.",
    body=(
        Heading("No cookies, no requests to others"),
        Prose(
            "<p>If you only read this site, it sets no cookie and stores nothing in your browser "
            "on its own initiative beyond the usual cache of files. Fonts, scripts, styles and "
            "pictures all come from this server; your browser sends no request to anyone else. "
            "Nothing is measured across visits, and no profile is made.</p>"
            "<p>Films and posts on other platforms are shown as plain links. Nothing is loaded from "
            "there until you follow one; then the other site’s rules apply.</p>"
        ),
        Heading("Editors"),
        Prose(
            "<p>Whoever signs in to the editorial system receives a session cookie and a cookie "
            "that protects forms. Both are needed for signing in and serve no other end.</p>"
        ),
        Heading("What the operator has to add"),
        Bullets(
            (
                "[Operator: name and contact of the controller]",
                "[Operator: contact of the data protection officer, if there is one]",
                "[Operator: server logs: which data, for what, on which legal basis, for how long]",
                "[Operator: host of the site and other processors]",
                "[Operator: what happens to e-mails sent to the press desk]",
                "[Operator: rights of the persons concerned and the supervisory authority]",
            )
        ),
    ),
)

ACCESSIBILITY = StandardPage(
    title="Accessibility",
    slug="accessibility",
    introduction="A template of the statement that public bodies in the EU publish. Nobody has "
    "audited this demonstration.",
    body=(
        Heading("What the site is built for"),
        Bullets(
            (
                "Every page can be used with the keyboard alone, and the focus stays visible.",
                "Text and controls aim at the contrast that WCAG 2.2 asks for at level AA, on light "
                "and on dark backgrounds.",
                "Text can be enlarged to 400 percent without scrolling in two directions.",
                "Pictures have alternative texts, and every page says which language it is in.",
                "Everything can be read without JavaScript; motion stops if you ask your system "
                "for less of it.",
            )
        ),
        Prose(
            "<p>These are aims of the software. Whether a site meets them also depends on what its "
            "editors write and upload.</p>"
        ),
        Heading("What the operator has to add"),
        Bullets(
            (
                "[Operator: which law and standard apply, for example BITV 2.0 and EN 301 549]",
                "[Operator: result, method and date of an audit]",
                "[Operator: content that is not accessible, with the reason and alternatives]",
                "[Operator: where barriers can be reported, and how soon you answer]",
                "[Operator: enforcement body or arbitration service]",
                "[Operator: date of this statement]",
            )
        ),
        Heading("Languages"),
        Prose(
            "<p>There is no version in plain language or sign language yet. [Operator: add links "
            "if you offer them]</p>"
        ),
    ),
)

TERMS = StandardPage(
    title="Terms of use of the data",
    slug="data-terms",
    introduction="Under which terms the open data of this site may be used. Before the site goes "
    "public, its operator fills in everything that stands in square brackets.",
    body=(
        Heading("What they cover"),
        Prose(
            "<p>The data are those on the page “Open data”: the whole graph as JSON-LD, the tables, "
            "and what the programming interface answers. Pictures and the websites that are linked "
            "are not part of them.</p>"
        ),
        Heading("This demonstration"),
        Prose(
            "<p>The facts come from two public announcements of 2020 and 2021, the texts were newly "
            "written for this demonstration. Nobody vouches that they are complete or still true.</p>"
        ),
        Heading("What the operator has to add"),
        Bullets(
            (
                "[Operator: licence of the data, with its address]",
                "[Operator: how you want to be named as the source]",
                "[Operator: whom to ask about anything else]",
            )
        ),
    ),
)

ENGLISH_PAGES = {
    "imprint": IMPRINT,
    "privacy": PRIVACY,
    "accessibility": ACCESSIBILITY,
    "data_terms": TERMS,
}
