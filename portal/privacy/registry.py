"""Whatever stores something on a visitor's device or loads something from elsewhere.

Each such service is registered here once. The dialog that asks for consent, the table on
the privacy page, the content security policy and the tests are made of it. What nobody
has registered, the policy forbids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a service says of itself: in the language of the visitor whenever it is printed.
Text = str | Promise | Mapping[str, str]

# Directives of a content security policy that a service may add sources to.
Directive = Literal[
    "connect-src", "font-src", "frame-src", "img-src", "media-src", "script-src"
]


class Category(TextChoices):
    """Why a service is there; what is necessary is not asked for."""

    NECESSARY = "necessary", _("Necessary")
    STATISTICS = "statistics", _("Statistics")
    EXTERNAL_MEDIA = "external-media", _("External media")


class Audience(TextChoices):
    """Who meets a service."""

    VISITORS = "visitors", _("Visitors")
    EDITORS = "editors", _("Editors who sign in")


class Place(TextChoices):
    """Where on the device something is kept."""

    COOKIE = "cookie", _("cookie")
    LOCAL_STORAGE = "local-storage", _("local storage")
    SESSION_STORAGE = "session-storage", _("session storage")


@dataclass(frozen=True)
class Stored:
    """What is kept on the device under a name, which may end with ``*``.

    ``lasts`` says for how long, in words; ``host`` whose it is, empty for this site.
    """

    name: str
    place: Place
    lasts: Text
    host: str = ""


@dataclass(frozen=True)
class ConsentService:
    """Who stores or loads what, and for what.

    ``key`` is lower-case and never changes its meaning. ``sources`` are what the
    service needs of the content security policy, as ``{"frame-src": (origin, …)}``.
    A federated service (Mastodon, PeerTube …) runs on hosts of many owners: it has no
    sources here, each text that shows something of it names the host. ``script`` is
    the path of an ES module below ``static/`` that is run once the visitor agrees, with
    ``options``. Texts are lazy translations, or a text for each language code.
    """

    key: str
    name: Text
    provider: Text
    purpose: Text
    category: Category
    stored: tuple[Stored, ...] = ()
    privacy_url: Text = ""
    sources: Mapping[Directive, tuple[str, ...]] = field(default_factory=dict)
    audience: Audience = Audience.VISITORS
    is_federated: bool = False
    keeps_answer: bool = False  # there only where a visitor is asked something
    script: str = ""
    options: Mapping[str, str | bool] = field(default_factory=dict)

    @property
    def is_asked_for(self) -> bool:
        """Whether a visitor is asked before anything of it happens."""
        return self.category != Category.NECESSARY


class AlreadyRegisteredError(Exception):
    """Two services have one key."""


_services: dict[str, ConsentService] = {}


def register(service: ConsentService) -> None:
    """Add a service; raises AlreadyRegisteredError when another one has its key."""
    if _services.setdefault(service.key, service) != service:
        raise AlreadyRegisteredError(service.key)


def services() -> list[ConsentService]:
    """Return all services, the necessary ones first, each category by key."""
    order = list(Category)
    asks = any(one.is_asked_for for one in _services.values())
    return sorted(
        (one for one in _services.values() if asks or not one.keeps_answer),
        key=lambda one: (order.index(one.category), one.key),
    )


def services_asked_for() -> list[ConsentService]:
    """Return what a visitor is asked about; on a fresh install nothing."""
    return [service for service in services() if service.is_asked_for]


def find(key: str) -> ConsentService | None:
    """Return a service by its key; None for one that is not registered."""
    return _services.get(key)


def print_text(text: Text) -> str:
    """Return a text in the active language, or in another one that has it."""
    if not isinstance(text, Mapping):
        return str(text)
    language = (translation.get_language() or "").split("-")[0]
    return text.get(language) or next(filter(None, text.values()), "")


def version(service: ConsentService) -> str:
    """Return eight hexadecimal digits that change with what a visitor agreed to.

    In whichever language: who has read the German text agreed to that one.
    """
    told = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            told.append(_tell(service))
    return sha256(repr(told).encode()).hexdigest()[:8]


def versions() -> dict[str, str]:
    """Return the version of every service that a visitor is asked about, by its key."""
    return {service.key: version(service) for service in services_asked_for()}


def _tell(service: ConsentService) -> tuple:
    """Return what a visitor is told of a service, in the active language."""
    return (
        service.key,
        print_text(service.provider),
        print_text(service.purpose),
        service.category.value,
        sorted(
            (item.place.value, item.name, item.host, print_text(item.lasts))
            for item in service.stored
        ),
        sorted((name, *hosts) for name, hosts in service.sources.items()),
    )
