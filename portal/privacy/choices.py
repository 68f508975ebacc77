"""What a visitor has allowed, as it is kept in one cookie.

The cookie says how it came about, and then for each service, with ``|`` between them,
whether it is allowed (``!`` before it: it is not), and in which version it was told:
``answered|youtube~1f0c9a2b|mastodon:host~5d0e77aa|!econda~0b1c2d3e``. So a service that
changes is asked about again, and what was said of the others holds.

It begins with ``answered`` after an answer about all services, with ``granted`` where
only single ones were remembered; ``-gpc`` follows where the browser refused meanwhile for
its user. ``static/js/privacy/consent.js`` reads and writes the same; nothing that is
public depends on it on the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.privacy import registry
from portal.privacy.hosts import is_host

COOKIE = "privacy_choices"
KEPT = timedelta(days=180)
# No visitor has allowed more, and no browser keeps a longer cookie.
LONGEST = 4000
ANSWERED, DESPITE_REFUSAL = "answered", "-gpc"

News = Literal["new", "changed"]


@dataclass(frozen=True)
class Choices:
    """The keys of what is allowed: of a service, or of one host of a federated one.

    ``news`` are the services that came or changed since all were answered about.
    """

    allowed: frozenset[str] = field(default_factory=frozenset)
    is_answered: bool = False
    news: Mapping[str, News] = field(default_factory=dict)


def refuses_all(request: HttpRequest) -> bool:
    """Tell whether a browser says no for its user (https://www.w3.org/TR/gpc/)."""
    return request.headers.get("Sec-GPC") == "1"


def read_choices(request: HttpRequest) -> Choices:
    """Return what a visitor has chosen about the services of today.

    While a browser refuses, only what was chosen in spite of that counts.
    """
    how, *entries = request.COOKIES.get(COOKIE, "")[:LONGEST].split("|")
    if refuses_all(request) and not how.endswith(DESPITE_REFUSAL):
        return Choices()
    versions = registry.versions()
    allowed, known, changed = set(), set(), set()
    for entry in entries:
        key, _, version = entry.removeprefix("!").partition("~")
        service = key.partition(":")[0]
        if versions.get(service) != version:
            changed.add(service)
            continue
        known.add(service)
        if is_askable(key) and not entry.startswith("!"):
            allowed.add(key)
    if not how.startswith(ANSWERED):
        return Choices(frozenset(allowed))
    news: dict[str, News] = {
        key: "changed" if key in changed else "new"
        for key in versions
        if key not in known
    }
    return Choices(frozenset(allowed), not news, news)


def keep_choices(
    request: HttpRequest, response: HttpResponse, allowed: Iterable[str]
) -> None:
    """Let the browser remember an answer, for as long as the registry says."""
    keys = set(filter(is_askable, allowed))
    versions = registry.versions()
    entries = {key: versions[key.partition(":")[0]] for key in keys}
    refused = {
        f"!{key}": version for key, version in versions.items() if key not in keys
    }
    how = ANSWERED + (DESPITE_REFUSAL if refuses_all(request) else "")
    told = [f"{key}~{version}" for key, version in sorted((entries | refused).items())]
    response.set_cookie(
        COOKIE,
        "|".join([how, *told]),
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
