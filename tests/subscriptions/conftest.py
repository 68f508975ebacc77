"""A mail server of our own, a worker, and subscribers."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.core.cache import caches
from django.utils import timezone

import pytest
from aiosmtpd.controller import Controller

from portal.ledger import running
from portal.ledger.models import Act
from portal.subscriptions.models import Delivery, Subscription


@pytest.fixture(autouse=True)
def no_earlier_visitors():
    """Forget how many forms other tests have sent."""
    caches["limits"].clear()


@dataclass
class MailServer:
    """An SMTP server on loopback: what it got, and what it answers to whom."""

    received: list[EmailMessage] = field(default_factory=list)
    # As it came over the line.
    raw: list[bytes] = field(default_factory=list)
    # Replies to RCPT by address; each is used up.
    replies: dict[str, list[str]] = field(default_factory=dict)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if replies := self.replies.get(address):
            return replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        mail["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.received.append(mail)
        self.raw.append(envelope.content)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.received if mail["X-Envelope-To"] == address]


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """A mail server that the site sends to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL = "Newsroom <newsroom@newsroom.example>"
    yield server
    controller.stop()


@pytest.fixture
def work() -> Callable[[], None]:
    """Do what is due, as a worker does."""
    return running.run_due


@pytest.fixture
def wait() -> Callable[[], int]:
    """Let all the time pass that acts wait for; returns how many there were."""

    def pass_time() -> int:
        now = timezone.now()
        Delivery.objects.waiting().filter(due_at__gt=now).update(due_at=now)
        waiting = Act.objects.filter(state=Act.State.WAITING, due_at__gt=now)
        return waiting.update(due_at=now)

    return pass_time


@pytest.fixture
def subscribe(newsroom) -> Callable[..., Subscription]:
    """Add an active subscription to the newsroom."""

    def add(email: str = "reader@example.org", **values) -> Subscription:
        return Subscription.objects.create(
            **{
                "email": email,
                "story": newsroom.translation_key,
                "title": "Newsroom",
                "languages": "en",
                "language": "en",
                "status": Subscription.Status.ACTIVE,
                "confirmed_at": timezone.now(),
                "digested_at": timezone.now(),
            }
            | values
        )

    return add
