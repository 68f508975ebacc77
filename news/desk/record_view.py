"""Compare the frozen record of a release with the present data, and refresh it."""

from __future__ import annotations

from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from wagtail.admin.compare import diff_text

from news.desk.headings import HeadedByRelease
from news.pages import PressReleasePage
from news.publishing import refreshing

# A part of a text, and whether it is marked.
Piece = tuple[str, bool]


class RecordView(HeadedByRelease, View):
    """Shows what a refresh would change before it changes anything."""

    template_name = "news/desk/record.html"
    page_title = gettext_lazy("Record")
    header_icon = "history"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        pages = PressReleasePage.objects.select_related("locale")
        self.release = get_object_or_404(pages, pk=pk)
        if not refreshing.may_refresh(self.release, request.user):
            raise PermissionDenied
        return super().dispatch(request, pk=pk)

    def get_context_data(self, **kwargs) -> dict:
        found = refreshing.find_differences(self.release)
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "entries": build_entries(found),
            "shown": fingerprint(found),
        }

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = refreshing.find_differences(self.release)
        if request.POST.get("shown") != fingerprint(found):
            messages.warning(
                request, _("The data changed meanwhile. Compare once more.")
            )
            return redirect("news_record", pk=pk)
        chosen = set(request.POST.getlist("entry"))
        if not chosen:
            messages.warning(request, _("Choose what to refresh."))
            return redirect("news_record", pk=pk)
        refreshing.refresh(self.release, request.user, chosen)
        messages.success(request, _("The record was refreshed."))
        return redirect("wagtailadmin_pages:edit", pk)


def build_entries(differences: list[refreshing.Difference]) -> list[dict]:
    """Return what differs, by the entry of the record that an editor can choose.

    All languages of an entry are one choice: versions of a story say the same.
    """
    by_key: dict[str, list[refreshing.Difference]] = {}
    for difference in differences:
        by_key.setdefault(difference.key, []).append(difference)
    return [
        {
            "key": key,
            "what": rows[0].what,
            "rows": [(one, *marked(one.recorded, one.now)) for one in rows],
        }
        for key, rows in by_key.items()
    ]


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return two texts in pieces, each with whether the other text has it not."""
    changes = diff_text(before, after).changes

    def pieces(change: str) -> list[Piece]:
        own = [one for one in changes if one[0] in ("equal", change)]
        return [
            ("".join(text for _kind, text in group), kind == change)
            for kind, group in groupby(own, key=itemgetter(0))
        ]

    return pieces("deletion"), pieces("addition")


def fingerprint(differences: list[refreshing.Difference]) -> str:
    """Return a digest of what an editor was shown."""
    shown = repr([difference.as_logged() for difference in differences])
    return sha256(shown.encode()).hexdigest()
