"""Do what follows from publications; ``serve`` starts this."""

import signal
import threading

from django.core.management.base import BaseCommand

from portal.ledger import running


class Command(BaseCommand):
    help = (
        "Tells hubs, sends mails and does what else follows from a publication, until"
        " it is stopped. Any number of these may run, on any number of hosts."
    )
    requires_system_checks = []  # some of them ask the database, which may be away

    def handle(self, **options) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        running.run(stopping)
