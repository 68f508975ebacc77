"""Names nearly like known ones, and known names without a link."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Mend, Severity
from news.checking.near import find_accents
from news.checking.unlinked import suggestions
from news.models import CheckKind
from news.record.mentions import texts
from partners.mentions import find_mentioned, key


def find_near_names(draft: Draft) -> Iterator[Finding]:
    """Yield names that are nearly known ones, each with the known name."""
    near = draft.graph.near
    for line in draft.lines:
        text, found = line.passage.text, draft.found_in(line)
        for one in find_accents(text, found):
            reason = _("This name is written %(name)s.") % {"name": one.name}
            yield _finding(draft, line, one, Severity.WARN, reason)
        taken = [(one.start, one.end) for one in found]
        for one in near.find(text, taken):
            reason = _("Nearly the known name %(name)s. Is that meant?")
            reason %= {"name": one.name}
            yield _finding(draft, line, one, Severity.HINT, reason)


def _finding(draft: Draft, line, near, severity: Severity, reason: str) -> Finding:
    slot, start, end = line.slot, line.start + near.start, line.start + near.end
    mends = draft.replacing(slot, start, end, near.mended)
    return draft.at(CheckKind.NEAR_NAME, severity, reason, slot, start, end, [*mends])


def find_unlinked(draft: Draft) -> Iterator[Finding]:
    """Yield known names that stand without a link in the text, each once."""
    sources = texts(draft.release)
    mentioned = {
        key(kind, pk) for kind, pks in find_mentioned(sources).items() for pk in pks
    }
    rich = [slot for slot in draft.slots if slot.is_rich]
    seen = set()
    for one in suggestions([slot.source for slot in rich], mentioned, draft.graph):
        if one.entity.key in seen:
            continue
        seen.add(one.entity.key)
        slot = rich[one.number]
        linked = slot.plain.linked(one.start, one.end, one.entity.kind, one.entity.pk)
        label = _("Link to %(name)s") % {"name": one.entity.label}
        mend = Mend(one.name, slot.place, linked, label)
        reason = _("%(kind)s: %(name)s is known and not linked.") % {
            "kind": one.kind_label,
            "name": one.entity.label,
        }
        yield draft.at(
            CheckKind.UNLINKED,
            Severity.HINT,
            reason,
            slot,
            one.start,
            one.end,
            [mend],
        )
