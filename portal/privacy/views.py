"""The page on which a visitor chooses without a script, and changes a choice later.

It is never kept by a cache: it shows what this visitor has chosen.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.privacy import registry
from portal.privacy.choices import (
    Choices,
    keep_choices,
    read_choices,
    refuses_all,
)
from portal.privacy.rows import build_rows

# Where to go on to afterwards; longer ones are no addresses of this site.
LONGEST = 2000


# A token would need a cookie before anybody has agreed to one.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponseBase:
    """Show and change what a visitor allows.

    ``next`` is the path of the page that the visitor came from.
    """
    came_from = _find_way_back(request)
    if request.method != "POST":
        choices = read_choices(request)
        return _answer(request, choices, came_from, is_saved="saved" in request.GET)
    if is_from_elsewhere(request):
        message = _("This choice was sent by another site. Please choose here.")
        return _answer(
            request, read_choices(request), came_from, error=message, status=403
        )
    answer = {"saved": "1"} | ({"next": came_from} if came_from else {})
    # The fragment leads to what says so.
    response = redirect(f"{reverse('privacy_choices')}?{urlencode(answer)}#saved")
    response.status_code = 303
    if registry.services_asked_for():
        keep_choices(request, response, _read_form(request))
    return response


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Tell whether a form was sent by another site (Fetch Metadata, RFC 6454).

    Browsers that say neither ``Sec-Fetch-Site`` nor ``Origin`` are trusted: they
    cannot be told from programs, which have no visitor to deceive.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return bool(origin) and origin != f"{request.scheme}://{request.get_host()}"


def _read_form(request: HttpRequest) -> list[str]:
    """Return the keys that a visitor allows."""
    asked = registry.services_asked_for()
    chosen = request.POST.get("choose")
    if chosen == "all":
        return [service.key for service in asked]
    if chosen != "selected":
        return []
    whole = set(request.POST.getlist("category"))
    keys = {service.key for service in asked if service.category.value in whole}
    return sorted(keys.union(request.POST.getlist("allow")))


def _find_way_back(request: HttpRequest) -> str:
    """Return the path of the page before, which a browser names; empty if it does not."""
    sent = request.POST if request.method == "POST" else request.GET
    path = sent.get("next", "")
    if not path:
        path = _read_referer(request)
    is_own = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    is_here = path == request.path
    return (
        path
        if is_own and path[:1] == "/" and not is_here and len(path) < LONGEST
        else ""
    )


def _read_referer(request: HttpRequest) -> str:
    """Return the path of the page of this site that led here; empty for any other."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    return before.path if before.netloc == request.get_host() else ""


def _answer(
    request: HttpRequest,
    choices: Choices,
    came_from: str,
    *,
    is_saved: bool = False,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    categories = build_rows(registry.services_asked_for(), choices)
    rows = [row for category in categories for row in category.rows]
    context = {
        "page_title": _("Privacy choices"),
        "categories": categories,
        "allowed": ", ".join(row.name for row in rows if row.is_allowed),
        "news": ", ".join(row.name for row in rows if row.news),
        "is_saved": is_saved and choices.is_answered,
        "error": error,
        "came_from": came_from,
        "refuses_all": refuses_all(request),
    }
    return render(request, "privacy/choices.html", context, status=status)
