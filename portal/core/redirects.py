"""Lead from addresses that pages once had."""

from __future__ import annotations

from urllib.parse import urlparse

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from wagtail.contrib.redirects import middleware
from wagtail.contrib.redirects.models import Redirect

from portal.core.querysets import is_shown


class RedirectMiddleware(middleware.RedirectMiddleware):
    """Wagtail's, which leads to pages that visitors can read and to no others.

    Else an old address would tell the new one of a page that was taken back, or of one
    that waits, and that there is such a page.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code != 404:
            return response
        found = find_redirect(request)
        if found is None or not found.link:
            return response
        if found.redirect_page and not is_shown(found.redirect_page):
            return response
        return redirect(found.link, permanent=found.is_permanent)


def find_redirect(request: HttpRequest) -> Redirect | None:
    """Return the redirect from the address of a request, else from its path alone."""
    address = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    for path in dict.fromkeys([address, urlparse(address).path]):
        if found := middleware.get_redirect(request, path):
            return found
    return None
