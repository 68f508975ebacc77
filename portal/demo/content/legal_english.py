"""The legal pages in English: what is true of a demonstration beside what is generated."""

from .records import LegalText

IMPRINT = LegalText(
    title="Imprint",
    slug="imprint",
    introduction="This demonstration has no provider, so none is named. A real site says here who "
    "runs it.",
    further="<h2>About this demonstration</h2>"
    "<p>The site shows what Dateline can do. The facts come from two public announcements of 2020 "
    "and 2021; all texts have been newly written, and the statements of real people are "
    "paraphrased. The institutions and people named have no part in this site.</p>"
    "<h2>Pictures</h2>"
    "<p>All pictures were drawn by code for this demonstration and may be used freely (CC0 1.0).</p>",
)

PRIVACY = LegalText(
    title="Privacy",
    slug="privacy",
    introduction="What this site does with data about you: as little as possible. This page is "
    "written from what the code does.",
    further="<h2>This demonstration</h2>"
    "<p>Nobody runs this demonstration for the public, so there is no controller to turn to. The "
    "people in the releases are real and were named in public announcements; journalists and other "
    "guests are made up.</p>",
)

ACCESSIBILITY = LegalText(
    title="Accessibility",
    slug="accessibility",
    introduction="The statement that public bodies in the EU publish. Nobody has assessed this "
    "demonstration, so no result is given.",
    further="<h2>What the site is built for</h2>"
    "<ul>"
    "<li>Every page can be used with the keyboard alone, and the focus stays visible.</li>"
    "<li>Text and controls aim at the contrast that WCAG 2.2 asks for at level AA, on light and on "
    "dark backgrounds.</li>"
    "<li>Text can be enlarged to 400 percent without scrolling in two directions.</li>"
    "<li>Pictures have alternative texts, and every page says which language it is in.</li>"
    "<li>Everything can be read without JavaScript; motion stops if you ask your system for less "
    "of it.</li>"
    "</ul>"
    "<p>These are aims of the software. Whether a site meets them also depends on what its editors "
    "write and upload.</p>",
)

TERMS = LegalText(
    title="Terms of use",
    slug="data-terms",
    introduction="Under which terms the data, texts and pictures of this site may be used.",
    further="<h2>This demonstration</h2>"
    "<p>The facts come from two public announcements of 2020 and 2021, the texts were newly written "
    "for this demonstration. Nobody vouches that they are complete or still true.</p>",
)

ENGLISH_PAGES = {
    "imprint": IMPRINT,
    "privacy": PRIVACY,
    "accessibility": ACCESSIBILITY,
    "terms": TERMS,
}
