"""A small site with all legal pages, and facts of nobody."""

from __future__ import annotations

from datetime import date

from wagtail.models import Site

from portal.legal.models import LegalFacts
from portal.legal.models.pages import LEGAL_PAGES
from tests.sharing import shared

FACTS = {
    "name": "Institut für Beispiele e. V.",
    "language": "de",
    "address": "Beispielweg 1\n69120 Heidelberg",
    "email": "post@institute.example",
    "phone": "+49 6221 0",
    "represented_by": {"en": "Ada Example, chair", "de": "Ada Beispiel, Vorsitzende"},
    "editor": "Ada Beispiel, Beispielweg 1",
    "log_days": 7,
    "complaint_authority": "Authority of Examples",
    "conformance": "full",
    "accessibility_law": {"en": "the Act of Examples"},
    "method": "self",
    "prepared_on": date(2026, 1, 2),
    "reviewed_on": date(2026, 3, 4),
    "arbitration_body": "Body of Examples",
    "data_licence": "cc0-1.0",
    "text_licence": "press",
    "picture_licence": "reserved",
    "attribution": {"en": "Source: Examples", "de": "Quelle: Beispiele"},
}


def set_facts(**values) -> LegalFacts:
    """Give the site exactly these facts."""
    LegalFacts.objects.all().delete()
    site = Site.objects.get(is_default_site=True)
    return LegalFacts.objects.create(site=site, **values)


@shared
def legal_pages(site):
    """The legal pages by language and the name of their model."""
    pages = {}
    for language in ("en", "de"):
        home = site[language]["home"]
        for model in LEGAL_PAGES:
            name = model.__name__
            page = model(
                title=f"{name} {language}", slug=name.lower(), locale=home.locale
            )
            if language == "de":
                page.translation_key = pages["en", name].translation_key
            home.add_child(instance=page)
            pages[language, name] = page
    return pages
