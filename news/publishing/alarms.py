"""Mails to the desk about what did not become public, or hidden, in time.

They say where to look and nothing else: mails are read on many machines, and what
they are about is not public.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.core.addresses import absolute
from portal.core.models import SiteSettings
from portal.ledger import outbox
from portal.ledger.kinds import Kind
from portal.ledger.turns import Turn

if TYPE_CHECKING:
    from django.db.models import Model

RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))


def tell_of_failure(thing: Model) -> None:
    """Let a worker tell the desk that something could not be published or taken down."""
    _note(thing, has_failed=True)


def tell_of_delay(thing: Model) -> None:
    """Let a worker tell the desk that something was done later than it was due."""
    _note(thing, has_failed=False)


def _note(thing: Model, *, has_failed: bool) -> None:
    if not SiteSettings.load_default().desk_email:
        return
    what = f"{thing._meta.label_lower} {thing.pk}"
    outbox.add(
        ALARM.name,
        f"{what} {timezone.now().isoformat()}",
        payload={"what": what, "has_failed": has_failed},
    )


def send_alarm(turn: Turn) -> None:
    """Send the desk a mail about one thing, in both languages of the admin."""
    address = SiteSettings.load_default().desk_email
    if not address:
        return
    subjects, paragraphs = [], []
    for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES:
        with translation.override(code):
            subject, text = _write(turn.act.payload["has_failed"])
            subjects.append(subject)
            paragraphs.append(text)
    paragraphs += [absolute(reverse("wagtailadmin_home")), turn.act.payload["what"]]
    body = "\n\n".join(paragraphs)
    EmailMessage(" / ".join(subjects), body, to=[address]).send()


def _write(has_failed: bool) -> tuple[str, str]:
    """Return subject and text in the active language."""
    if has_failed:
        return (
            _("A scheduled publication has failed"),
            _(
                "Something that was scheduled could not be published or taken down when "
                "it was due. It is tried again and again. The front page of the admin "
                "says in red what it is and why."
            ),
        )
    return (
        _("A scheduled publication came late"),
        _(
            "Something that was scheduled was published or taken down later than it was "
            "due. Does the worker of the site run (manage.py serve)?"
        ),
    )


ALARM = Kind(
    name="alarm",
    label=_lazy("Tell the desk"),
    run=send_alarm,
    retries=RETRIES,
    is_shown=False,
)
