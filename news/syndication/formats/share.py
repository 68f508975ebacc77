"""The picture that social media show for a release without a lead picture."""

from __future__ import annotations

import unicodedata

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from news.syndication.formats import typesetting
from news.syndication.formats.sources import Source
from portal.core.models import SiteSettings
from portal.core.simple_forms import base_language

TEMPLATE = "share.typ"
WIDTH, HEIGHT = 1200, 630  # as templates/news/press_release_page.html says
LONGEST_HEADLINE = 260
LONGEST_LINE = 120
# No line of the picture is longer than so many characters of the smallest type.
LONGEST_WORD = 36
BREAK = "\u200b"


def build(source: Source) -> bytes:
    """Return headline, number, date and whose newsroom it is as a picture."""
    site = SiteSettings.load_default()
    withdrawal = source.withdrawal
    above = f"{withdrawal.title}: {withdrawal.text}" if withdrawal else source.kicker
    return typesetting.png(
        TEMPLATE,
        {
            "language": base_language(source.release.language),
            "accent": site.accent_light,
            "above": _fitting(above or source.kind, LONGEST_LINE),
            "headline": _fitting(source.title, LONGEST_HEADLINE),
            "line": _fitting(
                " · ".join(filter(None, (source.number, source.day))), LONGEST_LINE
            ),
            "newsroom": _fitting(
                site.name.text_in(source.release.language) or _("Newsroom"),
                LONGEST_LINE,
            ),
        },
    )


def _fitting(text: str, length: int) -> str:
    """Return a text that is not longer, with words that can be broken if need be.

    Without pictographs that the fonts do not have; letters are left, so that it is
    seen that something stands there.
    """
    shown = "".join(
        part
        for part, is_shown in typesetting.split(Truncator(text).chars(length))
        if is_shown or any(unicodedata.category(one)[0] == "L" for one in part)
    )
    return " ".join(
        BREAK.join(
            word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)
        )
        for word in shown.split()
    )
