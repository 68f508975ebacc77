"""What a visitor has allowed, as it is kept in one cookie.

The cookie holds the version of the registry, whether the visitor has answered, and the
keys that are allowed, with ``|`` between them: ``1f0c9a2b|1|youtube|mastodon:host``. An
answer to another version counts as none. ``static/js/privacy/consent.js`` reads and
writes the same; nothing that is public depends on it on the server.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.privacy import registry
from portal.privacy.hosts import is_host

COOKIE = "privacy_choices"
KEPT = timedelta(days=180)
# No visitor has allowed more, and no browser keeps a longer cookie.
LONGEST = 4000


@dataclass(frozen=True)
class Choices:
    """The keys of what is allowed: of a service, or of one host of a federated one."""

    allowed: frozenset[str] = field(default_factory=frozenset)
    is_answered: bool = False


def read_choices(request: HttpRequest) -> Choices:
    """Return what a visitor has chosen about the services of today."""
    version, _, rest = request.COOKIES.get(COOKIE, "")[:LONGEST].partition("|")
    answered, *keys = rest.split("|")
    if version != registry.version():
        return Choices()
    return Choices(frozenset(filter(is_askable, keys)), answered == "1")


def keep_choices(response: HttpResponse, allowed: Iterable[str]) -> None:
    """Let the browser remember an answer, for as long as the registry says."""
    response.set_cookie(
        COOKIE,
        "|".join([registry.version(), "1", *sorted(filter(is_askable, allowed))]),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def is_askable(key: str) -> bool:
    """Tell whether a key names something that a visitor is asked about."""
    name, has_host, host = key.partition(":")
    service = registry.find(name)
    if service is None or not service.is_asked_for:
        return False
    return bool(service.is_federated and is_host(host)) if has_host else True
