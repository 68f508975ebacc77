"""What a front page tells in simple language and in sign language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import Panel
from wagtail.models import Page

from portal.core.querysets import public_pages
from portal.core.simple_forms import VARIANT


def find_empty_slots(home: Page) -> list[str | Promise]:
    """Return what a German front page lacks of what public bodies must have there.

    Information in Leichte Sprache and in German Sign Language (BITV 2.0, § 4 and
    Anlage 2). Asks two questions of the database.
    """
    language = home.locale.language_code
    if language != "de":
        return []
    found = public_pages().filter(
        translation_key=home.translation_key, locale__language_code=language + VARIANT
    )
    return [
        text
        for text, is_filled in (
            (_("A front page in Leichte Sprache"), found.exists()),
            (_("A page in sign language"), home.find_signed_page() is not None),
        )
        if not is_filled
    ]


class AccessibleInformationPanel(Panel):
    """Says which of them are empty, in the form of a front page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/desk/accessible_information_panel.html"

        def get_context_data(self, parent_context=None) -> dict:
            empty = find_empty_slots(self.instance) if self.instance.pk else []
            return super().get_context_data(parent_context) | {"empty": empty}
