"""Take pages from the public in one transaction with what follows from it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

UNPUBLISH = "wagtailadmin_pages:unpublish"


class TakeDownMiddleware:
    """Let Wagtail's form for it take down all pages that it is about, or none.

    Its other ways do so by themselves. It also keeps what is noted for subscribers and
    hubs from being lost when a process ends in between.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Answer the form that takes a page down; None leaves all others alone."""
        match = request.resolver_match
        if request.method != "POST" or not match or match.view_name != UNPUBLISH:
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)
