"""Headlines that are cut where they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.models import CheckKind

# Search engines take no longer one as the headline of a news article (schema.org
# markup), and previews of links, feed readers and lists on phones cut it before that.
LONGEST_HEADLINE = 110


def find_long_headline(draft: Draft) -> Iterator[Finding]:
    """Yield the headline if it is too long for cards and feeds."""
    for slot in draft.slots:
        length = len(slot.plain.text)
        if slot.place != "title" or length <= LONGEST_HEADLINE:
            continue
        reason = _(
            "%(length)s characters. Cards, feeds and search engines cut a headline after "
            "%(longest)s."
        ) % {"length": length, "longest": LONGEST_HEADLINE}
        yield draft.at(
            CheckKind.HEADLINE,
            Severity.HINT,
            reason,
            slot,
            LONGEST_HEADLINE,
            length,
        )
