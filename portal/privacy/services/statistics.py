"""Services that count visits elsewhere, each run once the visitor agrees.

What an operator says of them stands in ``CONSENT_OPTIONS``, by the key of the service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.privacy.registry import Category, ConsentService, Place, Stored

# What an option may be in JSON, and how that is called.
Kinds = Mapping[str, tuple[type, ...]]
SAID_AS = {
    str: "a text",
    int: "a number",
    bool: "true or false",
    dict: "a text for each language",
}
ECONDA_LOADER = "https://l.ecn-ldr.de/loader/loader.js"
ECONDA_LOGGING = "https://www.econda-monitor.de"


def _matomo() -> ConsentService:
    options = _read_options(
        "matomo",
        needed={
            "url": (str,),
            "site": (str, int),
            "provider": (str, dict),
            "privacy_url": (str, dict),
        },
        others={"cookies": (bool, str)},
    )
    address = options["url"].rstrip("/") + "/"
    origin = _find_origin("matomo", address)
    cookies = options.get("cookies", False)
    if cookies not in (True, False, "true", "false"):
        message = f"CONSENT_OPTIONS says {cookies!r} for 'cookies' of 'matomo'; write true or false."
        raise ImproperlyConfigured(message)
    has_cookies = cookies in (True, "true")
    return ConsentService(
        key="matomo",
        name="Matomo",
        provider=options["provider"],
        purpose=_(
            "Counts which pages are read and from where visitors come, with the free "
            "software Matomo."
        ),
        category=Category.STATISTICS,
        # https://matomo.org/faq/general/faq_146/
        stored=(
            Stored("_pk_id.*", Place.COOKIE, _("13 months")),
            Stored("_pk_ses.*", Place.COOKIE, _("30 minutes")),
            Stored("_pk_ref.*", Place.COOKIE, _("six months")),
        )
        if has_cookies
        else (),
        privacy_url=options["privacy_url"],
        sources={
            "script-src": (origin,),
            "connect-src": (origin,),
            "img-src": (origin,),
        },
        script="js/privacy/matomo.js",
        options={
            "url": address,
            "site": str(options["site"]),
            "cookies": has_cookies,
        },
    )


def _econda() -> ConsentService:
    options = _read_options(
        "econda",
        needed={"client_key": (str,), "container": (str,)},
        others={"loader": (str,), "logging": (str,)},
    )
    loader = options.get("loader", ECONDA_LOADER)
    logging = options.get("logging", ECONDA_LOGGING)
    origins = (_find_origin("econda", loader), _find_origin("econda", logging))
    return ConsentService(
        key="econda",
        name="econda",
        provider="DYMATRIX GmbH, Stuttgart",
        purpose=_(
            "Counts which pages are read, in the anonymous mode of econda: without a "
            "link to a person, and only while you are on this site."
        ),
        category=Category.STATISTICS,
        stored=(Stored("emos_jcsid", Place.COOKIE, _("until the browser is closed")),),
        privacy_url="https://www.econda.de/datenschutzhinweise/",
        sources={
            "script-src": tuple(dict.fromkeys(origins)),
            "connect-src": tuple(dict.fromkeys(origins)),
            "img-src": tuple(dict.fromkeys(origins)),
        },
        script="js/privacy/econda.js",
        options={
            "loader": loader,
            "clientKey": options["client_key"],
            "container": options["container"],
        },
    )


def _read_options(key: str, needed: Kinds, others: Kinds) -> dict[str, Any]:
    """Return what the operator says of a service; raises ImproperlyConfigured.

    Texts may be given for each language, as an object of texts.
    """
    options = settings.CONSENT_OPTIONS.get(key, {})
    if not isinstance(options, dict):
        message = f"CONSENT_OPTIONS says {options!r} for {key!r}; write an object."
        raise ImproperlyConfigured(message)
    # All at once: whoever starts the site learns of one mistake at each start.
    if lacking := [repr(name) for name in needed if not options.get(name)]:
        message = f"CONSENT_OPTIONS lacks {', '.join(lacking)} for {key!r}."
        raise ImproperlyConfigured(message)
    kinds = {**needed, **others}
    for name, value in options.items():
        if name not in kinds:
            known = ", ".join(sorted(kinds))
            message = f"CONSENT_OPTIONS names {name!r} for {key!r}; known are {known}."
            raise ImproperlyConfigured(message)
        if not _is_one_of(value, kinds[name]):
            wanted = " or ".join(SAID_AS[kind] for kind in kinds[name])
            message = f"CONSENT_OPTIONS says {value!r} for {name!r} of {key!r}; write {wanted}."
            raise ImproperlyConfigured(message)
    return options


def _is_one_of(value: Any, kinds: tuple[type, ...]) -> bool:
    """Tell whether a value is of a kind; ``True`` is no number."""
    texts = value.values() if isinstance(value, dict) else ()
    return type(value) in kinds and all(isinstance(text, str) for text in texts)


def _find_origin(key: str, address: str) -> str:
    """Return the origin of an address (RFC 6454); raises ImproperlyConfigured."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        message = f"CONSENT_OPTIONS names {address!r} for {key!r}: {error}."
        raise ImproperlyConfigured(message) from None
    if parts.scheme != "https" or not parts.hostname:
        message = (
            f"CONSENT_OPTIONS names {address!r} for {key!r}; it begins with https://"
        )
        raise ImproperlyConfigured(message)
    return f"https://{parts.netloc}"


CATALOGUE: dict[str, Callable[[], ConsentService]] = {
    "econda": _econda,
    "matomo": _matomo,
}
