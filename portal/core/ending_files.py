"""What the admin says of files whose licence or consent ends: on its home page and in forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from portal.core.local_times import TypedDateInput

# For how long before its last day a file is listed.
NOTICE = timedelta(days=30)
FIELD = "usable_until"


@dataclass(frozen=True)
class Ending:
    """What may be shown until a day: of which model, by which of its fields (``until``).

    ``view`` edits one of them; ``label`` is what it is called in the list, and ``having``
    what must be true of those that show anything.
    """

    model: type[models.Model]
    until: str
    view: str
    label: str | Promise
    having: models.Q = field(default_factory=models.Q)


_endings: list[Ending] = []


def watch(ending: Ending) -> None:
    """Have it listed before it ends."""
    _endings.append(ending)


class EndingFilesPanel(Component):
    """The pictures and documents that may be used for some days only."""

    name = "ending-files"
    template_name = "core/desk/ending_files_panel.html"
    order = 95

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        rows = [row for ending in _endings for row in self._find_rows(ending)]
        return {"rows": sorted(rows, key=lambda row: (row["day"], row["title"]))}

    def _find_rows(self, ending: Ending) -> Iterator[dict]:
        """Yield what ends soon of what somebody may change."""
        today = timezone.localdate()
        policy = policy_registry.get_by_type(ending.model)
        own = policy.instances_user_has_any_permission_for(self.user, ["change"])
        soon = {f"{ending.until}__range": (today, today + NOTICE)}
        for thing in own.filter(ending.having, **soon):
            day = getattr(thing, ending.until)
            yield {
                "title": str(thing),
                "kind": ending.label,
                "day": day,
                "days_left": (day - today).days,
                "edit_url": reverse(ending.view, args=[thing.pk]),
            }


class EndingFileMixin(forms.ModelForm):
    """The form of a file: asks for the last day and says that it has passed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if FIELD not in self.fields:
            return
        field = self.fields[FIELD]
        field.widget = TypedDateInput()
        if not self.instance.is_usable:
            field.help_text = _(
                "This day has passed. No page, feed or mail shows the file, and nobody"
                " gets it any more."
            )
