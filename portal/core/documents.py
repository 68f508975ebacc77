"""Documents that are the same for everybody: kept, compared and answered.

A document is kept under the generation of public output, so an unchanged one costs
a look-up of that number and one in the cache, and a changed one is never served.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, quote_etag

from portal.core import generation

# A safety net, should a process die between a change and the new generation.
KEPT_FOR = 300  # seconds
MAX_AGE = 60  # seconds in which a shared cache need not ask again


@dataclass(frozen=True)
class Document:
    """The bytes of a document, when they changed, and what else belongs to it."""

    content: bytes
    media_type: str
    changed_at: datetime | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """A strong validator: the same content has the same one (RFC 9110, 8.8.3)."""
        return quote_etag(hashlib.sha256(self.content).hexdigest()[:32])


def kept(key: str, build: Callable[[], Document]) -> Document:
    """Return the document of a key, built unless this generation has built it.

    ``key`` must name everything that the document depends on, except the database.
    What ``build`` raises is not kept.
    """
    digest = hashlib.sha256(f"{settings.SITE_URL} {key}".encode()).hexdigest()
    name = f"{generation.current()}:{digest}"
    document = caches["documents"].get(name)
    if document is None:
        document = build()
        caches["documents"].set(name, document, KEPT_FOR)
    return document


def respond(request: HttpRequest, document: Document) -> HttpResponse:
    """Answer with a document; ``ConditionalGetMiddleware`` makes a 304 of it."""
    response = HttpResponse(document.content, content_type=document.media_type)
    response["ETag"] = document.etag
    if document.changed_at:
        response["Last-Modified"] = http_date(document.changed_at.timestamp())
    for name, value in document.headers.items():
        response[name] = value
    patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
    return response
