"""Requests are read as UTF-8, whatever charset they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]


def read_as_utf8(application: Application) -> Application:
    """Return a WSGI application that is told of no charset.

    Django takes any codec that Python has, also those that are none of text, before any
    middleware is asked. Browsers send what a page in UTF-8 asks for in UTF-8 (HTML, form
    submission; URL Standard, 1.3).
    """

    def answer(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE", "")
        if "charset" in kind.lower():
            environ = environ | {"CONTENT_TYPE": without_charset(kind)}
        return application(environ, start_response)

    return answer


def without_charset(kind: str) -> str:
    """Return a content type with its boundary, if it has one, and no other parameter."""
    name, parameters = parse_header_parameters(kind)
    boundary = parameters.get("boundary")
    return f'{name}; boundary="{boundary}"' if boundary else name
