"""A real nginx with a cache in front: what it answers itself is counted all the same."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from portal.statistics import folder
from portal.statistics.lines import read_line

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
CONFIG = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    include {root}/deploy/nginx-counting.conf;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_cache_path {folder}/cache keys_zone=pages:1m;
    server {{
        listen 127.0.0.1:{port};
        root {folder};
        access_log {folder}/counting/nginx-$counting_hour.jsonl counting if=$counting_is_counted;
        location / {{
            proxy_pass http://127.0.0.1:{site};
            proxy_cache pages;
            proxy_no_cache $cookie_sessionid;
            proxy_cache_bypass $cookie_sessionid;
            add_header X-Cache $upstream_cache_status;
        }}
    }}
}}
"""

pytestmark = pytest.mark.skipif(not NGINX, reason="there is no nginx")


class Site(BaseHTTPRequestHandler):
    """Answers as the site does: pages may be kept for a minute, guests' pages not."""

    def do_GET(self):
        status = 404 if "never" in self.path else 200
        private = "no-store, private" if "/embargo/" in self.path else ""
        self.send_response(status)
        self.send_header("Cache-Control", private or "max-age=0, public, s-maxage=60")
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_HEAD = do_POST = do_GET  # noqa: N815

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Yield a port at which nginx answers, and the folder that it notes in."""
    home = tmp_path_factory.mktemp("nginx")
    (home / "counting").mkdir()
    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = home / "nginx.conf"
    config.write_text(
        CONFIG.format(
            folder=home,
            root=ROOT,
            port=port,
            site=site.server_port,
            # Else it would become another one, who cannot reach the folder.
            user="user root;" if os.geteuid() == 0 else "",
        )
    )
    process = subprocess.Popen([NGINX, "-c", str(config)])  # noqa: S603
    try:
        for _try in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port, home / "counting"
    finally:
        process.terminate()
        process.wait()
        site.shutdown()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    """Return the status of an answer, and whether nginx had it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    sent = {"User-Agent": FIREFOX, "Host": "newsroom.example"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=sent)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers.get("X-Cache", "")


def take(home: Path, count: int) -> list:
    """Return what nginx has noted, which it does after it has answered."""
    lines = []
    for _try in range(100):
        for path in folder.take():
            lines += path.read_bytes().splitlines()
            path.unlink()
        if len(lines) >= count:
            break
        time.sleep(0.05)
    return [read_line(line) for line in lines]


@pytest.fixture
def waiting(served, settings, monkeypatch):
    monkeypatch.setattr(folder, "WRITING", 0.05)
    _port, home = served
    settings.COUNTING_DIR = str(home)
    return home


def test_pages_from_the_cache_are_counted(served, waiting):
    port, _home = served

    answers = [ask(port, "/en/newsroom/%C3%BCber/?page=2") for _time in range(3)]
    known = ask(port, "/en/newsroom/%C3%BCber/?page=2", If_None_Match='"1"')

    assert answers == [(200, "MISS"), (200, "HIT"), (200, "HIT")]
    assert known == (304, "HIT")
    lines = take(waiting, 4)
    assert [line.path for line in lines] == ["/en/newsroom/über/"] * 4
    assert {(line.agent, line.referrer) for line in lines} == {(FIREFOX, "")}
    assert not any(line.query for line in lines)
    assert abs(lines[0].at.timestamp() - time.time()) < 60


def test_what_is_not_counted_is_not_noted_either(served, waiting):
    port, _home = served
    ask(port, "/en/", "HEAD")
    ask(port, "/en/", "POST")
    ask(port, "/en/never/")
    ask(port, "/en/embargo/secret/")
    ask(port, "/static/x.css")
    ask(port, "/api/v2/")
    ask(port, "/en/", Cookie="sessionid=1")
    ask(port, "/en/", Sec_GPC="1")
    ask(port, "/en/", DNT="1")
    for name in ("Sec_Purpose", "Purpose", "X_Purpose", "X_Moz"):
        ask(port, "/en/", **{name: "prefetch"})
    # It notes one request after the other, so that all before are noted with this one.
    ask(port, "/documents/1/data.csv", DNT="0", Cookie="other=1")
    ask(port, "/de-simple/")

    assert [line.path for line in take(waiting, 2)] == [
        "/documents/1/data.csv",
        "/de-simple/",
    ]


def test_takes_up_what_the_site_itself_would(served, waiting):
    port, home = served
    ask(
        port,
        "/en/newsroom/feed/atom/?topic=%C3%B6l&email=me%40home.example&key=secret",
        User_Agent='"}\\n{"at":1}\x01é',
        Referer="https://user:secret@News.example:8443/private?secret",
    )
    for referer in ("http://a@b@c.example/", "about:blank", "https://x.example"):
        ask(port, "/en/newsroom/", Referer=referer)

    [path] = home.glob("*")
    while (raw := path.read_text(errors="replace")).count("\n") < 4:
        time.sleep(0.05)
    assert "secret" not in raw
    assert "127.0.0.1" not in raw
    assert [set(json.loads(line)) for line in raw.splitlines()] == [
        {"at", "path", "query", "referrer", "agent"}
    ] * 4
    feed, *pages = take(waiting, 4)
    assert feed.query == {"topic": "öl"}
    assert feed.referrer == "News.example"
    assert feed.path == "/en/newsroom/feed/atom/"
    assert Counter(page.referrer for page in pages) == {"": 2, "x.example": 1}
