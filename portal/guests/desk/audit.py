"""How what is done for guests reads in the audit log. It names no guest."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail.log_actions import LogFormatter

from portal.guests.models import SignOff


def _numbers(log_entry) -> str:
    return ", ".join(f"{key}" for key in log_entry.data["links"])


def _until(log_entry) -> str:
    at = timezone.localtime(datetime.fromisoformat(log_entry.data["until"]))
    return date_format(at, "DATETIME_FORMAT")


class PassesFormatter(LogFormatter):
    label = gettext_lazy("Give embargo passes")

    def format_message(self, log_entry) -> str:
        count = len(log_entry.data["links"])
        return ngettext(
            "%(count)d embargo pass given: no. %(numbers)s",
            "%(count)d embargo passes given: no. %(numbers)s",
            count,
        ) % {"count": count, "numbers": _numbers(log_entry)}


class ShareFormatter(LogFormatter):
    label = gettext_lazy("Share a draft")

    def format_message(self, log_entry) -> str:
        return _("Share link no. %(numbers)s made, valid until %(until)s") % {
            "numbers": _numbers(log_entry),
            "until": _until(log_entry),
        }


class RevokeFormatter(LogFormatter):
    label = gettext_lazy("Revoke a link")

    def format_message(self, log_entry) -> str:
        return _("Link no. %(numbers)s revoked") % {"numbers": _numbers(log_entry)}


class ExtendFormatter(LogFormatter):
    label = gettext_lazy("Change how long a link is valid")

    def format_message(self, log_entry) -> str:
        return _("Link no. %(numbers)s valid until %(until)s") % {
            "numbers": _numbers(log_entry),
            "until": _until(log_entry),
        }


class SendAgainFormatter(LogFormatter):
    label = gettext_lazy("Send a link again")

    def format_message(self, log_entry) -> str:
        return _("Link no. %(numbers)s sent again") % {"numbers": _numbers(log_entry)}


class AskFormatter(LogFormatter):
    label = gettext_lazy("Ask for a sign-off")

    def format_message(self, log_entry) -> str:
        return _("Sign-off asked for: link no. %(numbers)s") % {
            "numbers": _numbers(log_entry)
        }


class DecisionFormatter(LogFormatter):
    label = gettext_lazy("Sign off")

    def format_message(self, log_entry) -> str:
        return _("Link no. %(numbers)s: %(decision)s") % {
            "numbers": _numbers(log_entry),
            "decision": SignOff.Decision(log_entry.data["decision"]).label,
        }


class WaiverFormatter(LogFormatter):
    label = gettext_lazy("Go on without sign-off")

    def format_message(self, log_entry) -> str:
        return _("Goes on without the sign-off of link no. %(numbers)s: %(reason)s") % {
            "numbers": _numbers(log_entry),
            "reason": log_entry.data["reason"],
        }
