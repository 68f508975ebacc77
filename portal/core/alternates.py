"""How the language versions of an address name each other to search engines."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from portal.core.languages import content_languages

X_DEFAULT = "x-default"
# Leads to the language that the browser asks for.
LANGUAGELESS = "/"


def alternates(paths: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the values of ``hreflang`` and their paths, from paths by language.

    Every version lists all versions and itself. ``x-default`` is for readers of a
    language that the site does not have: of a front page it is the bare domain,
    which asks their browser; of anything else the version in the site's first
    language, and nothing where there is none.
    """
    versions = [(code, paths[code]) for code in content_languages() if code in paths]
    is_front_page = any(path == f"/{code}/" for code, path in versions)
    default = LANGUAGELESS if is_front_page else paths.get(settings.LANGUAGE_CODE)
    return [*versions, (X_DEFAULT, default)] if default else versions
