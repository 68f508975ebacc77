"""How what news does reads in the audit log."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import LogFormatter

from news.models import Correction
from news.publishing import schedule
from portal.ledger import kinds

# Characters of a value in the history of a page.
LONGEST = 80


def _show(instant: str) -> str:
    return date_format(
        timezone.localtime(datetime.fromisoformat(instant)), "DATETIME_FORMAT"
    )


class RefreshFormatter(LogFormatter):
    label = gettext_lazy("Refresh record")

    def format_message(self, log_entry) -> str:
        told = [
            _("%(what)s, %(field)s: “%(recorded)s” → “%(now)s”")
            % {
                "what": one["what"],
                "field": one["field"],
                "recorded": Truncator(one["recorded"]).chars(LONGEST),
                "now": Truncator(one["now"]).chars(LONGEST),
            }
            for one in log_entry.data["differences"]
        ]
        return _("Record refreshed: %(names)s") % {"names": "; ".join(told)}


class PostponeFormatter(LogFormatter):
    label = gettext_lazy("Postpone")

    def format_message(self, log_entry) -> str:
        data = log_entry.data
        return _("Hidden and postponed from %(from)s to %(until)s") % {
            "from": _show(data["from"]),
            "until": _show(data["until"]),
        }


class LiftFormatter(LogFormatter):
    label = gettext_lazy("Lift the embargo")

    def format_message(self, log_entry) -> str:
        data = log_entry.data
        if not data["from"]:
            return _("Embargo lifted early, at %(to)s. Reason: %(reason)s") % {
                "to": _show(data["to"]),
                "reason": data["reason"],
            }
        return _(
            "Embargo lifted early: at %(to)s instead of %(from)s. Reason: %(reason)s"
        ) % {
            "to": _show(data["to"]),
            "from": _show(data["from"]),
            "reason": data["reason"],
        }


class FailureFormatter(LogFormatter):
    label = gettext_lazy("Not published")

    def format_message(self, log_entry) -> str:
        reason = schedule.for_reader(log_entry.data["reasons"])
        return _("Could not be published: %(reason)s") % {"reason": reason}


class RepeatFormatter(LogFormatter):
    label = gettext_lazy("Do again")

    def format_message(self, log_entry) -> str:
        kind = kinds.find(log_entry.data["kind"])
        return _("Asked to be done again: %(what)s") % {
            "what": kind.label if kind else log_entry.data["kind"]
        }


class CorrectionFormatter(LogFormatter):
    label = gettext_lazy("Correct")

    def format_message(self, log_entry) -> str:
        kind = Correction.Kind(log_entry.data["kind"]).label
        return _("%(kind)s published: %(what)s") % {
            "kind": kind,
            "what": log_entry.data["what"],
        }


class SmallChangeFormatter(LogFormatter):
    label = gettext_lazy("Small change")

    def format_message(self, log_entry) -> str:
        return _("Published as a slip of the pen, without a note to readers")
