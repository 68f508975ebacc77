"""Take the pictures of the documentation anew, from a demo site made for it.

    python3 -m portal.bootstrap exec python docs/screenshots.py [NAME ...]

Without names all of them. Needs Chromium. The demo is built in a temporary folder;
a demo that is running is left alone.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.utils.text import slugify

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ADMIN_SIZE = {"width": 1280, "height": 900}
PUBLIC_SIZE = {"width": 1440, "height": 1100}
COLOURS = (256, 128, 64, 32)  # as many as fit
LARGEST = 300_000
SETTLE = 700  # milliseconds until menus have opened and pictures have faded in

EXAMPLE = "Example: a summer school for data and the life sciences"
SCHEDULED = "Example: applications for the summer school are open"
STANDFIRST = (
    "5 days in Heidelberg for doctoral researchers who work with data. This release is "
    "an example; the summer school does not take place."
)
ELLIS = "ELLIS Life Heidelberg: a bridge"


class Desk:
    """The admin of the demo, used as a press officer uses it."""

    def __init__(self, page: Page, address: str, password: str) -> None:
        self.page = page
        self.address = address
        page.goto(f"{address}/admin/login/")
        page.fill("#id_username", "editor")
        page.fill("#id_password", password)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="Recently released").wait_for()

    def home(self) -> None:
        """Open the desk."""
        self.page.goto(f"{self.address}/admin/")

    def write_example(self, headline: str) -> None:
        """Write a release and leave it as a draft."""
        page = self.page
        self.home()
        page.get_by_role("link", name="New press release").first.click()
        page.fill("#id_kicker", "Training")
        page.fill("#id_title", headline)
        page.fill(
            "#id_standfirst",
            "One week in Heidelberg for doctoral researchers who work with data.",
        )
        page.fill("#id_dateline_place", "Heidelberg")
        page.locator("#id_release_institutions-ADD").click()
        page.select_option("#id_release_institutions-0-role", "lead_issuer")
        self.choose("Choose institution", "German Cancer Research Center")
        page.locator("#id_release_contacts-ADD").click()
        self.choose("Choose press contact", "Press desk")
        page.get_by_role("tab", name="Promote").click()
        page.fill("#id_slug", slugify(headline))
        page.get_by_role("tab", name="Content").click()
        self.save()

    def save(self) -> None:
        """Save the draft that is open."""
        # The address of a new page changes before, when the form saves itself.
        self.page.get_by_role("button", name="Save draft").click()
        self.page.locator(".messages .success").wait_for()

    def choose(self, button: str, entry: str) -> None:
        """Choose an entry in a chooser."""
        self.page.get_by_role("button", name=button).last.click()
        self.page.wait_for_timeout(SETTLE)
        self.page.locator(".modal").get_by_role("link", name=entry).first.click()
        self.page.locator(".modal-backdrop").wait_for(state="detached")
        self.page.wait_for_timeout(SETTLE)

    def edit(self, headline: str) -> None:
        """Open a release from the desk."""
        self.home()
        self.page.locator(".title-wrapper a", has_text=headline).first.click()
        self.page.wait_for_load_state("networkidle")

    def open(self, act: str) -> None:
        """Open a page of the admin about the scheduled release."""
        self.edit(SCHEDULED)
        key = self.page.url.split("/pages/")[1].split("/")[0]
        self.page.goto(f"{self.address}/admin/releases/{key}/{act}/")

    def submit(self, button: str) -> None:
        """Press a button that leads on."""
        with self.page.expect_navigation(wait_until="networkidle"):
            self.page.get_by_role("button", name=button, exact=True).click()

    def show(self, thing: Locator) -> None:
        """Scroll something to the top of the window, below the bar."""
        thing.evaluate(
            "element => {"
            " element.scrollIntoView({block: 'start', behavior: 'instant'});"
            " let box = element;"
            " while (box && box.scrollTop === 0) box = box.parentElement;"
            " if (box) box.scrollTop -= 130; }"
        )

    def section(self, heading: str) -> None:
        """Show a section of the form by its heading."""
        self.show(self.page.locator(".w-panel__heading", has_text=heading).first)


def desk(desk: Desk) -> None:
    desk.home()


def new_release(desk: Desk) -> None:
    desk.edit(EXAMPLE)


def involved(desk: Desk) -> None:
    desk.edit(ELLIS)
    desk.section("Who is involved")


def chooser(desk: Desk) -> None:
    desk.edit(ELLIS)
    desk.section("Who is involved")
    desk.page.locator("#id_release_institutions-ADD").click()
    desk.page.get_by_role("button", name="Choose institution").last.click()
    desk.page.get_by_role("tab", name="New institution").click()


def statement(desk: Desk) -> None:
    desk.page.goto(f"{desk.address}/admin/snippets/news/statement/")
    desk.page.locator(".title-wrapper a").first.click()
    desk.page.wait_for_load_state("networkidle")


def publish(desk: Desk) -> None:
    desk.edit(EXAMPLE)
    desk.section("Publish (the same")
    desk.page.get_by_role("button", name="More actions").click()


def preview(desk: Desk) -> None:
    desk.edit(ELLIS)
    desk.page.get_by_role("button", name="Toggle preview").click()
    desk.page.wait_for_load_state("networkidle")
    desk.page.wait_for_timeout(3 * SETTLE)


def boilerplate(desk: Desk) -> None:
    desk.page.goto(f"{desk.address}/admin/snippets/partners/institution/")
    desk.page.locator(".title-wrapper a", has_text="German Cancer Research").click()
    desk.page.get_by_role("tab", name="Boilerplates").click()
    headings = desk.page.get_by_text("Validity", exact=True)
    desk.show(headings.locator("visible=true").first)


def picture(desk: Desk) -> None:
    desk.page.goto(f"{desk.address}/admin/images/")
    desk.page.locator("main .listing a, main ul li a").first.click()
    desk.page.wait_for_load_state("networkidle")


def embargo(desk: Desk) -> None:
    desk.edit(SCHEDULED)
    desk.section("Publish (the same")


def guests(desk: Desk) -> None:
    desk.open("guests")


def languages(desk: Desk) -> None:
    desk.open("lift")
    desk.page.fill("#id_reason", "The applications opened earlier than planned.")
    desk.submit("Continue")
    desk.submit("Lift the embargo")
    desk.edit(SCHEDULED)
    desk.page.fill("#id_standfirst", STANDFIRST)
    desk.save()
    desk.open("languages")


def correction(desk: Desk) -> None:
    desk.edit(SCHEDULED)
    desk.page.get_by_role("button", name="More actions").click()
    desk.submit("Publish")
    desk.page.get_by_label("Correction", exact=True).check()
    desk.page.fill("[name=what_en]", "The summer school lasts 5 days, not a week.")
    desk.page.fill(
        "[name=what_de]", "Die Sommerschule dauert 5 Tage, nicht eine Woche."
    )


def acts(desk: Desk) -> None:
    desk.submit("Continue")
    desk.submit("Publish text and note")
    desk.page.goto(f"{desk.address}/admin/acts/")


ADMIN: dict[str, Callable[[Desk], None]] = {
    "desk": desk,
    "new-release": new_release,
    "involved": involved,
    "chooser": chooser,
    "statement": statement,
    "publish": publish,
    "preview": preview,
    "boilerplate": boilerplate,
    "picture": picture,
    "embargo": embargo,
    "guests": guests,
}
# What follows when the release that waited is public, each from where the last one ended.
AFTER: dict[str, Callable[[Desk], None]] = {
    "languages": languages,
    "correction": correction,
    "acts": acts,
}
# What guests see, by what their link is for.
GUESTS = ("pass", "sign-off", "decision")
HISTORY = "/en/newsroom/example-summer-school/history/"
PUBLIC = {
    "home": "/en/",
    "release": "/en/newsroom/ellis-life-heidelberg/",
    "network": "/en/partners/network/",
}


def main(names: list[str]) -> int:
    """Take the pictures with the given names, or all; return the exit code."""
    known = [*PUBLIC, *ADMIN, *GUESTS, *AFTER, "history"]
    if unknown := set(names) - set(known):
        sys.stderr.write(f"Unknown: {', '.join(unknown)}; known: {', '.join(known)}\n")
        return 2
    browser_path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if browser_path is None:
        sys.stderr.write("Chromium is not installed.\n")
        return 1
    IMAGES.mkdir(exist_ok=True)
    with demo() as (address, password, links), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox"]
        )
        wanted = names or known
        take_public(browser, address, [name for name in PUBLIC if name in wanted])
        take_guests(browser, address, links, wanted)
        if set(wanted) - set(PUBLIC) - set(GUESTS):
            take_admin(browser, address, password, wanted)
        browser.close()
    return 0


def take_public(browser: Browser, address: str, names: list[str]) -> None:
    page = open_page(browser, PUBLIC_SIZE)
    for name in names:
        page.goto(address + PUBLIC[name])
        keep(page, name)


def take_admin(browser: Browser, address: str, password: str, names: list[str]) -> None:
    page = open_page(browser, ADMIN_SIZE)
    at_desk = Desk(page, address, password)
    at_desk.write_example(EXAMPLE)
    for name in ADMIN:
        if name in names:
            ADMIN[name](at_desk)
            keep(page, name)
    if not {*AFTER, "history"} & set(names):
        return
    for name, lead_on in AFTER.items():
        lead_on(at_desk)
        if name in names:
            keep(page, name)
    if "history" in names:
        public = open_page(browser, PUBLIC_SIZE)
        public.goto(address + HISTORY)
        keep(public, "history")


def take_guests(
    browser: Browser, address: str, links: dict[str, str], names: list[str]
) -> None:
    for name in GUESTS:
        if name in names:
            page = open_page(browser, PUBLIC_SIZE)
            page.goto(address + links["pass" if name == "pass" else "sign-off"])
            if name == "pass":
                page.get_by_role("button", name="I accept the terms").click()
            if name == "decision":
                page.get_by_text("Ask for a change: comment on a passage").click()
                page.locator("#decision button").evaluate(
                    "button => button.scrollIntoView({block: 'end'})"
                )
            keep(page, name)


def open_page(browser: Browser, size: dict) -> Page:
    context = browser.new_context(
        viewport=size,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    # Leaving a form with changes is what every picture does.
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def keep(page: Page, name: str) -> None:
    """Write what the window shows as a small PNG."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLE)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    target = IMAGES / f"{name}.png"
    for colours in COLOURS:
        small = picture.quantize(colours, dither=Image.Dither.NONE)
        small.save(target, optimize=True)
        if target.stat().st_size < LARGEST:
            break
    size = target.stat().st_size // 1000
    sys.stdout.write(f"{target.relative_to(ROOT)}  {size} kB\n")


@contextmanager
def demo() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Build and serve a demo; yield its address, the editor's password, guests' links."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="dateline-screenshots-") as folder:
        environment = os.environ | {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DEBUG": "false",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "STATIC_ROOT": f"{folder}/static",
            "SITE_URL": address,
            "LOG_LEVEL": "ERROR",
        }
        manage(environment, "collectstatic", "--no-input")
        for command in ("migrate", "load_demo"):
            manage(environment, command)
        password = manage(environment, "demo_editor").split()[-1]
        links = [
            line.split() for line in manage(environment, "demo_guests").splitlines()
        ]
        server = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "manage.py", "serve", f"--port={port}", "--stop-within=5"],
            cwd=ROOT,
            # Nobody answers there (RFC 2606): the list of acts has one that failed.
            env=environment | {"WEBSUB_HUB": "https://hub.invalid/"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(address)
            yield address, password, dict(links)
        finally:
            server.terminate()
            server.wait()


def manage(environment: dict, *command: str) -> str:
    run = subprocess.run(  # noqa: S603  our own commands
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return run.stdout


def wait_for(address: str) -> None:
    for _ in range(1200):
        with suppress(URLError):
            urlopen(f"{address}/robots.txt").close()  # noqa: S310  our own server
            return
        time.sleep(0.1)
    message = "The demo did not start."
    raise TimeoutError(message)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
