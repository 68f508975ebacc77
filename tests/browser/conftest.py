"""The demo, served as it is deployed, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from portal.bootstrap import CONSENT

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No request of the browser's own, so that every foreign one is the page's.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTS_WITHIN = 180  # seconds, on a machine that does much else


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Real headless Chromium."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def launch(chromium) -> Callable[..., Browser]:
    """Starts another Chromium, with other options."""
    path = next(filter(None, map(shutil.which, BROWSERS)))
    return partial(chromium.browser_type.launch, executable_path=path, args=FLAGS)


@pytest.fixture(scope="session")
def demo_environment(tmp_path_factory) -> dict[str, str]:
    """The environment of a demo with its own database, on a free port."""
    folder = tmp_path_factory.mktemp("demo")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "browser tests only",
        "DEBUG": "false",
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "SITE_URL": f"http://localhost:{port}",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "LOG_LEVEL": "WARNING",
        "SIMPLE_LANGUAGES": "de-simple=easy",
        **CONSENT,
    }


@pytest.fixture(scope="session")
def demo_site(chromium, demo_environment) -> Iterator[str]:
    """Serve the demo; returns its address."""
    address = demo_environment["SITE_URL"]
    port = address.rpartition(":")[2]
    environment = os.environ | demo_environment
    for command in (["migrate"], ["collectstatic", "--no-input"], ["load_demo"]):
        subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *command, "--verbosity=0"],
            cwd=ROOT,
            env=environment,
            check=True,
        )
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "serve", "--only=web", f"--port={port}"],
        cwd=ROOT,
        env=environment,
    )
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def editor(demo_site, demo_environment) -> tuple[str, str]:
    """An account with a generated password."""
    printed = subprocess.run(
        [sys.executable, "manage.py", "demo_editor"],
        cwd=ROOT,
        env=os.environ | demo_environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    return printed[0], printed[1]


@pytest.fixture
def desk(chromium, demo_site, editor):
    """The admin's home page, signed in."""
    with signing_in(chromium, demo_site, editor) as page:
        yield page


@contextmanager
def signing_in(
    chromium: Browser, demo_site: str, editor: tuple[str, str]
) -> Iterator[Page]:
    """Open the admin's home page as an editor, in a browser of their own."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(
        "addEventListener('w-unsaved:watch-edits', () => { editsAreWatched = true })"
    )
    page.goto(f"{demo_site}/admin/")
    page.fill("input[name=username]", editor[0])
    page.fill("input[name=password]", editor[1])
    page.click("button[type=submit]")
    page.wait_for_url(f"{demo_site}/admin/")
    yield page
    page.context.close()


def wait_until_edits_are_watched(page) -> None:
    """Return when the form would notice a change: two seconds after it has loaded."""
    page.wait_for_function("window.editsAreWatched")


def _wait_for(address: str, server: subprocess.Popen) -> None:
    """Return when the server answers; raises RuntimeError when it does not."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(f"{address}/robots.txt", timeout=5).close()  # noqa: S310
        except URLError:
            time.sleep(0.2)
        else:
            return
    message = "the demo does not answer"
    raise RuntimeError(message)
