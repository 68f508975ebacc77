"""What may stand as a host in a policy, in a cookie and in an address."""

from __future__ import annotations

import re

# Lower-case ASCII, as hosts are sent (RFC 3986, 3.2.2; RFC 5891), with a port or not.
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?")


def is_host(text: str) -> bool:
    """Tell whether a text is a host and nothing else."""
    return HOST.fullmatch(text) is not None
