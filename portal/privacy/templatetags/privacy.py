"""What pages show of the registry: the dialog, the table, the version."""

from __future__ import annotations

from django import template

from portal.privacy import policy, registry
from portal.privacy.choices import COOKIE, KEPT
from portal.privacy.registry import Category, Text
from portal.privacy.rows import build_rows

register = template.Library()


@register.inclusion_tag("privacy/components/dialog.html", takes_context=True)
def consent_dialog(context: template.Context) -> dict:
    """Ask a visitor for consent, where there is something to ask about.

    The page may then load what those services need that run on every page.
    """
    asked = registry.services_asked_for()
    for service in asked:
        if service.script:
            policy.need(context["request"], service)
    return {"categories": build_rows(asked)}


@register.simple_tag
def consent_kept() -> dict:
    """Return how an answer is kept, for scripts; empty where nothing is asked.

    That is the version of each service that is asked about, the name of the cookie,
    and for how many seconds it lasts.
    """
    versions = " ".join(f"{key}~{told}" for key, told in registry.versions().items())
    if not versions:
        return {}
    lasts = int(KEPT.total_seconds())
    return {"versions": versions, "cookie": COOKIE, "lasts": lasts}


@register.inclusion_tag("privacy/components/table.html")
def consent_table() -> dict:
    """Show who stores or loads what, of every service that is registered."""
    services = registry.services()
    return {
        "categories": build_rows(services),
        "has_media": any(one.category == Category.EXTERNAL_MEDIA for one in services),
    }


@register.filter
def as_text(text: Text) -> str:
    """Return a text of the registry in the active language."""
    return registry.print_text(text)
