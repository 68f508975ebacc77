"""What is noted of a request, and who counts as a reader."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

import pytest

from portal.statistics import folder
from portal.statistics.aggregators import Reach, read_reach
from portal.statistics.lines import read_line, referring_host, write_line
from portal.statistics.middleware import CountingMiddleware, is_counted
from portal.statistics.robots import is_robot, reads_feeds

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def waiting(tmp_path, settings):
    """The folder in which lines wait, counted by this site."""
    settings.COUNTING_DIR = str(tmp_path / "counting")
    settings.COUNTING = "app"
    return tmp_path / "counting"


def test_a_line_is_read_as_it_was_written():
    line = read_line(
        write_line(
            NOON,
            "/de/aktuelles/%C3%BC/",
            {"topic": "öl", "page": "2", "email": "me@home.example"},
            "https://user:secret@News.Example:8443/private?token=1#top",
            FIREFOX,
        )
    )

    assert line.at == NOON
    assert line.path == "/de/aktuelles/ü/"
    assert line.query == {"topic": "öl"}
    assert line.referrer == "News.Example"
    assert line.agent == FIREFOX


def test_nobody_forges_a_line():
    forged = '\n{"at": 1, "path": "/en/", "query": "", "referrer": "", "agent": "x"}\n'

    written = write_line(NOON, f"/en/{forged}", {"kind": forged}, forged, forged)

    assert written.count(b"\n") == 1
    assert read_line(written).path == f"/en/{forged}"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"at":"never","path":"/en/","query":"","referrer":"","agent":""}',
        b'{"at":1e99,"path":"/en/","query":"","referrer":"","agent":""}',
        b'{"at":NaN,"path":"/en/","query":"","referrer":"","agent":""}',
        b'{"at":1,"path":"en/","query":"","referrer":"","agent":""}',
        b'{"at":1,"path":"/en/","query":"","refe{"at":1,"path":"/en/"}',
    ],
)
def test_a_broken_line_counts_for_nothing(line):
    assert read_line(line) is None


def test_bytes_that_are_no_text_do_no_harm():
    line = b'{"at":1,"path":"/en/","query":"kind=%ff","referrer":"","agent":"\xff"}'

    assert read_line(line).path == "/en/"


@pytest.mark.parametrize(
    ("referer", "host"),
    [
        ("", ""),
        ("android-app://org.example/", ""),
        ("about:blank", ""),
        ("https://news.example", "news.example"),
        ("http://a@b@news.example/x", ""),
        ("http://a:b@c@news.example/x", ""),
        ("http://news.example:80", "news.example"),
    ],
)
def test_of_the_page_with_the_link_the_host_alone_is_kept(referer, host):
    assert referring_host(referer) == host


@pytest.mark.parametrize(
    ("agent", "reach"),
    [
        (
            "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 123 subscribers; like FeedFetcher-Google)",
            Reach("Feedly", 123),
        ),
        (
            "Mozilla/5.0 (compatible; inoreader.com-like FeedFetcher-Google; 41 subscribers; +http://www.inoreader.com)",
            Reach("Inoreader", 41),
        ),
        (
            "NewsBlur Feed Fetcher - 1 subscriber - http://www.newsblur.com/site/1",
            Reach("NewsBlur", 1),
        ),
        ("Feedbin feed-id:1 - 7 subscribers", Reach("Feedbin", 7)),
        ("Bloglines/3.1 (http://www.bloglines.com; 9 readers)", Reach("Bloglines", 9)),
        ("Evil/1 (999999999 subscribers)", Reach("Evil", 999_999_999)),
        ("Tiny Tiny RSS/23.10 (http://tt-rss.org/)", None),
        ("<b>7 subscribers", None),
        (FIREFOX, None),
        ("", None),
    ],
)
def test_reads_what_aggregators_report(agent, reach):
    assert read_reach(agent) == reach


@pytest.mark.parametrize(
    ("agent", "are"),
    [
        (FIREFOX, (False, True)),
        ("Lynx/2.9.0", (False, True)),
        ("NetNewsWire (RSS Reader; https://netnewswire.com/)", (None, True)),
        ("Feedly/1.0 (+http://www.feedly.com; 1 subscribers)", (True, True)),
        ("Miniflux/2.2", (True, True)),
        ("python-requests/2.31", (True, True)),
        ("Mozilla/5.0 (compatible; Googlebot/2.1)", (True, False)),
        ("Mozilla/5.0 (compatible; GPTBot/1.2)", (True, False)),
        ("", (True, False)),
        ("  ", (True, False)),
    ],
)
def test_tells_readers_from_programs(agent, are):
    robot, reads = are

    assert robot is None or is_robot(agent) is robot
    assert reads_feeds(agent) is reads


@pytest.mark.parametrize(
    ("request_", "answer", "counts"),
    [
        ({}, {}, True),
        ({}, {"status": 304}, True),
        ({}, {"status": 404}, False),
        ({}, {"status": 410}, False),
        ({}, {"status": 301}, False),
        ({}, {"status": 206}, False),
        ({"method": "HEAD"}, {}, False),
        ({"method": "POST"}, {}, False),
        ({"Sec-Purpose": "prefetch"}, {}, False),
        ({"Sec-Purpose": "prefetch;prerender"}, {}, False),
        ({"Purpose": "prefetch"}, {}, False),
        ({"Sec-GPC": "1"}, {}, False),
        ({"DNT": "1"}, {}, False),
        ({"DNT": "0"}, {}, True),
        ({"Cookie": "sessionid=x"}, {}, False),
        ({"Cookie": "theme=dark"}, {}, True),
        ({}, {"Cache-Control": "public, no-cache"}, True),
        ({}, {"Cache-Control": "private"}, False),
        ({}, {"Cache-Control": "max-age=0, no-store"}, False),
    ],
)
def test_counts_what_somebody_reads_that_everybody_may_read(request_, answer, counts):
    sent = dict(request_)
    method = sent.pop("method", "GET")
    request = RequestFactory().generic(method, "/en/", headers=sent)
    answered = dict(answer)
    response = HttpResponse(status=answered.pop("status", 200), headers=answered)

    assert is_counted(request, response) is counts


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("/en/newsroom/", True),
        ("/de/", True),
        ("/documents/1/data.csv", True),
        ("/", False),
        ("/health/", False),
        ("/static/x.css", False),
        ("/media/images/x.jpg", False),
        ("/api/v2/releases/", False),
        ("/admin/", False),
        ("/sitemap.xml", False),
    ],
)
def test_counts_pages_and_documents_alone(waiting, path, counts):
    CountingMiddleware(lambda request: HttpResponse())(RequestFactory().get(path))

    assert len(written(waiting)) == counts


def written(waiting: Path) -> list[dict]:
    files = waiting.glob("*.jsonl")
    return [json.loads(line) for file in files for line in file.open()]


def test_a_line_has_nothing_that_tells_who_asked(waiting):
    request = RequestFactory().get(
        "/en/newsroom/?q=secret&topic=secret",
        headers={
            "Cookie": "other=secret",
            "Referer": "https://mail.example/inbox?secret",
            "User-Agent": FIREFOX,
            "X-Forwarded-For": "203.0.113.7",
            "Accept-Language": "secret",
        },
        REMOTE_ADDR="203.0.113.9",
    )

    CountingMiddleware(lambda request: HttpResponse())(request)

    [line] = written(waiting)
    assert line.pop("at")
    assert line == {
        "path": "/en/newsroom/",
        "query": "",
        "referrer": "mail.example",
        "agent": FIREFOX,
    }


def test_an_answer_never_fails_for_the_counting(tmp_path, settings, caplog):
    (tmp_path / "file").touch()
    settings.COUNTING, settings.COUNTING_DIR = "app", str(tmp_path / "file" / "x")
    counting = CountingMiddleware(lambda request: HttpResponse("read"))

    for _time in range(2):
        assert counting(RequestFactory().get("/en/")).content == b"read"

    assert len(caplog.records) == 1


@pytest.mark.parametrize("counting", ["log", "off"])
def test_writes_nothing_where_another_one_does(counting, settings):
    settings.COUNTING = counting

    with pytest.raises(MiddlewareNotUsed):
        CountingMiddleware(lambda request: HttpResponse())


def test_a_file_that_nobody_counts_does_not_grow_for_ever(waiting, monkeypatch):
    monkeypatch.setattr(folder, "LARGEST", 100)

    for _time in range(9):
        folder.append(b"x" * 60 + b"\n", 0)

    [file] = waiting.glob("*")
    assert file.stat().st_size == 122


def test_what_nobody_counts_is_deleted_within_a_day(waiting):
    now = 1_800_000_000.0
    for name, age in (("old.jsonl", 23), ("old.taken", 23), ("new.jsonl", 1)):
        _add_file(waiting / name, now - age * 3600)
    _add_file(waiting / "README", 0)

    folder.drop_old(now)

    left = sorted(path.name for path in waiting.glob("*"))
    assert left == ["README", "new.jsonl"]


def _add_file(path: Path, at: float) -> None:
    path.parent.mkdir(exist_ok=True)
    path.touch()
    os.utime(path, (at, at))


def append_many(waiting: str, name: str) -> None:
    """Write lines from two threads, as a process that answers visitors does."""
    with override_settings(COUNTING_DIR=waiting):
        threads = [
            threading.Thread(
                target=lambda: [
                    folder.append(f"{name * 200}\n".encode(), 0) for _i in range(300)
                ]
            )
            for _thread in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def test_lines_of_two_processes_do_not_mix_while_files_are_taken(waiting, monkeypatch):
    monkeypatch.setattr(folder, "WRITING", 0.1)
    processes = [
        get_context("fork").Process(target=append_many, args=(str(waiting), name))
        for name in "ab"
    ]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        folder.take()
    for process in processes:
        process.join()

    lines = [line for path in folder.take() for line in path.read_text().split()]

    assert sorted(set(lines)) == ["a" * 200, "b" * 200]
    assert len(lines) == 1200
