"""Mails to the desk about what did not become public, or hidden, in time.

They say where to look and nothing else: mails are read on many machines, and what
they are about is not public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from django_tasks import task

from portal.core.addresses import absolute
from portal.core.models import SiteSettings

if TYPE_CHECKING:
    from django.db.models import Model


def tell_of_failure(thing: Model) -> None:
    """Let a worker tell the desk that something could not be published or taken down."""
    _enqueue(thing, has_failed=True)


def tell_of_delay(thing: Model) -> None:
    """Let a worker tell the desk that something was done later than it was due."""
    _enqueue(thing, has_failed=False)


def _enqueue(thing: Model, *, has_failed: bool) -> None:
    if SiteSettings.load_default().desk_email:
        send_alarm.enqueue(thing._meta.label_lower, str(thing.pk), has_failed)


@task(backend="deliveries")
def send_alarm(model: str, key: str, has_failed: bool) -> None:
    """Send the desk a mail about one thing, in both languages of the admin."""
    address = SiteSettings.load_default().desk_email
    if not address:
        return
    paragraphs = []
    subjects = []
    for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES:
        with translation.override(code):
            subject, text = _write(has_failed)
            subjects.append(subject)
            paragraphs.append(text)
    paragraphs.append(absolute(reverse("wagtailadmin_home")))
    body = "\n\n".join([*paragraphs, f"({model} {key})"])
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
