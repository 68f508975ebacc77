"""That something is not published, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail.admin import messages
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


def show_why(
    request: HttpRequest, title: str, refusal: ValidationError, address: str = ""
) -> None:
    """Say the same in the admin, with ways to where it can be seen to.

    ``address`` is that of the form of what was not published, unless one is there.
    """
    ways = [(reason.see, reason.see_what) for reason in find_reasons([refusal])]
    if address:
        ways.append((address, _("Edit")))
    buttons = [messages.button(see, see_what) for see, see_what in ways if see]
    messages.error(request, say_why(title, refusal), buttons=buttons)


@dataclass(frozen=True)
class Reason:
    """Why something is not published, and where it can be seen to, if anywhere.

    ``see`` is an address, ``see_what`` the words on the way to it.
    """

    text: str
    see: str = ""
    see_what: str = ""


def find_reasons(refusals: Iterable[ValidationError]) -> list[Reason]:
    """Return what refusals say, each thing once."""
    errors = []
    for refusal in refusals:
        if hasattr(refusal, "error_dict"):
            for found in refusal.error_dict.values():
                errors += found
        else:
            errors += refusal.error_list
    reasons = {}
    for error in errors:
        params = error.params or {}
        text = " ".join(error.messages)
        reasons[text] = Reason(
            text, params.get("see", ""), str(params.get("see_what", ""))
        )
    return [*reasons.values()]
