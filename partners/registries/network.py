"""Asking the registries themselves, where a site allows it (IDENTIFIER_LOOKUP)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from urllib import request
from urllib.error import HTTPError

from partners.registries import orcid, ror
from partners.registries.records import Record, RegistryError

ADDRESSES = {
    "ror": "https://api.ror.org/v2/organizations/{}",
    "orcid": "https://pub.orcid.org/v3.0/{}/record",
}
APIS = {"ror": "ROR API v2", "orcid": "ORCID API v3.0"}
READERS = {"ror": ror.record_from, "orcid": orcid.record_from}
TIMEOUT = 10  # seconds
LARGEST_ANSWER = 20_000_000
NOT_FOUND, CONFLICT, GONE = 404, 409, 410


def https_only() -> request.OpenerDirector:
    """Return what opens https:// and nothing else, wherever a redirect leads."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.HTTPSHandler,
        request.HTTPRedirectHandler,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
        request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


@dataclass(frozen=True)
class Lookup:
    """Asks the registries for one record at a time."""

    addresses: dict[str, str] = field(default_factory=lambda: ADDRESSES)
    opener: request.OpenerDirector = field(default_factory=https_only)

    def record(self, scheme: str, value: str) -> Record | None:
        """Return what a registry says about an identifier, None if it knows it not.

        Raises RegistryError when it gives no usable answer.
        """
        asked = request.Request(  # noqa: S310  the opener knows https only
            self.addresses[scheme].format(value),
            headers={"Accept": "application/json", "User-Agent": "Dateline"},
        )
        try:
            with self.opener.open(asked, timeout=TIMEOUT) as answer:
                entry = json.loads(answer.read(LARGEST_ANSWER))
        except HTTPError as error:
            if error.code == NOT_FOUND:
                return None
            if error.code in (CONFLICT, GONE):  # how ORCID answers for a locked record
                return Record(value, (), inactive="locked or deactivated")
            message = f"the registry answered {error.code}"
            raise RegistryError(message) from error
        except (OSError, HTTPException, ValueError, RecursionError) as error:
            message = f"the registry gave no answer: {error}"
            raise RegistryError(message) from error
        record = READERS[scheme](entry)
        if record.value == value:
            return record
        return replace(record, inactive=f"deprecated; successor: {record.value}")
