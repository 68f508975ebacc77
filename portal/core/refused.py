"""That something is not published, and why."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from wagtail.models import Page


class RefusedError(ValidationError):
    """Why something was not published, for those who asked for it.

    Nothing of the publication is left; ``refused`` is as it was.
    """

    def __init__(self, refused: Model, error: ValidationError) -> None:
        super().__init__(error)
        self.refused = refused

    @property
    def title(self) -> str:
        """What is called so by those who tried to publish it."""
        return name_of(self.refused)


def name_of(thing: Model) -> str:
    """Return what something is called by those who write it."""
    return thing.draft_title if isinstance(thing, Page) else str(thing)


def say_why(title: str, refusal: ValidationError) -> str:
    """Say in the active language that something was not published, and why."""
    return _("“%(title)s” was not published: %(reasons)s") % {
        "title": title,
        "reasons": " ".join(refusal.messages),
    }
