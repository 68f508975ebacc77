"""Ask for addresses of the site as somebody whom nobody knows."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http.client import HTTPException
from io import BytesIO
from typing import cast
from urllib import request
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils import translation

from portal.core import documents

_is_asking: ContextVar[bool] = ContextVar("is_asking", default=False)
# A network that nobody has (RFC 5737), so that the check uses up no visitor's limit.
NOBODY = "192.0.2.1"
TIMEOUT = 60  # seconds
LONGEST_WAIT = 65  # seconds that a limit may ask for
# They differ between two answers to the same question.
CHANGING = {"date", "ratelimit", "server", "connection", "keep-alive"}
# How long an answer may be kept: until the end of the minute, whatever it says.
COUNTDOWN = re.compile(r"max-?age=\d+")


class UnansweredError(Exception):
    """An address that could not be asked, so that nobody knows what it says."""


@dataclass(frozen=True)
class Answer:
    """What an address answered: status, headers in small letters and content."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """All that it says, also where a redirect leads.

        While debugging, the page of what is not found is Django's and repeats the address.
        """
        if settings.DEBUG and self.status == 404:
            return ""
        said = self.content.decode(errors="replace")
        if self.headers.get("content-type", "").startswith("text/calendar"):
            said = said.replace("\r\n ", "")  # its lines are folded (RFC 5545, 3.1)
        return "\n".join([*self.headers.values(), said])

    def is_like(self, other: Answer) -> bool:
        """Tell whether nobody can tell two answers apart.

        While debugging, what is not found names its own address.
        """
        if settings.DEBUG:
            return self.status == other.status
        return (self.status, self.content, self._steady_headers()) == (
            other.status,
            other.content,
            other._steady_headers(),
        )

    def _steady_headers(self) -> dict[str, str]:
        return {
            name: COUNTDOWN.sub("maxage", value)
            for name, value in self.headers.items()
            if name not in CHANGING
        }


Ask = Callable[[str], Answer]


class InProcess:
    """Asks the site from within, also before a transaction has ended.

    What was kept before is not given, and what is answered is not kept.
    """

    def __init__(self) -> None:
        self.handler = WSGIHandler()

    def __call__(self, path: str) -> Answer:
        answered = self.handler.get_response
        language = translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language), documents.without_keeping(), _quietly():
            response = answered(WSGIRequest(_environ(path)))
            content = b"".join(cast(Iterable[bytes], response))
        if response.status_code >= 500 or response.status_code == 429:
            raise UnansweredError(f"{path}: {response.status_code}")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, content)


@contextmanager
def _quietly() -> Iterator[None]:
    """Log nothing of what is not found: hundreds of addresses, with words of a headline."""
    token = _is_asking.set(True)
    try:
        yield
    finally:
        _is_asking.reset(token)


def _is_of_a_visitor(record: logging.LogRecord) -> bool:
    return not _is_asking.get()


logging.getLogger("django.request").addFilter(_is_of_a_visitor)


class OverHTTP:
    """Asks a running site, with everything that stands before it."""

    def __init__(self, site: str) -> None:
        self.site = site.rstrip("/")
        self.opener = request.build_opener(_FollowNothing)

    def __call__(self, path: str) -> Answer:
        answer = self._ask(path)
        if answer.status == 429:
            pause = int(answer.headers.get("retry-after", LONGEST_WAIT))
            time.sleep(min(pause, LONGEST_WAIT))
            answer = self._ask(path)
        if answer.status >= 500 or answer.status == 429:
            raise UnansweredError(f"{path}: {answer.status}")
        return answer

    def _ask(self, path: str) -> Answer:
        asked = request.Request(self.site + path, headers={"User-Agent": "Dateline"})  # noqa: S310
        try:
            with self.opener.open(asked, timeout=TIMEOUT) as response:
                return _read(response.status, response)
        except HTTPError as error:
            with error:
                return _read(error.code, error)
        except (OSError, HTTPException) as error:
            raise UnansweredError(f"{path}: {error}") from error


class _FollowNothing(request.HTTPRedirectHandler):
    """Leaves it to the one who asks what to make of a redirect."""

    def redirect_request(self, *args, **kwargs) -> None:
        return None


def _read(status: int, response) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(status, headers, response.read())


def _environ(path: str) -> dict:
    """Return the environment of a GET of an address of this site (PEP 3333)."""
    site, asked = urlsplit(settings.SITE_URL), urlsplit(path)
    port = site.port or (443 if site.scheme == "https" else 80)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        # Octets as the characters of the same number, as the PEP has them.
        "PATH_INFO": unquote(quote(asked.path, safe="/%"), "latin-1"),
        "QUERY_STRING": quote(asked.query, safe="=&%+,:/"),
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "HTTP_ACCEPT": "*/*",
        "REMOTE_ADDR": NOBODY,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
