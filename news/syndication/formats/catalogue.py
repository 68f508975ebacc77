"""The formats of a release: what each is called, where it is and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from news.syndication.formats import (
    citations,
    jsonld,
    markdown,
    ninjs,
    pdf,
    plain_text,
    share,
)
from news.syndication.formats.sources import Source
from portal.core import documents
from portal.core.languages import in_its_language
from portal.core.structured_data import MEDIA_TYPE


def of_text(source: Source) -> datetime | None:
    """Return when a format changed that is made of the text alone."""
    return source.changed_at


def of_text_and_picture(source: Source) -> datetime | None:
    """Return when a format changed that also tells of the lead picture."""
    return source.changed_at if source.is_picture_as_published else None


def of_nothing(source: Source) -> datetime | None:
    """Return nothing: nobody notes when what a format tells besides the text changed.

    That is the name and the colour of the site, and which other language versions
    are public.
    """
    return None


@dataclass(frozen=True)
class Format:
    """One format: ``path`` is that below the page, without the slash at its end.

    ``suffix`` is that of the file that browsers are given a name for; they are told
    to store it unless it ``is_shown`` by them. What is not ``is_listed`` is not for
    readers. ``changed_at`` tells when the bytes became what they are, None where
    nobody knows.
    """

    path: str
    label: str | Promise
    media_type: str
    writer: Callable[[Source], bytes]
    suffix: str = ""
    is_shown: bool = False
    is_listed: bool = True
    is_citation: bool = False
    changed_at: Callable[[Source], datetime | None] = of_text
    links: Mapping[str, str] = field(default_factory=dict)

    def build(self, source: Source) -> bytes:
        """Return the format of a release in the language of the release."""
        return in_its_language(self.writer)(source)


CATALOGUE = (
    Format(
        "pdf",
        "PDF",
        "application/pdf",
        pdf.build,
        suffix="pdf",
        is_shown=True,
        changed_at=of_text_and_picture,
    ),
    Format("txt", _("Text"), "text/plain; charset=utf-8", plain_text.build),
    Format(
        "md",
        "Markdown",
        "text/markdown; charset=utf-8; variant=GFM",
        markdown.build,
        changed_at=of_text_and_picture,
    ),
    # IPTC has registered no type for ninjs; the schema says what the JSON is.
    Format(
        "ninjs",
        "ninjs",
        "application/json",
        ninjs.build,
        changed_at=of_text_and_picture,
        links={ninjs.SCHEMA: "describedby"},
    ),
    Format(
        "jsonld",
        "JSON-LD",
        MEDIA_TYPE,
        jsonld.build,
        changed_at=of_nothing,
    ),
    Format(
        "cite",
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        citations.csl,
        is_citation=True,
    ),
    Format(
        "cite/bibtex",
        "BibTeX",
        "application/x-bibtex; charset=utf-8",
        citations.bibtex,
        suffix="bib",
        is_citation=True,
    ),
    Format(
        "cite/ris",
        "RIS",
        "application/x-research-info-systems; charset=utf-8",
        citations.ris,
        suffix="ris",
        is_citation=True,
    ),
    Format(
        "share",
        _("Picture for social media"),
        "image/png",
        share.build,
        is_listed=False,
        changed_at=of_nothing,
    ),
)
BY_PATH = {format.path: format for format in CATALOGUE}
documents.serve_below(*(f"{path}/" for path in BY_PATH))
