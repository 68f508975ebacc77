"""What should be public and is not, in red, before everything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin.ui.components import Component

from news.publishing import schedule
from news.querysets import PressReleaseQuerySet


class OverduePanel(Component):
    """The releases that could not be published, each with the reason."""

    name = "overdue"
    template_name = "news/desk/overdue_panel.html"
    order = 10

    def __init__(self, releases: PressReleaseQuerySet) -> None:
        self.releases = releases

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        now = timezone.now()
        due = list(schedule.due_revisions(now).filter(object_id__in=self._keys()))
        failures = schedule.failures(due)
        pages = self.releases.select_related("locale").in_bulk(
            [int(revision.object_id) for revision in due]
        )
        return {
            "rows": [
                {
                    "release": pages[int(revision.object_id)],
                    "due_at": revision.approved_go_live_at,
                    "reason": self._reason(failures[revision.pk]),
                }
                for revision in due
                if failures[revision.pk]
                or revision.approved_go_live_at < now - schedule.LATE
            ]
        }

    def _keys(self) -> list[str]:
        """Return the keys of scheduled releases, as revisions have them."""
        scheduled = self.releases.scheduled()
        return [str(pk) for pk in scheduled.values_list("pk", flat=True)]

    def _reason(self, reasons: dict[str, str]) -> str:
        if not reasons:
            return _("Nothing publishes what is due. Tell the operator of this site.")
        return schedule.for_reader(reasons)
