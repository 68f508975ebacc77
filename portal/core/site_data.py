"""The site and who publishes it, as nodes of JSON-LD."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.core.addresses import absolute
from portal.core.languages import content_languages
from portal.core.models import SiteSettings
from portal.core.structured_data import (
    PUBLISHER_PATH,
    SITE_PATH,
    Node,
    build_label,
    build_text,
    compact,
    refer,
)


def site_nodes(site: SiteSettings, language: str | None) -> list[Node]:
    """Return the site and who publishes it."""
    name = build_text(site.name, language) or build_label(_("Newsroom"), language)
    shared = {"name": name, "url": absolute("/")}
    with translation.override(language or settings.LANGUAGE_CODE):
        search = absolute(reverse("search")) + "?q={search_term_string}"
    return [
        compact(
            {
                "@type": "WebSite",
                **refer(SITE_PATH),
                **shared,
                "publisher": refer(PUBLISHER_PATH),
                "inLanguage": content_languages(),
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": {"@type": "EntryPoint", "urlTemplate": search},
                    "query-input": "required name=search_term_string",
                },
            }
        ),
        compact(
            {
                "@type": "Organization",
                **refer(PUBLISHER_PATH),
                **shared,
                "slogan": build_text(site.tagline, language),
                "logo": urljoin(absolute("/"), static("img/icon-180.png")),
            }
        ),
    ]
