"""How a refreshed record reads in the audit log."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import LogFormatter


class RefreshFormatter(LogFormatter):
    label = gettext_lazy("Refresh record")

    def format_message(self, log_entry) -> str:
        differences = log_entry.data["differences"]
        names = sorted({difference["what"] for difference in differences})
        return _("Record refreshed: %(names)s") % {"names": ", ".join(names)}
