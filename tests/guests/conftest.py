"""Journalists, passes and a worker."""

from __future__ import annotations

from collections.abc import Callable

from django.core import mail

import pytest

from partners.models import Person
from portal.guests.models import GuestLink, Journalist
from portal.users.models import User
from tests.factories import add_person, days_from_now
from tests.sharing import shared
from tests.subscriptions.conftest import work

__all__ = ["work"]


@shared
def speaker() -> Person:
    """Somebody who is quoted."""
    return add_person("Marie Curie")


@pytest.fixture
def editor(db) -> User:
    """Somebody who asks guests, and may do everything."""
    return User.objects.create_superuser("editor", email="editor@newsroom.example")


@pytest.fixture
def journalist(db) -> Journalist:
    return add_journalist()


def add_journalist(name: str = "Ada Lovelace", **values) -> Journalist:
    values = {"medium": "The Engine", "language": "en"} | values
    values.setdefault("email", f"{name.split()[0].lower()}@press.example")
    topics = values.pop("topics", [])
    journalist = Journalist.objects.create(name=name, **values)
    journalist.topics.set(topics)
    return journalist


def add_link(release, purpose: str = "pass", **values) -> tuple[GuestLink, str]:
    """Return a link to a release and its token."""
    link = GuestLink.objects.create(
        **{
            "purpose": purpose,
            "story": release.translation_key,
            "name": "Ada Lovelace",
            "language": "en",
            "expires_at": days_from_now(30),
        }
        | values
    )
    return link, link.add_token()


@pytest.fixture
def letters(work) -> Callable[[], list]:
    """Let the worker write what waits; returns what was sent since the last time."""

    def send() -> list:
        mail.outbox.clear()
        work()
        return list(mail.outbox)

    return send
