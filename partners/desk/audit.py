"""How merges read in the audit log, and where an entry of it leads."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.admin_url_finder import (
    ModelAdminURLFinder,
    register_admin_url_finder,
)
from wagtail.log_actions import LogActionRegistry, LogFormatter

from partners.merging import MERGED, UNMERGED
from partners.models import Merge


class MergeFormatter(LogFormatter):
    label = gettext_lazy("Merge")

    def format_message(self, log_entry) -> str:
        return _("Merged “%(source)s” into “%(target)s”") % log_entry.data


class UnmergeFormatter(LogFormatter):
    label = gettext_lazy("Undo a merge")

    def format_message(self, log_entry) -> str:
        return _("Undid the merge of “%(source)s” into “%(target)s”") % log_entry.data


def register_log_actions(actions: LogActionRegistry) -> None:
    """Let the audit log know of merges."""
    actions.register_action(MERGED)(MergeFormatter)
    actions.register_action(UNMERGED)(UnmergeFormatter)


class MergeURLFinder(ModelAdminURLFinder):
    """Leads to the page of a merge, where it can be undone."""

    edit_url_name = "partners_merging:merged"


register_admin_url_finder(Merge, MergeURLFinder)
