"""Which languages a subscriber reads, and in which of them a story comes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from news.querysets import PressReleaseQuerySet
from portal.core.languages import content_languages

ALL = "all"


@dataclass(frozen=True)
class Languages:
    """The languages of a listing.

    ``codes`` in the order of preference. Where the subscriber has chosen them, a
    story comes once, in the first of them that it has; otherwise every language
    version is an entry of its own.
    """

    codes: tuple[str, ...]
    value: str = ""

    @classmethod
    def parse(cls, value: str, own: str) -> Languages:
        """Read the parameter ``languages`` of an address.

        Empty means the language of the address (``own``), "all" every one; otherwise
        codes between commas. Unknown ones are left out: of nothing known, nothing is
        shown.
        """
        if not value:
            return cls((own,))
        if value == ALL:
            return cls(tuple(content_languages()), ALL)
        asked = dict.fromkeys(code.strip() for code in value.split(","))
        codes = tuple(code for code in asked if code in content_languages())
        return cls(codes, ",".join(codes) or "none")

    @property
    def is_one_per_story(self) -> bool:
        """Whether a story that has several of the languages comes once."""
        return self.value not in ("", ALL) and len(self.codes) > 1

    def narrow(self, releases: PressReleaseQuerySet) -> PressReleaseQuerySet:
        """Return the releases in these languages, one per story if that is asked."""
        if not self.is_one_per_story:
            return releases.filter(locale__language_code__in=self.codes)
        chosen = Q()
        for place, code in enumerate(self.codes):
            preferred = releases.filter(
                translation_key=OuterRef("translation_key"),
                locale__language_code__in=self.codes[:place],
            ).order_by()
            chosen |= Q(~Exists(preferred), locale__language_code=code)
        return releases.filter(chosen)
