"""What the admin says of files whose licence ends: on its home page and in their forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import policy_registry

# For how long before its last day a file is listed.
NOTICE = timedelta(days=30)
FIELD = "usable_until"


class EndingFilesPanel(Component):
    """The pictures and documents that may be used for some days only."""

    name = "ending-files"
    template_name = "core/desk/ending_files_panel.html"
    order = 95

    def __init__(self, user: Any, views: Mapping[Any, str]) -> None:
        """Take who looks, and the name of the view that edits each kind of file."""
        self.user = user
        self.views = views

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        today = timezone.localdate()
        rows = [
            {
                "title": file.title,
                "kind": model._meta.verbose_name,
                "day": file.usable_until,
                "days_left": (file.usable_until - today).days,
                "edit_url": reverse(view, args=[file.pk]),
            }
            for model, view in self.views.items()
            for file in self._find(model).filter(
                usable_until__range=(today, today + NOTICE)
            )
        ]
        return {"rows": sorted(rows, key=lambda row: (row["day"], row["title"]))}

    def _find(self, model: Any) -> models.QuerySet:
        """Return the files of a kind that somebody may change."""
        policy = policy_registry.get_by_type(model)
        return policy.instances_user_has_any_permission_for(self.user, ["change"])


class EndingFileMixin(forms.ModelForm):
    """The form of a file: asks for the last day and says that it has passed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if FIELD not in self.fields:
            return
        field = self.fields[FIELD]
        field.widget = AdminDateInput()
        if not self.instance.is_usable:
            field.help_text = _(
                "This day has passed. No page, feed or mail shows the file, and nobody"
                " gets it any more."
            )
