"""What the home page of the admin says of the legal pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from laces.components import Component

from portal.legal.desk.reports import MAY_SEE
from portal.legal.gaps import GapFinder
from portal.legal.models import BarrierReport


class GapsPanel(Component):
    """What is missing on the legal pages; nothing where all is filled in."""

    name = "legal-gaps"
    template_name = "legal/desk/gaps_panel.html"
    order = 96

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        finder = GapFinder(self.user)
        return {"shared": finder.find_shared(), "pages": list(finder.find_in_pages())}


class BarriersPanel(Component):
    """How many reports of barriers wait for an answer, for those who may read them."""

    name = "legal-barriers"
    template_name = "legal/desk/barriers_panel.html"
    order = 94

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        may_see = self.user.has_perm(MAY_SEE)
        count = BarrierReport.objects.open().count() if may_see else 0
        return {"count": count, "url": reverse("barrier_reports")}
