"""Do what is due by the clock; ``serve`` starts this."""

import signal
import threading

from django.core.management.base import BaseCommand

from portal.server import timers


class Command(BaseCommand):
    help = (
        "Lifts embargoes to the second, puts digests that are due into the queue"
        " and clears up, until it is stopped. On one host only."
    )
    requires_system_checks = []  # some of them ask the database, which may be away

    def handle(self, **options) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        lifting = threading.Thread(target=timers.run, args=(timers.lifts(), stopping))
        lifting.start()
        timers.run(timers.timers(), stopping)
        lifting.join()
