"""Say in words why a release was not published, whatever asked for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages

from news.publishing.publication import PublicationError


class SayWhyMiddleware:
    """Lead from a refused publication to the form of the release, with the reason.

    Wagtail publishes from forms, lists, workflows and bulk actions, and none of them
    expects that a rule is broken after its form was checked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer a refused publication; None leaves every other exception alone."""
        if not isinstance(exception, PublicationError):
            return None
        release = exception.release
        text = _("“%(title)s” was not published: %(reasons)s") % {
            "title": release.draft_title,
            "reasons": " ".join(exception.messages),
        }
        if not request.accepts("text/html"):
            return JsonResponse(
                {"success": False, "error_code": "refused", "error_message": text},
                status=400,
            )
        messages.error(request, text)
        return redirect("wagtailadmin_pages:edit", release.pk)
