"""Documents that are the same for everybody: kept, compared and answered.

A document is kept under the generation of public output and the day, so an unchanged one costs
a look-up of that number and one in the cache, and a changed one is never served.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag

from portal.core import generation
from portal.core.clock import cap_lifetime
from portal.core.file_keys import is_granting

# A safety net, should a process die between a change and the new generation.
KEPT_FOR = 300  # seconds
MAX_AGE = 60  # seconds in which a shared cache need not ask again
WORTH_COMPRESSING = 200  # bytes
GZIP = re.compile(r"\bgzip\b", re.IGNORECASE)  # as Django's middleware reads it
# Whether nothing is looked up and nothing kept.
_keeps_nothing: ContextVar[bool] = ContextVar("keeps_nothing", default=False)
# Last parts of addresses below pages where documents are served.
_served: set[str] = set()


@contextmanager
def without_keeping() -> Iterator[None]:
    """Build every document anew inside and keep none.

    The database may be ahead of what is committed.
    """
    token = _keeps_nothing.set(True)
    try:
        yield
    finally:
        _keeps_nothing.reset(token)


def keeps_nothing() -> bool:
    """Tell whether this is ``without_keeping``."""
    return _keeps_nothing.get()


def serve_below(*ends: str) -> None:
    """Keep what is served at the addresses of pages with such an end: ``feed/atom/``.

    Called by the modules that serve documents there.
    """
    _served.update(ends)


@dataclass(frozen=True)
class Document:
    """The bytes of a document, when they changed, and what else belongs to it.

    Without ``changed_at`` it is as old as the last change of any public output.
    """

    content: bytes
    media_type: str
    changed_at: datetime | None = None
    headers: dict[str, str] = field(default_factory=dict)
    # As what browsers get it that would otherwise show the source or save a file.
    shown_as: str = ""
    status: int = HTTPStatus.OK

    @cached_property
    def etag(self) -> str:
        """A strong validator: the same content has the same one (RFC 9110, 8.8.3)."""
        return quote_etag(hashlib.sha256(self.content).hexdigest()[:32])

    @cached_property
    def compressed(self) -> bytes:
        """The same content as gzip, always as the same bytes; empty if no smaller."""
        if len(self.content) < WORTH_COMPRESSING:
            return b""
        packed = gzip.compress(self.content, mtime=0)
        return packed if len(packed) < len(self.content) else b""


def is_kept(path: str) -> bool:
    """Tell whether the path of a page ends with the address of a document."""
    parts = path.split("/")
    return any("/".join(parts[-count:]) in _served for count in (2, 3))


def _may_keep() -> bool:
    """Tell whether documents are kept now: what carries keys is for one person only."""
    return not _keeps_nothing.get() and not is_granting()


class _Place:
    """Where the document of a key is kept; ``document`` if this generation built it.

    A new one takes the place of the old one, because a cache in memory frees nothing
    by time alone.
    """

    def __init__(self, key: str) -> None:
        self.present = generation.of_request()
        # What a document says may change at midnight, before anything is saved.
        self.version = (self.present.number, timezone.localdate())
        self.name = hashlib.sha256(f"{settings.SITE_URL} {key}".encode()).hexdigest()
        kept = caches["documents"].get(self.name) if _may_keep() else None
        version, document = kept or (None, None)
        self.document = document if version == self.version else None

    def keep(self, document: Document) -> Document:
        """Keep a document that was just built, and return it."""
        if document.changed_at is None:
            document = replace(document, changed_at=self.present.changed_at)
        vars(document).update(etag=document.etag, compressed=document.compressed)
        if _may_keep():
            caches["documents"].set(self.name, (self.version, document), KEPT_FOR)
        return document


def load_kept(key: str, build: Callable[[], Document]) -> Document:
    """Return the document of a key, built unless this generation has built it.

    ``key`` must name everything that the document depends on, except the database.
    What ``build`` raises is not kept.
    """
    place = _Place(key)
    return place.document or place.keep(build())


def answer(
    request: HttpRequest, serve: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Answer with the document at the address of a request, or with what serves it.

    ``serve`` is asked when nothing is kept. Its response is kept if it is one of
    ``respond`` that everybody may have.
    """
    place = _Place(request.get_full_path())
    if place.document:
        return respond(request, place.document)
    response = serve()
    document = getattr(response, "document", None)
    return respond(request, place.keep(document)) if document else response


def respond(request: HttpRequest, document: Document) -> HttpResponse:
    """Answer with a document; ``ConditionalGetMiddleware`` makes a 304 of it.

    Compressed here and not by the middleware, which would weaken the ETag.
    """
    accepted = request.headers.get("Accept-Encoding", "")
    is_packed = document.compressed and GZIP.search(accepted)
    is_shown = document.shown_as and "text/html" in request.headers.get("Accept", "")
    response = HttpResponse(
        document.compressed if is_packed else document.content,
        content_type=document.shown_as if is_shown else document.media_type,
        status=document.status,
    )
    variant = f"{'-shown' if is_shown else ''}{'-gzip' if is_packed else ''}"
    response["ETag"] = f'{document.etag[:-1]}{variant}"'
    if is_packed:
        response["Content-Encoding"] = "gzip"
    varies = ["Accept", "Accept-Encoding"] if document.shown_as else ["Accept-Encoding"]
    patch_vary_headers(response, varies)
    if document.changed_at:
        response["Last-Modified"] = http_date(document.changed_at.timestamp())
    for name, value in document.headers.items():
        response[name] = value
    patch_cache_control(
        response, public=True, max_age=0, s_maxage=cap_lifetime(MAX_AGE)
    )
    vars(response)["document"] = document
    return response
