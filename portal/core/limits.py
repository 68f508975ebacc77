"""How often one network or person may do something, without keeping who it is."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from math import ceil
from time import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600  # seconds
MOST_PER_HOUR = 10
# Who has one IPv6 address has a whole network of this size.
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Places:
    """How many times somebody may do something within some seconds.

    Each time takes a place in the cache that is free again afterwards; to take one is
    atomic with every cache. The key is a keyed digest.
    """

    name: str
    most: int
    seconds: int

    def take(self, who: str) -> bool:
        """Take a place for somebody; tell whether one was free."""
        digest = salted_hmac(self.name, who).hexdigest()
        places = (f"{self.name}:{digest}:{place}" for place in range(self.most))
        return any(caches["limits"].add(place, 1, self.seconds) for place in places)


def is_allowed(request: HttpRequest) -> bool:
    """Count a form that was sent; tell whether its network may send one more."""
    forms = Places("visitor_forms", MOST_PER_HOUR, HOUR)
    return forms.take(network_of(request))


@dataclass(frozen=True)
class Limit:
    """How much that is wrong one network may send before it has to wait.

    So many times within some seconds, counted from the first; then it waits for as
    many seconds.
    """

    name: str
    most: int
    seconds: int

    def count(self, request: HttpRequest) -> None:
        """Count something wrong; the one that is too many begins the waiting."""
        cache, key = caches["limits"], self._key(request)
        cache.add(key, 0, self.seconds)
        try:
            counted = cache.incr(key)
        except ValueError:  # the cache was full and dropped it
            return
        if counted >= self.most:
            cache.set(f"{key}:until", time() + self.seconds, self.seconds)
            cache.delete(key)

    def seconds_left(self, request: HttpRequest) -> int:
        """Return for how long a network has to wait, 0 if it does not."""
        until = caches["limits"].get(f"{self._key(request)}:until")
        return max(0, ceil(until - time())) if until else 0

    def _key(self, request: HttpRequest) -> str:
        digest = salted_hmac(self.name, network_of(request)).hexdigest()
        return f"{self.name}:{digest}"


def network_of(request: HttpRequest) -> str:
    """Return the network that a request comes from.

    Each server in front appends who asked it to X-Forwarded-For; what stands before
    that, anybody can write. ``PROXIES`` says how many there are; under https:// there
    is one at least.
    """
    sender = request.META.get("REMOTE_ADDR", "")
    is_behind_one = bool(settings.SECURE_PROXY_SSL_HEADER)
    proxies = max(settings.REST_FRAMEWORK["NUM_PROXIES"], is_behind_one)
    if proxies:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        sender = forwarded[-min(proxies, len(forwarded))].strip() or sender
    try:
        address = ip_address(sender)
    except ValueError:
        return sender
    # A socket for both kinds names those of version 4 so (RFC 4291, 2.5.5.2).
    address = getattr(address, "ipv4_mapped", None) or address
    if address.version == 4:
        return str(address)
    return str(ip_network(f"{address}/{IPV6_PREFIX}", strict=False))
