"""The record of processing activities in the words of the privacy page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from portal.core.languages import Translated
from portal.privacy.processing import Basis, Processing, activities
from portal.privacy.registry import print_text


class Body(Protocol):
    """Who processes data: a public body, or somebody with interests of their own."""

    is_public_body: bool
    task_law: Translated


@dataclass(frozen=True)
class Activity:
    """An activity in the active language: its name, and terms with what they say."""

    key: str
    name: str
    rows: tuple[tuple[str, str], ...]


def tell_basis(basis: Basis, body: Body) -> str:
    """Return the legal basis of what a body does, in the active language."""
    if basis == Basis.CONSENT:
        return _("Article 6(1)(a) GDPR (your consent)")
    if not body.is_public_body:
        return _("Article 6(1)(f) GDPR (our legitimate interest)")
    if law := str(body.task_law):
        return _(
            "Article 6(1)(e) GDPR (performance of our public task) and %(law)s"
        ) % {"law": law}
    return _("Article 6(1)(e) GDPR (performance of our public task)")


def tell_activity(activity: Processing, body: Body) -> Activity:
    """Return an activity as the privacy page tells it; what says nothing is left out."""
    # A public body has no interests of its own to name.
    interest = "" if body.is_public_body else activity.interest
    rows = (
        (_("Purpose"), activity.purpose),
        (_("Data"), activity.data),
        (_("Source of the data"), activity.source),
        (_("Legal basis"), tell_basis(activity.basis, body)),
        (_("Our legitimate interest"), interest),
        (_("Recipients"), activity.recipients),
        (_("How long it is kept"), activity.kept),
    )
    printed = ((term, print_text(text)) for term, text in rows)
    return Activity(
        activity.key,
        print_text(activity.name),
        tuple((term, text) for term, text in printed if text),
    )


def tell_activities(body: Body) -> list[Activity]:
    """Return all that is done with data about people, in the active language."""
    return [tell_activity(one, body) for one in activities()]
