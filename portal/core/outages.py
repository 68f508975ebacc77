"""What the site answers while its database is away, full or locked.

Nothing here asks the database, and nothing depends on what does: an outage can come
at any place of a request.
"""

from __future__ import annotations

import json
import re
import sqlite3
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.documents import is_kept

RETRY_AFTER = 30  # seconds

# SQLite's primary result codes (https://www.sqlite.org/rescode.html) that say nothing
# about the statement: busy, locked, I/O error, full, cannot be opened, protocol.
SQLITE = {5, 6, 10, 13, 14, 15}
# Classes of SQLSTATE that speak of the statement, though the driver calls them
# operational: program limit exceeded.
OF_THE_STATEMENT = {"54"}

JSON = re.compile(r"^/api/|/(?:json|ninjs|jsonld)/$|\.json(?:ld)?$")
FILE = re.compile(r"\.[a-z]{2,5}$")


def is_outage(error: BaseException | None) -> bool:
    """Tell whether an error has come about because the database cannot be used now.

    A mistake in a statement is none, even where a driver counts it as operational.
    """
    while error is not None:
        if _says_outage(error):
            return True
        context = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or context
    return False


def _says_outage(error: BaseException) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE
    return (getattr(cause, "pgcode", None) or "")[:2] not in OF_THE_STATEMENT


def answer(request: HttpRequest) -> HttpResponse:
    """Answer 503 in the form of the address and in the language of the visitor."""
    path = request.path_info
    if JSON.search(path):
        response = _problem()
    else:
        is_file = is_kept(path) or FILE.search(path)
        shows_pages = "text/html" in request.headers.get("Accept", "")
        language = translation.get_language_from_request(request, check_path=True)
        with translation.override(language):
            response = _text() if is_file and not shows_pages else _page()
        response["Content-Language"] = language
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _page() -> HttpResponse:
    return HttpResponse(render_to_string("503.html"), status=503)


def _text() -> HttpResponse:
    text = _("The newsroom cannot be reached for a moment. Please try again shortly.")
    return HttpResponse(
        f"{text}\n", status=503, content_type="text/plain; charset=utf-8"
    )


def _problem() -> HttpResponse:
    """Return what a program reads (RFC 9457), in English as all of the API."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": f"The database cannot be used now. Try again in {RETRY_AFTER} seconds.",
    }
    response = HttpResponse(
        json.dumps(body), status=status, content_type="application/problem+json"
    )
    response["Content-Language"] = "en"
    response["Access-Control-Allow-Origin"] = "*"
    return response
