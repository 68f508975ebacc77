"""Pictures without credit or alternative text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from news.checking.drafts import Draft
from news.checking.findings import Finding, Severity
from news.checking.slots import anchor_of, place_of
from news.models import CheckKind
from portal.core.simple_forms import base_language


@dataclass(frozen=True)
class Shown:
    """A picture where the draft shows it."""

    image: Any
    language: str
    place: str
    where: str
    anchor: str

    def finding(
        self, kind: CheckKind, severity: Severity, reason: str, passage: str = ""
    ) -> Finding:
        return Finding(
            kind,
            severity,
            reason,
            self.language,
            passage or self.image.title,
            place=self.place,
            where=self.where,
            anchor=self.anchor,
        )

    @property
    def is_decorative(self) -> bool:
        return self.image.is_decorative or getattr(self.image, "decorative", False)

    @property
    def own_words(self) -> str:
        """The alternative text that was written for this place."""
        words = getattr(self.image, "contextual_alt_text", "") or ""
        return "" if words == self.image.default_alt_text else words


def list_pictures(draft: Draft) -> Iterator[Shown]:
    """Yield the lead picture and those of the body, in order."""
    language = draft.language
    if draft.lead_image:
        field = draft.release._meta.get_field("lead_image")
        label = str(field.verbose_name).capitalize()
        yield Shown(draft.lead_image, language, "lead_image", label, "#id_lead_image")
    for number, child in enumerate(draft.release.body):
        shown = [child.value] if child.block_type == "picture" else []
        if child.block_type == "gallery":
            shown = child.value["pictures"]
        for value in shown:
            if value["image"]:
                where = str(child.block.label)
                place = place_of(number, child)
                yield Shown(value["image"], language, place, where, anchor_of(child))


def find_bare_pictures(draft: Draft) -> Iterator[Finding]:
    """Yield pictures that lack a credit, or an alternative text in the language."""
    language = base_language(draft.language)
    for shown in list_pictures(draft):
        image = shown.image
        named = {"picture": image.title}
        if not image.credit.strip():
            reason = _("“%(picture)s” has no credit: who made it?") % named
            yield shown.finding(CheckKind.PICTURE, Severity.WARN, reason)
        if shown.is_decorative or shown.own_words:
            continue
        if not image.is_described:
            reason = _("“%(picture)s” has no alternative text.") % named
            yield shown.finding(CheckKind.PICTURE, Severity.WARN, reason)
        elif not (image.alt_text.get(language) or "").strip():
            reason = _(
                "“%(picture)s” has no alternative text in this language; the one in "
                "another language is read out."
            )
            yield shown.finding(CheckKind.PICTURE, Severity.HINT, reason % named)
