"""The pages on which visitors report a barrier.

No cookie is set or read, so there is no token against forged requests. What a forged
request could do is to add one report: a few an hour from a network, and no mail goes
to anybody but the desk.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal.legal import alerts
from portal.legal.forms import BarrierForm
from portal.legal.models import BarrierReport
from portal.legal.models.reports import KEPT, LONGEST_ADDRESS, is_own_path


@csrf_exempt
@sensitive_post_parameters("email", "text")
@require_http_methods(["GET", "HEAD", "POST"])
def report_barrier(request: HttpRequest) -> HttpResponseBase:
    """Let a visitor report a barrier on the page that the query names."""
    form = BarrierForm(
        request.POST if request.method == "POST" else None,
        initial={"page": own_path(request.GET.get("page", ""))},
    )
    if request.method == "POST" and form.is_accepted(request, "text"):
        if not form.is_trapped:
            _keep(form)
        response = redirect(reverse("barrier_reported"))
        response.status_code = 303
        return response
    context = {"page_title": _("Report a barrier"), "form": form, "days": KEPT.days}
    return render(request, "legal/report_barrier.html", context)


@require_safe
def barrier_reported(request: HttpRequest) -> HttpResponse:
    """Thank for a report."""
    context = {"page_title": _("Thank you for your report")}
    return render(request, "legal/barrier_reported.html", context)


def own_path(address: str) -> str:
    """Return the path of an address of this site; empty for any other text.

    What a link of somebody else names must not stand in our form as if we said it.
    """
    path = address.removeprefix(settings.SITE_URL)
    return path if is_own_path(path) and len(path) <= LONGEST_ADDRESS else ""


@transaction.atomic
def _keep(form: BarrierForm) -> None:
    values = {name: form.cleaned_data[name] for name in ("page", "text", "email")}
    language = get_language()
    alerts.add(BarrierReport.objects.create(language=language, **values))
