"""What the legal pages have to say and do not yet, for those who can fill it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail.models import Page, Site

from portal.core.languages import TranslatedTextField
from portal.core.simple_forms import is_simple
from portal.legal.models import LegalFacts
from portal.legal.models.pages import LEGAL_PAGES, LegalPage


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and where it is filled in."""

    label: str
    url: str


@dataclass(frozen=True)
class PageGaps:
    """What is missing on a legal page in a language."""

    title: str
    language: str
    gaps: list[Gap]


def find_homes() -> list[Page]:
    """Return the front pages of the default site, one for each language.

    Without those of simple forms, which take legal pages from the language below.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    key = site.root_page.translation_key
    homes = Page.objects.filter(translation_key=key).select_related("locale")
    known = homes.order_by("path")
    return [home for home in known if not is_simple(home.locale.language_code)]


class GapFinder:
    """Finds what somebody may fill in."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.facts = LegalFacts.load_default()

    def find_shared(self) -> list[Gap]:
        """Return which facts are missing on the pages there may be, each once."""
        if not self.user.has_perm("legal.change_legalfacts"):
            return []
        names = dict.fromkeys(
            name
            for model in LEGAL_PAGES
            for name in model.find_missing_facts(self.facts)
        )
        return [Gap(self._label(name), self._facts_url(name)) for name in names]

    def _label(self, name: str) -> str:
        return capfirst(str(LegalFacts._meta.get_field(name).verbose_name))

    def _facts_url(self, name: str) -> str:
        args = ["legal", "legalfacts"]
        if self.facts.site_id:
            args.append(str(self.facts.site_id))
        return reverse("wagtailsettings:edit", args=args) + f"#{anchor(name)}"

    def find_in_pages(self) -> Iterator[PageGaps]:
        """Yield what is missing in each language: a page, or a text of it."""
        for home in find_homes():
            if not home.permissions_for_user(self.user).can_add_subpage():
                continue
            for model in LEGAL_PAGES:
                if gaps := list(self._find_on(home, model)):
                    title = capfirst(str(model._meta.verbose_name))
                    yield PageGaps(title, str(home.locale), gaps)

    def _find_on(self, home: Page, model: type[LegalPage]) -> Iterator[Gap]:
        page = model.objects.child_of(home).first()
        if page is None:
            label, name = model._meta.app_label, model._meta.model_name
            url = reverse("wagtailadmin_pages:add", args=[label, name, home.pk])
            yield Gap(_("The page itself"), url)
            return
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if not page.live:
            yield Gap(_("Its publication"), edit)
        texts: dict[str, str | Promise] = page.find_missing_texts(self.facts)
        for name, text in texts.items():
            yield Gap(capfirst(str(text)), f"{edit}#id_{name}-ADD")


def anchor(name: str) -> str:
    """Return the id of a fact's input on its form; of texts, that of the first."""
    is_translated = isinstance(LegalFacts._meta.get_field(name), TranslatedTextField)
    return f"id_{name}_0" if is_translated else f"id_{name}"
