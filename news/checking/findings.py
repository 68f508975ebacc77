"""What an editorial check has to say, and what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.models import CheckKind

LENGTH_OF_KEY = 16


class Severity(models.TextChoices):
    """How sure it is that something has to be done."""

    WARN = "warn", _("Look at this")
    HINT = "hint", _("Perhaps")

    @property
    def icon(self) -> str:
        """The sign of the admin that stands before it."""
        return "warning" if self == Severity.WARN else "help"


@dataclass(frozen=True)
class Mend:
    """What one click makes of one text of the draft: ``source`` is the whole of it.

    ``words`` are what is new in it, ``label`` is what the button says.
    """

    words: str
    place: str
    source: str
    label: str
    key: str = ""


@dataclass(frozen=True)
class Finding:
    """Something that a good desk editor would point at.

    ``reason`` is in the language of whoever reads it, ``language`` that of the version
    that is meant. ``place`` names the text, ``where`` is what the form calls it and
    ``anchor`` leads there. ``passage`` stands between ``before`` and ``after``.
    """

    kind: CheckKind
    severity: Severity
    reason: str
    language: str
    passage: str = ""
    before: str = ""
    after: str = ""
    place: str = ""
    where: str = ""
    anchor: str = ""
    mends: tuple[Mend, ...] = field(default=())

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    def as_data(self) -> dict[str, object]:
        """Return it as plain data, for programs."""
        return {
            "kind": str(self.kind),
            "severity": str(self.severity),
            "language": self.language,
            "where": self.where,
            "place": self.place,
            "passage": self.passage,
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
            "mends": [mend.words for mend in self.mends],
        }


def with_keys(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings whose mends have keys that are the same when found again.

    The same passage may be mended in the same way at several places of a text: the
    first, the second … In a text that says something else meanwhile no key is the same.
    """
    seen: Counter[tuple] = Counter()
    keyed = []
    for one in findings:
        mends = []
        for mend in one.mends:
            said = (one.kind, one.before, one.passage, one.after, mend.words)
            seen[said] += 1
            key = sha256(repr((*said, seen[said])).encode()).hexdigest()
            mends.append(replace(mend, key=key[:LENGTH_OF_KEY]))
        keyed.append(replace(one, mends=tuple(mends)))
    return keyed
