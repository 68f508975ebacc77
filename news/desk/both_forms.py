"""One form for two languages of a release: facts once, a text for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.forms import Media
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import Revision

from news.pages.forms import ReleaseForm
from portal.core.forms import PageForm
from portal.core.languages import own_names

PREFIX = "other"


class TextForm(PageForm):
    """The text of the second language, whose facts are those of the first."""

    # Which draft of it the form was opened with, and which one it has made itself.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    own = forms.CharField(required=False, widget=forms.HiddenInput)
    is_current = forms.BooleanField(
        label=gettext_lazy("This text says what the original says now"),
        required=False,
    )

    def __init__(self, *args: Any, language: str, is_open: bool, **kwargs: Any) -> None:
        """``is_open`` tells whether somebody may change this language at present."""
        self.language = language
        self.is_open = is_open
        super().__init__(*args, prefix=PREFIX, **kwargs)
        self.initial["seen"] = name_revision(self.instance.latest_revision)
        # What the open form has to know once it has saved itself.
        self.saved: dict[str, str] = {}

    def note_saved(self, revision: Revision) -> None:
        """Let the form that is open save over the draft that it has just made."""
        self.saved = {
            self.add_prefix("seen"): name_revision(revision),
            self.add_prefix("own"): str(revision.pk),
        }

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if not self.is_open:
            self.add_error(
                None,
                _(
                    "This language cannot be changed at present, so nothing was saved. "
                    "Copy your text before you leave this page."
                ),
            )
        return data


class BothForm(ReleaseForm):
    """The form of a release with that of another language in it: both are saved or none.

    ``second`` is that form; None where somebody may only read the other language.
    ``lay_out`` returns the columns of the panel that shows it.
    """

    def __init__(
        self,
        *args: Any,
        second: TextForm | None,
        beside: str,
        lay_out: Callable[[Any], list],
        **kwargs: Any,
    ) -> None:
        self.second = second
        self.beside = beside
        self.lay_out = lay_out
        super().__init__(*args, **kwargs)

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        # Also where the first has mistakes: those of both are shown at once.
        return (self.second is None or self.second.is_valid()) and is_valid

    def has_changed(self) -> bool:
        return super().has_changed() or bool(self.second and self.second.has_changed())

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        if self.second:
            self.second.defer_required_fields()

    def restore_required_fields(self) -> None:
        super().restore_required_fields()
        if self.second:
            self.second.restore_required_fields()

    def is_multipart(self) -> bool:
        return super().is_multipart() or bool(
            self.second and self.second.is_multipart()
        )

    @property
    def media(self) -> Media:
        return super().media + (self.second.media if self.second else Media())

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        updates = super().get_field_updates_for_resave()
        return [*updates, *self._updates_of_second()]

    def _updates_of_second(self) -> Iterator[tuple[str, str]]:
        if self.second:
            yield from self.second.get_field_updates_for_resave()
            yield from self.second.saved.items()

    def find_together(self) -> list[str]:
        """Return the two languages of the form, and what was chosen before."""
        chosen = {self.instance.language, self.beside, *self.instance.together}
        return [code for code in own_names() if code in chosen]


def name_revision(revision: Revision | None) -> str:
    """Return what tells a draft from one that was saved over it, empty without one."""
    return f"{revision.pk} {revision.created_at.isoformat()}" if revision else ""
