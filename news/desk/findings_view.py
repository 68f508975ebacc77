"""What the editorial checks have to say of a release, beside its form and by itself."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from wagtail.admin.ui.side_panels import BaseSidePanel

from news.checking.checks import findings_of
from news.checking.findings import Finding, Severity
from news.desk.languages_view import OfReleaseMixin
from news.models.release import Release
from news.publishing import stories


def describe(findings: list[Finding]) -> dict[str, Any]:
    """Return what the templates show: groups, how many there are, and that in words."""
    groups = [
        (severity, [one for one in findings if one.severity == severity])
        for severity in Severity
    ]
    count = len(findings)
    told = ngettext("%(count)s remark", "%(count)s remarks", count) % {"count": count}
    return {
        "groups": [(severity, found) for severity, found in groups if found],
        "count": count,
        "told": told if count else _("Nothing to remark"),
    }


def can_mend(release: Release, request: HttpRequest) -> bool:
    """Tell whether somebody may change the draft now."""
    lock = release.get_lock()
    is_locked = bool(lock and lock.for_user(request.user))
    return release.permissions_for_user(request.user).can_edit() and not is_locked


class FindingsSidePanel(BaseSidePanel):
    """The findings beside the form, as it was saved last; a script keeps them so.

    A release that was never saved has none yet.
    """

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle editorial checks")
        icon_name = "clipboard-list"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {
                "count": len(self.panel.findings)
            }

    name = "findings"
    title = _("Editorial checks")
    template_name = "news/desk/findings_panel.html"
    order = 340

    @cached_property
    def findings(self) -> list[Finding]:
        return findings_of(self.object) if self.object.pk else []

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        is_stored = bool(self.object.pk)
        return super().get_context_data(parent_context) | {
            "release": self.object,
            "is_stored": is_stored,
            "found": describe(self.findings),
            "can_mend": is_stored and can_mend(self.object, self.request),
        }


class FindingsView(OfReleaseMixin, TemplateView):
    """The findings of the draft that was saved last: a page, or the part of one.

    A script in the form asks for the part (``?part``).
    """

    page_title = _("Editorial checks")
    header_icon = "clipboard-list"

    def get_template_names(self) -> list[str]:
        name = "findings" if "part" in self.request.GET else "findings_page"
        return [f"news/desk/{name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.release.get_latest_revision_as_object()
        stories.take_newest_fields(draft)
        is_part = "part" in self.request.GET
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "found": describe(findings_of(draft)),
            # Its buttons send the form that they stand beside.
            "can_mend": is_part and can_mend(self.release, self.request),
        }
