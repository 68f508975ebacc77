"""The services that Dateline knows, and which of them a site has.

``CONSENT_SERVICES`` names those that an operator wants. Anything else a site adds is
registered in Python, in the ``ready`` of an app: ``registry.register(ConsentService(…))``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.privacy import registry
from portal.privacy.registry import ConsentService
from portal.privacy.services import media, necessary, statistics

# A service is made when it is wanted: some need settings that others have not.
CATALOGUE: dict[str, Callable[[], ConsentService]] = {
    **media.CATALOGUE,
    **statistics.CATALOGUE,
}


def register_services(wanted: Collection[str]) -> None:
    """Register what the site itself needs, and the services named.

    Raises ImproperlyConfigured for a name that is unknown, and where CONSENT_OPTIONS
    lacks something or says something else than it should.
    """
    check_names("CONSENT_SERVICES", wanted)
    check_names("CONSENT_OPTIONS", settings.CONSENT_OPTIONS)
    for service in necessary.SERVICES:
        registry.register(service)
    for key in wanted:
        registry.register(CATALOGUE[key]())


def check_names(setting: str, names: Iterable[str]) -> None:
    """Raise ImproperlyConfigured for a service that nobody knows."""
    for name in names:
        if name not in CATALOGUE:
            known = ", ".join(sorted(CATALOGUE))
            message = f"{setting} names {name!r}; known are {known}."
            raise ImproperlyConfigured(message)
