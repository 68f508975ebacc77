"""Who is let in by a link, and how everything behind it is answered.

A link that is wrong, revoked, expired or not one at all gets one answer, byte for byte.
Who tries many is made to wait whatever they try then, so that waiting tells nothing
either; others are not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables

from portal.core.limits import Limit
from portal.guests.models import GuestLink

METHODS = ["GET", "HEAD", "POST"]
HOUR = 3600  # seconds
# Wrong links from one network, and for how long it waits then.
WRONG_LINKS = Limit("guests.wrong", most=100, seconds=HOUR)

View = Callable[[HttpRequest, GuestLink, str, list[str]], HttpResponseBase]


def opened_by(purpose: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Let a view be reached by valid links of a purpose only.

    It gets the link, its token and the parts of the path after it. No cookie is set or read,
    and no token against forged requests is needed: who can forge one has the link.
    """

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @csrf_exempt
        @sensitive_variables("path", "token")
        @wraps(view)
        def answer(request: HttpRequest, path: str) -> HttpResponseBase:
            token, *parts = [part for part in path.split("/") if part] or [""]
            return _keep_private(_answer(request, token, parts))

        def _answer(
            request: HttpRequest, token: str, parts: list[str]
        ) -> HttpResponseBase:
            if request.method not in METHODS:
                return _unlogged(HttpResponseNotAllowed(METHODS))
            if seconds := WRONG_LINKS.seconds_left(request):
                return _pause(request, seconds)
            link = GuestLink.objects.opened_by(token, purpose).first()
            if link is None:
                WRONG_LINKS.count(request)
                return gone(request)
            return view(request, link, token, parts)

        return answer

    return decorate


def gone(request: HttpRequest) -> HttpResponse:
    """Answer that there is nothing at this address; nothing of it is told or logged."""
    return _unlogged(render(request, "guests/gone.html", status=404))


def _pause(request: HttpRequest, seconds: int) -> HttpResponse:
    response = render(request, "guests/pause.html", status=429)
    response["Retry-After"] = str(seconds)
    return _unlogged(response)


def _unlogged(response: HttpResponse) -> HttpResponse:
    """Keep Django from logging the address of an answer, in which a token may stand."""
    vars(response)["_has_been_logged"] = True
    return response


def _keep_private(response: HttpResponseBase) -> HttpResponseBase:
    """Let nobody keep, list or tell of what a guest was answered."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
