"""The addresses of pages, without asking the database."""

from urllib.parse import urlsplit

from django.conf import settings

from wagtail.models import Page


def page_path(page: Page) -> str:
    """Return the path of a page's address: ``/de/aktuelles/``.

    The first part of ``url_path`` is the home page of the language, which stands
    at the language prefix (ADR 13). ``page.locale`` should be loaded.
    """
    below_home = page.url_path.lstrip("/").partition("/")[2]
    return f"/{page.locale.language_code}/{below_home}"


def absolute(path: str) -> str:
    """Return the absolute address of a path on this site."""
    return settings.SITE_URL + path


def host(address: str) -> str:
    """Return the part of an address that names the site, as people say it."""
    try:
        return urlsplit(address).netloc.removeprefix("www.")
    except ValueError:  # no address, though it looks like one: "http://["
        return ""


def leads_elsewhere(address: str) -> bool:
    """Tell whether an absolute address is not one of this site."""
    return urlsplit(address).netloc != urlsplit(settings.SITE_URL).netloc
