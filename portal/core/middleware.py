"""Request checks that come before the views, Wagtail's among them."""

from collections.abc import Callable
from fnmatch import fnmatchcase

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.datastructures import MultiValueDictKeyError

from wagtail.models import Page

BULK_ACTION = "wagtail_bulk_action"
# Views of the admin, by the names of their addresses, that ask the database for
# whatever these parameters say.
ASKING_FOR_NUMBERS = (
    BULK_ACTION,
    "*chosen_multiple",
    "wagtailadmin_api:*:find",
    "wagtailadmin_choose_page*",
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:move_confirm",
)
NUMBERS = ("id", "childOf", "target_pages[]")
# More digits than any key of a database has.
TOO_MANY_DIGITS = 19
# What a form says of each part that may be repeated.
COUNT = "-count"


def _refuse() -> HttpResponse:
    return HttpResponseBadRequest("400 Bad Request", content_type="text/plain")


class RefuseNullBytesMiddleware:
    """Answer 400 to a null byte in the path or the query.

    PostgreSQL refuses it in text and SQLite cuts there, so no view can mean it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "\x00" in query or "%00" in query:
            return _refuse()
        return self.get_response(request)


class RefuseForgedMiddleware:
    """Answer 400 to what no page of the admin sends, and Wagtail does not expect.

    That is keys that are no numbers, and forms without the counts of their parts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Refuse keys that are none; None leaves the request to its view."""
        name = _view_name(request)
        if not any(fnmatchcase(name, glob) for glob in ASKING_FOR_NUMBERS):
            return None
        values = {
            value for field in NUMBERS for value in request.GET.getlist(field)
        } - ({"all"} if name == BULK_ACTION else set())
        return None if all(map(_is_key, values)) else _refuse()

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer for a form that lacks a count; None leaves all others alone.

        Raises Http404 where everything below a page is meant that is not there.
        """
        name = _view_name(request)
        if name == BULK_ACTION and isinstance(exception, Page.DoesNotExist):
            raise Http404 from exception
        lacks_count = isinstance(exception, MultiValueDictKeyError) and str(
            exception
        ).strip("'\"").endswith(COUNT)
        return _refuse() if request.method == "POST" and lacks_count else None


def _view_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _is_key(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < TOO_MANY_DIGITS
