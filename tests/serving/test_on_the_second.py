"""An embargo lifts on the second: watched on a running server, with a worker and without.

What is committed here is seen by other processes; each is a site of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import quote

from django.db import connection
from django.utils import timezone

import pytest

from wagtail.models import PageLogEntry, Revision

from news.models import Embargo
from news.pages import PressReleasePage
from tests.factories import (
    add_release,
    add_series,
    add_site,
    add_translation,
    draft_release,
    publish,
)
from tests.serving.servers import ROOT, serving, until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        sys.platform != "linux", reason="the server of tests needs /proc"
    ),
]

HEADLINE = "Heard at the stroke"
ADDRESSES = {
    "page": "/en/newsroom/stroke/",
    "list": "/en/newsroom/",
    "feed": "/en/newsroom/feed/atom/",
    "API": "/api/v2/releases/?limit=5",
    "sitemap": "/sitemap.xml",
}
EVERY = 0.05  # seconds between two questions
LEAD = 8.0  # seconds before the instant in which it is scheduled
# A process that is killed when it has published the first of two versions.
KILLED = """
import os, signal
import django
django.setup()
from news.pages import PressReleasePage
from news.publishing import schedule
publish = PressReleasePage.publish
def publish_and_die(page, *args, **kwargs):
    publish(page, *args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)
PressReleasePage.publish = publish_and_die
schedule.run()
"""


@dataclass(frozen=True)
class Look:
    """One question: when it was asked and answered (seconds since the epoch)."""

    began: float
    ended: float
    shown: bool


def database_url() -> str:
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    host = f"{quote(str(values['HOST']), safe='')}:{values['PORT']}"
    user = f"{values['USER']}:{quote(str(values['PASSWORD']))}"
    return f"postgres://{user}@{host}/{values['NAME']}"


def environment() -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "tests only, never served",
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": database_url(),
        "LOG_LEVEL": "WARNING",
    }


def start(*command: str) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, *command], cwd=ROOT, env=environment()
    )


@pytest.fixture
def newsroom():
    return add_site()["en"]["newsroom"]


def schedule_at(newsroom, instant: datetime, **values) -> list[PressReleasePage]:
    """Schedule a story in two languages."""
    values = {"title": HEADLINE, "slug": "stroke", "released_at": instant} | values
    english = draft_release(newsroom, **values)
    english.save_revision()
    german = add_translation(english, slug=f"{values['slug']}-de")
    return [publish(english), publish(german)]


def report(line: str) -> None:
    """Say what was measured (pytest -s)."""
    print(f"\n{line}")  # noqa: T201


def make_due_now() -> None:
    """Let the time of everything that is scheduled have come."""
    past = timezone.now() - timedelta(seconds=1)
    Embargo.objects.update(until=past)
    clock = {"released_at": past.isoformat(), "go_live_at": past.isoformat()}
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content = revision.content | clock
        revision.approved_go_live_at = past
        revision.save()


def watch(port: int, address: str, stroke: float) -> list[Look]:
    """Ask an address again and again until some questions were asked after the stroke."""
    looks: list[Look] = []
    while not looks or looks[-1].began < stroke + 2:
        began = time.time()
        visitor = HTTPConnection("127.0.0.1", port, timeout=60)
        visitor.request("GET", address, headers={"Host": "localhost"})
        answer = visitor.getresponse()
        text = answer.read().decode()
        visitor.close()
        is_shown = answer.status == 200 and (
            HEADLINE in text or "/newsroom/stroke/" in text
        )
        looks.append(Look(began, time.time(), is_shown))
        time.sleep(max(0.0, began + EVERY - time.time()))
    return looks


@pytest.mark.parametrize("options", [(), ("--only=web",)], ids=["worker", "no worker"])
def test_every_output_shows_it_from_the_instant_on(newsroom, tmp_path, options):
    add_release(newsroom, "Another")
    environment = {
        "DATABASE_URL": database_url(),
        "API_RATE": "9999/second",
        "DEBUG": "true",  # no static files were collected
    }
    with serving(tmp_path, *options, **environment) as server:
        for address in ADDRESSES.values():
            server.status(address)
        instant = timezone.now() + timedelta(seconds=LEAD)
        schedule_at(newsroom, instant)
        stroke = instant.timestamp()
        with ThreadPoolExecutor(len(ADDRESSES)) as watchers:
            tasks = {
                name: watchers.submit(watch, server.port, address, stroke)
                for name, address in ADDRESSES.items()
            }
        seen = {name: task.result() for name, task in tasks.items()}
        if options == ():
            until(lambda: PressReleasePage.objects.filter(live=True).count() == 3)

    first = {}
    for name, looks in seen.items():
        before = [look for look in looks if look.ended < stroke]
        after = [look for look in looks if look.began > stroke]
        assert before, "nobody looked before"
        assert after, "nobody looked after"
        assert not any(look.shown for look in before), name
        assert all(look.shown for look in after), name
        first[name] = min(look.ended for look in looks if look.shown) - stroke
    earliest, latest = min(first.values()), max(first.values())
    asked = sum(map(len, seen.values()))
    told = ", ".join(f"{name} {seconds:.3f}" for name, seconds in first.items())
    report(f"{asked} looks, {earliest:.3f} to {latest:.3f} s after: {told}")
    assert earliest >= 0


def test_many_workers_at_once_publish_everything_once(newsroom):
    series = add_series()
    then = timezone.now() + timedelta(days=1)
    for number in range(4):
        schedule_at(newsroom, then, slug=f"story-{number}", series=series)
    make_due_now()

    workers = [start("manage.py", "publish_scheduled") for _n in range(3)]
    codes = [worker.wait(240) for worker in workers]

    assert codes == [0, 0, 0]
    pages = PressReleasePage.objects.all()
    assert pages.filter(live=True).count() == 8
    entries = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert sorted(entries.values_list("page", flat=True)) == sorted(
        pages.values_list("pk", flat=True)
    )
    numbers = pages.filter(slug__startswith="story", locale__language_code="en")
    assert list(numbers.order_by("slug").values_list("number", flat=True)) == [
        1,
        2,
        3,
        4,
    ]


def test_a_worker_that_is_killed_leaves_nothing_half(newsroom):
    schedule_at(newsroom, timezone.now() + timedelta(days=1), series=add_series())
    make_due_now()

    killed = start("-c", KILLED)
    assert killed.wait(240) == -signal.SIGKILL

    assert not PressReleasePage.objects.filter(live=True).exists()
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False)
    assert waiting.count() == 2
    assert start("manage.py", "publish_scheduled").wait(240) == 0
    assert PressReleasePage.objects.filter(live=True).count() == 2
    assert set(PressReleasePage.objects.values_list("number", flat=True)) == {1}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server")
def test_a_worker_whose_connection_is_lost_while_it_waits_is_not_late(newsroom):
    worker = start("manage.py", "run_timers")
    try:
        until(lambda: others() >= 1)
        instant = timezone.now() + timedelta(seconds=LEAD)
        schedule_at(newsroom, instant)
        time.sleep(LEAD - 1.5)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}")
        until(lambda: PressReleasePage.objects.filter(live=True).count() == 2)
        entry = PageLogEntry.objects.filter(action="wagtail.publish.scheduled").first()
        late = (entry.timestamp - instant).total_seconds()
        report(f"lifted {late:.3f} s after")
        assert 0 <= late < 10
    finally:
        worker.terminate()
        worker.wait()


OTHERS = """
    FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {OTHERS}")
        return cursor.fetchone()[0]
