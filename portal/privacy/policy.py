"""What a page may load, as its content security policy says it (CSP Level 3).

The settings forbid everything from elsewhere. A page that shows something of a
registered service adds what the registry says of it, to its own answer only.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts

from portal.privacy.hosts import is_host
from portal.privacy.registry import ConsentService, Directive

# Where on a request the needs of its page are noted.
NEEDS = "_needed_sources"


def need(request: HttpRequest, service: ConsentService, host: str = "") -> None:
    """Let the page that is being written load what a service needs.

    ``host`` is the one on which a federated service shows something.
    """
    needs: dict[Directive, set[str]] = request.__dict__.setdefault(NEEDS, {})
    for directive, sources in service.sources.items():
        needs.setdefault(directive, set()).update(sources)
    if service.is_federated and is_host(host):
        needs.setdefault("frame-src", set()).add(f"https://{host}")


class PolicyMiddleware(CSPMiddleware):
    """Write the policy of the settings, and what the page needs besides."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        """Return the parts of which django-csp builds the header."""
        parts = super().get_policy_parts(request, response, report_only)
        needs: dict[Directive, set[str]] = request.__dict__.get(NEEDS, {})
        if needs and not report_only:
            parts.update = dict(parts.update or {}) | {
                directive: [SELF, *sorted(sources)]
                for directive, sources in needs.items()
            }
        return parts
