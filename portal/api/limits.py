"""How often one address may ask.

Requests are counted in windows that begin at the same instants for everybody, with
one atomic step each. The counter belongs to a keyed hash: no address is kept.
Fields: draft-ietf-httpapi-ratelimit-headers-11.
"""

from __future__ import annotations

from math import ceil

from django.conf import settings
from django.core.cache import caches
from django.utils.crypto import salted_hmac

from rest_framework.throttling import SimpleRateThrottle

POLICY = "address"


class AddressThrottle(SimpleRateThrottle):
    """So many requests from one address in each window of time."""

    left: int
    seconds_left: float

    def get_rate(self) -> str:
        return settings.API_RATE

    def get_cache_key(self, request, view) -> str:
        ident = salted_hmac("portal.api.limits", self.get_ident(request) or "")
        return f"api-limit-{ident.hexdigest()}"

    def allow_request(self, request, view) -> bool:
        """Count a request and tell whether it is within the limit."""
        now = self.timer()
        window = int(now // self.duration)
        self.seconds_left = self.duration - now % self.duration
        count = self._count(f"{self.get_cache_key(request, view)}-{window}")
        self.left = max(0, self.num_requests - count)
        return count <= self.num_requests

    def _count(self, key: str) -> int:
        cache = caches["limits"]
        cache.add(key, 0, timeout=self.duration)
        try:
            return cache.incr(key)
        except ValueError:  # the cache was full and dropped it
            return 1

    def wait(self) -> int:
        """Return in how many seconds the next window begins."""
        return ceil(self.seconds_left)

    def headers(self) -> dict[str, str]:
        """Return the policy, and what is left of it."""
        quota, window = self.num_requests, self.duration
        return {
            "RateLimit-Policy": f'"{POLICY}";q={quota};w={window}',
            "RateLimit": f'"{POLICY}";r={self.left};t={self.wait()}',
        }
