"""The report of entries that are likely the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.generic import View

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from partners.desk.merging import edit_url, merge_url
from partners.desk.permissions import MergersOnly, merged_kinds
from partners.duplicates import Pair, likely_duplicates
from partners.merging import MODELS
from partners.models import EntityKind

MOST_PAIRS = 200


class DuplicatesView(MergersOnly, WagtailAdminTemplateMixin, View):
    """Pairs of institutions and of people, each with the reason and a way to merge.

    Computed when it is asked for. That a pair is different is not remembered.
    """

    page_title = gettext_lazy("Likely duplicates")
    header_icon = "copy"
    template_name = "partners/desk/duplicates.html"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        groups = [
            _group(MODELS[EntityKind(kind)]) for kind in merged_kinds(request.user)
        ]
        return self.render_to_response(
            self.get_context_data(groups=groups, most=MOST_PAIRS)
        )


def _group(model) -> dict:
    pairs = likely_duplicates(model.objects.prefetch_related("identifiers"))
    return {
        "name": model._meta.verbose_name_plural,
        "rows": [_row(pair) for pair in pairs[:MOST_PAIRS]],
        "has_more": len(pairs) > MOST_PAIRS,
    }


def _row(pair: Pair) -> dict:
    return {
        "pair": pair,
        "sides": [
            (pair.first, edit_url(pair.first)),
            (pair.second, edit_url(pair.second)),
        ],
        "merge_url": f"{merge_url(pair.first)}?other={pair.second.pk}",
    }
