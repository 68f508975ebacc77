"""Lines that begin what stands below a text: whom to ask, about whom, papers, pictures."""

from __future__ import annotations

import re

ABOUT = re.compile(
    r"^(?:About|Über|Zum|Zur|Zu|Background:?|Hintergrund:?)\s+(?:the|das|den|die|dem|der)?\s*(?P<name>.{2,150}?)\s*:?$",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"^(?:(?:media |press |scientific )?contacts?(?: for (?:the )?(?:media|press))?|for (?:further|more) information.*|"
    r"(?:media|press) (?:enquiries|inquiries|office)|(?:(?:wissenschaftliche|fachliche|inhaltliche)[rn]? )?(?:ansprechpartner(?:in|innen)?|kontakt|pressekontakt|"
    r"medienkontakt|rückfragen|rückfragehinweis|weitere informationen|für rückfragen)(?: für .{2,40})?)\b(?:.{0,40}?:?$|.{0,30}?:\s)",
    re.IGNORECASE,
)
# The lines above a mail that was sent on.
ADDRESSED = re.compile(
    r"^(?:subject|betreff|from|von|to|an|date|datum|gesendet|sent|cc)\s*:",
    re.IGNORECASE,
)
PAPER = re.compile(
    r"^(?:original publication|original paper|publication|publications|reference|references|paper|"
    r"originalpublikation(?:en)?|publikation(?:en)?|originalarbeit|literatur|quelle|studie|veröffentlichung)\s*:?",
    re.IGNORECASE,
)
PICTURE = re.compile(
    r"^(?:(?:bild|foto|photo|picture|image|figure|caption|bildunterschrift|bildlegende|bildtext|abb(?:ildung|\.)|fig\.)\s*\d*\s*[:|])\s*(?P<caption>.+)$",
    re.IGNORECASE | re.DOTALL,
)
NOTES = re.compile(
    r"^(?:notes? (?:to|for) editors|hinweise? (?:für|an) (?:die )?redaktion(?:en)?|hinweise? für medien)\s*:?$",
    re.IGNORECASE,
)
END = re.compile(
    r"^\W*(?:ends?|ende(?: der (?:mitteilung|pressemitteilung))?|(?:#\s?){3})\W*$",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"^(?:mit (?:\w+ ){1,3}grüßen|(?:\w+ )?grüße|(?:with )?(?:best|kind|warm) (?:wishes|regards)|"
    r"regards|yours (?:sincerely|faithfully))\b[\s,]*$",
    re.IGNORECASE,
)
