"""Keys that open private files for those who were given their addresses.

Files are private until something public uses them (ADR 36). What shows hidden work to
somebody from outside, an embargo pass or a preview behind a link, is built within
``granting``: there every address of a picture, a size of it or a document carries a key
of that one file, which ``/media/`` and ``/documents/`` accept until it expires.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone

PARAMETER = "key"
_signer = Signer(salt="portal.core.file_keys")
_until: ContextVar[datetime | None] = ContextVar("_until", default=None)


@contextmanager
def granting(until: datetime) -> Iterator[None]:
    """Let addresses of files that are built inside carry keys.

    ``until`` is the aware instant at which they expire. Nothing that is built inside
    may be kept for others: ``portal.core.documents`` keeps nothing of it.
    """
    token = _until.set(until)
    try:
        yield
    finally:
        _until.reset(token)


def is_granting() -> bool:
    """Tell whether addresses carry keys now."""
    return _until.get() is not None


def add_key(address: str) -> str:
    """Return the address of a file with its key; inside of ``granting`` alone.

    For addresses that were stored, as in the record of a release: those of renditions
    and documents have it by themselves.
    """
    until = _until.get()
    if until is None or not address:
        return address
    return f"{address}?{PARAMETER}={make_key(address, until)}"


def make_key(address: str, until: datetime) -> str:
    """Return the key of the file at an address, which expires at an instant."""
    expires = f"{int(until.timestamp()):x}"
    return f"{expires}.{_signer.signature(_said(address, expires))}"


def opens(request: HttpRequest) -> bool:
    """Tell whether the key in a request is that of the file it asks for, and valid."""
    expires, _dot, signature = request.GET.get(PARAMETER, "").partition(".")
    said = _said(request.path, expires)
    try:
        # As Signer.unsign does, which compares in constant time.
        _signer.unsign(f"{said}{_signer.sep}{signature}")
        return int(expires, 16) > timezone.now().timestamp()
    except (BadSignature, ValueError):
        return False


def _said(address: str, expires: str) -> str:
    """Return what a key is signed for: one file, by its path, and one instant."""
    return f"{unquote(urlsplit(address).path)} {expires}"
