"""Links whose words do not say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.checking.links import list_links
from news.models import CheckKind

# Read out by themselves, in a list of the links of a page, they say nothing.
EMPTY_WORDS = frozenset(
    (
        *("here", "click here", "click", "more", "read more", "learn more", "see more"),
        *("find out more", "more information", "further information", "details"),
        *("link", "this link", "this page", "page", "website", "this website", "pdf"),
        *("hier", "hier klicken", "klicken sie hier", "klick", "mehr", "mehr dazu"),
        *(
            "mehr lesen",
            "weiterlesen",
            "mehr erfahren",
            "mehr informationen",
            "details",
        ),
        *("weitere informationen", "diesem link", "dieser link", "diesen link"),
        *("dieser seite", "diese seite", "webseite", "seite", "unter diesem link"),
    )
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
AROUND = ' .,:;!?…()[]„“”"«»›‹→>»\n'


def find_empty_links(draft: Draft) -> Iterator[Finding]:
    """Yield links that say "here", or nothing but an address."""
    for slot in draft.slots:
        for link in list_links(slot):
            if reason := _reason(link.words):
                yield draft.at(
                    CheckKind.LINK_TEXT,
                    Severity.HINT,
                    reason,
                    slot,
                    link.start,
                    link.end,
                )


def _reason(words: str) -> str:
    said = words.strip(AROUND).casefold()
    if not said or said in EMPTY_WORDS:
        return _(
            "The words of the link do not say where it leads. Link words that do, such as "
            "the title of the page."
        )
    if ADDRESS.match(words.strip(AROUND)):
        return _("An address is no text of a link. Link words that say what is there.")
    return ""
