"""Request checks that hold for every address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


class RefuseNullBytesMiddleware:
    """Answer 400 to a null byte in the path or the query.

    PostgreSQL refuses it in text and SQLite cuts there, so no view can mean it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "\x00" in query or "%00" in query:
            return HttpResponseBadRequest("400 Bad Request", content_type="text/plain")
        return self.get_response(request)
