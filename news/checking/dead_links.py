"""Links that led nowhere when their addresses were last asked.

Nobody is asked here: a worker does that (``news.checking.asking``).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.checking.links import list_links
from news.models import CheckKind, LinkAnswer


def find_dead_links(draft: Draft) -> Iterator[Finding]:
    """Yield links whose address had nothing, or did not answer. One query."""
    links = [
        (slot, link)
        for slot in draft.slots
        for link in list_links(slot)
        if link.leads_outside
    ]
    answers = LinkAnswer.find({link.href for _slot, link in links})
    for slot, link in links:
        answer = answers.get(link.href)
        if not answer or not answer.problem:
            continue
        is_sure = answer.problem == LinkAnswer.Problem.NOT_THERE
        reason = _("%(problem)s Asked on %(day)s: %(address)s") % {
            "problem": answer.get_problem_display(),
            "day": date_format(timezone.localtime(answer.asked_at), "DATE_FORMAT"),
            "address": link.href,
        }
        yield draft.at(
            CheckKind.DEAD_LINK,
            Severity.WARN if is_sure else Severity.HINT,
            reason,
            slot,
            link.start,
            link.end,
        )
