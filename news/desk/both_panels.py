"""How the form with two languages is laid out: a column for each, the facts once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from django.forms import BoundField, Form, Media, Widget
from django.utils.functional import cached_property

from wagtail.admin.panels import FieldPanel, ObjectList, Panel

from news.desk.both_forms import BothForm, TextForm
from news.desk.both_places import Place
from news.pages import PressReleasePage, panels
from news.pages.translations import State, Version

# What is written in each language, beside pictures and links.
WRITTEN = [
    one
    for one in panels.TEXT
    if isinstance(one, FieldPanel) and one.field_name != "is_translation"
]
SECOND = "panel-second"


@dataclass
class Line:
    """A field of a language: written in a panel, or read in its ``places`` only."""

    identifier: str
    heading: str
    panel: Panel.BoundPanel | None = None
    places: list[Place] = field(default_factory=list)

    @property
    def flagged(self) -> list[Place]:
        return [place for place in self.places if place.is_flagged]


@dataclass
class Column:
    """A language of the form; ``panel`` is None where it can only be read."""

    version: Version
    panel: Panel.BoundPanel | None
    lines: list[Line]

    @property
    def current(self) -> BoundField | None:
        """The field that says that a translation says what the original does.

        None where it does, and in the first language, which the form saves anyway.
        """
        if self.panel is None or self.version.state != State.OUT_OF_DATE:
            return None
        fields = self.panel.form.fields
        return self.panel.form["is_current"] if "is_current" in fields else None

    @property
    def second(self) -> Panel.BoundPanel | None:
        """The panel, where it is that of the second form."""
        return self.panel if self.panel and self.panel.prefix == SECOND else None

    @property
    def errors(self) -> list[str]:
        """What is wrong with the second form as a whole; Wagtail tells of the first."""
        return list(self.second.form.non_field_errors()) if self.second else []

    @property
    def hidden(self) -> str:
        """The fields of the second form that no panel shows."""
        return self.second.render_missing_fields() if self.second else ""


class BothLanguages(ObjectList):
    """The columns and the facts; its form is a ``BothForm``."""

    class BoundPanel(ObjectList.BoundPanel):
        template_name = "news/desk/both_panel.html"
        form: BothForm

        @cached_property
        def columns(self) -> list[Column]:
            return self.form.lay_out(self)

        @property
        def text(self) -> Panel.BoundPanel:
            return self.children[0]

        @property
        def facts(self) -> Panel.BoundPanel:
            return self.children[1]

        @property
        def media(self) -> Media:
            shown = [one.panel.media for one in self.columns if one.panel]
            return sum(shown, super().media)


def _find_text(*more: Panel) -> list[Panel]:
    return [*WRITTEN, panels.MEDIA, FieldPanel("slug"), *more]


@cache
def build_handler(model: type[PressReleasePage]) -> Panel:
    """Return the panel of the first language, with the facts of both."""
    of_a_language = {*panels.TEXT, panels.MEDIA}
    facts = [one for one in model.content_panels if one not in of_a_language]
    parts = [ObjectList(_find_text()), ObjectList(facts)]
    return BothLanguages(parts, base_form_class=BothForm).bind_to_model(model)


@cache
def build_text_handler(model: type[PressReleasePage]) -> Panel:
    """Return the panel of the second language."""
    text = _find_text(FieldPanel("is_current"))
    return ObjectList(text, base_form_class=TextForm).bind_to_model(model)


def list_lines(
    panel: Panel.BoundPanel, name: str, places: dict[str, list[Place]]
) -> Iterator[Line]:
    """Yield the fields of a language, each named with the language."""
    for child, identifier in panel.visible_children_with_identifiers:
        found = getattr(child.panel, "field_name", "")
        if found != "is_current":
            child.heading = f"{child.heading} ({name})"
            yield Line(identifier, str(child.heading), child, places.get(found, []))


def list_read(name: str, places: dict[str, list[Place]]) -> Iterator[Line]:
    """Yield the fields of a language that can only be read."""
    for panel in WRITTEN:
        label = (
            panel.heading
            or PressReleasePage._meta.get_field(panel.field_name).verbose_name
        )
        heading = f"{str(label).capitalize()} ({name})"
        yield Line(
            f"read_{panel.field_name}", heading, None, places.get(panel.field_name, [])
        )


def mark_language(form: Form, language: str) -> None:
    """Say in which language the texts of a form are written."""
    for name in ("title", "kicker", "standfirst", "dateline_place"):
        widget: Widget = form.fields[name].widget
        widget.attrs["lang"] = language
