"""What the site does with data about people: its record of processing activities.

Each app registers here what it does, in the words in which the privacy page tells it
(GDPR, articles 13 and 14). Periods come from the constants by which data are deleted.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.privacy.registry import AlreadyRegisteredError, Text


class Basis(TextChoices):
    """On which ground data are processed (GDPR, article 6(1)).

    What a company does in its legitimate interest, a public body does to perform its
    task: letter f does not hold for it. The privacy page knows which one runs the site.
    """

    CONSENT = "consent", _("consent")
    INTEREST = "interest", _("legitimate interest or public task")


@dataclass(frozen=True)
class Processing:
    """One thing that is done with data about people.

    ``kept`` says for how long, or by which criteria that is decided. ``interest`` says
    what the legitimate interest is. ``source`` says where data come from that the
    persons have not given themselves (article 14), ``recipients`` who gets them besides
    those who run the site. Activities are told in the order of ``order``.
    """

    key: str
    name: Text
    purpose: Text
    data: Text
    basis: Basis
    kept: Text
    interest: Text = ""
    source: Text = ""
    recipients: Text = ""
    order: int = 100


_activities: dict[str, Processing] = {}


def register(activity: Processing) -> None:
    """Add an activity; raises AlreadyRegisteredError when another one has its key."""
    if _activities.setdefault(activity.key, activity) != activity:
        raise AlreadyRegisteredError(activity.key)


def activities() -> list[Processing]:
    """Return all that the site does, in the order in which it is told."""
    return sorted(_activities.values(), key=lambda one: (one.order, one.key))
