"""The application that ``manage.py serve`` lets granian run, once in each process."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest

from portal.server.gateway import Gateway
from portal.wsgi import application as site


def busy(environ: dict, start_response: Callable) -> Iterable[bytes]:
    """Answer 503 without a thread and without the database (a WSGI application)."""
    from portal.core import outages  # not before the apps are loaded

    response = outages.answer(WSGIRequest(environ))
    status = f"{response.status_code} {response.reason_phrase}"
    start_response(status, list(response.items()))
    return response


application = Gateway(site, settings.WEB_THREADS, busy)
