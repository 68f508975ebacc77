"""Say in words why something was not published, whatever asked for it."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from wagtail.admin.admin_url_finder import AdminURLFinder

from partners.draftable import DraftError
from portal.core.refused import RefusedError, say_why, show_why


class SayWhyMiddleware:
    """Lead from a refused publication to the form of what it is of, with the reason.

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
        refused: Model
        if isinstance(exception, RefusedError):
            refused, title = exception.refused, exception.title
        elif isinstance(exception, DraftError):
            refused, title = exception.entity, str(exception.entity)
        else:
            return None
        if not request.accepts("text/html"):
            text = say_why(title, exception)
            return JsonResponse(
                {"success": False, "error_code": "refused", "error_message": text},
                status=400,
            )
        show_why(request, title, exception)
        address = AdminURLFinder(request.user).get_edit_url(refused)
        return redirect(address or "wagtailadmin_home")
