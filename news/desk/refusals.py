"""Say in words why something was not published, whatever asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from partners.draftable import DraftError
from portal.core.refused import RefusedError, say_why


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
        text = say_why(title, exception)
        if not request.accepts("text/html"):
            return JsonResponse(
                {"success": False, "error_code": "refused", "error_message": text},
                status=400,
            )
        buttons = [
            messages.button(reason.see, reason.see_what)
            for reason in find_reasons([exception])
            if reason.see
        ]
        messages.error(request, text, buttons=buttons)
        address = AdminURLFinder(request.user).get_edit_url(refused)
        return redirect(address or "wagtailadmin_home")


@dataclass(frozen=True)
class Reason:
    """Why something is not published, and where it can be seen to, if anywhere.

    ``see`` is an address, ``see_what`` the words on the way to it.
    """

    text: str
    see: str = ""
    see_what: str = ""


def find_reasons(refusals: Iterable[ValidationError]) -> list[Reason]:
    """Return what refusals say, each thing once."""
    errors = []
    for refusal in refusals:
        if hasattr(refusal, "error_dict"):
            for found in refusal.error_dict.values():
                errors += found
        else:
            errors += refusal.error_list
    reasons = {}
    for error in errors:
        params = error.params or {}
        text = " ".join(error.messages)
        reasons[text] = Reason(
            text, params.get("see", ""), str(params.get("see_what", ""))
        )
    return [*reasons.values()]
