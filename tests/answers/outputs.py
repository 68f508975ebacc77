"""How every output is asked what it says of a release, of an entity or of a day.

An output is read as one who knows it would read it: of a feed the entry of the
release, of a table the lines of the entity. What a page says of today beside what it
says of the day of a release is taken away before.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any
from xml.etree import ElementTree

from django.test import Client

from bs4 import BeautifulSoup

from news.pages import PressReleasePage
from portal.core.structured_data import MEDIA_TYPE, identify
from portal.graph.catalogue import TABLES
from portal.subscriptions import mails
from tests.answers.world import World

PARTNERS = {"en": "/en/partners/", "de": "/de/partner/", "fr": "/fr/partenaires/"}
NEWSROOM = {"en": "/en/newsroom/", "de": "/de/aktuelles/", "fr": "/fr/nouvelles/"}
# What formats say of a contact that is reached differently now.
TODAY = re.compile(
    r"(?:today|heute): .*?@press\.example(?:\]\(mailto:[^)]*\))?", re.DOTALL
)
# A character of Markdown that stands for itself.
ESCAPED = re.compile(r"\\([^\w\s])")


@dataclass
class Asked:
    """Whom a question is about, in which language, and who answers.

    ``subject`` is the name of a release of the world ("main"), the path of an entity
    ("people/ada/"), or a day of the network ("2018-05-01"). ``words`` are what a
    reader would search for.
    """

    world: World
    answers: Answers
    subject: str
    language: str
    words: tuple[str, ...] = ()

    @property
    def release(self) -> PressReleasePage:
        key = (self.subject, self.language)
        if key not in self.answers.releases:
            self.answers.releases[key] = self.world.release(*key)
        return self.answers.releases[key]

    @property
    def identity(self) -> str:
        if "/" in self.subject:
            return identify(self.subject)
        story = self.world.stories[self.subject]
        return identify(f"releases/{story}/{self.language}/")

    def get(self, address: str) -> str:
        return self.answers.get(address)


class Answers:
    """The site at a moment; each address is asked once."""

    def __init__(self) -> None:
        self.client = Client()
        self.known: dict[str, str] = {}
        self.read: dict[str, Any] = {}
        self.releases: dict[tuple[str, str], PressReleasePage] = {}

    def get(self, address: str) -> str:
        """Return the body of an answer, empty where there is none."""
        if address not in self.known:
            headers = {"Accept": MEDIA_TYPE} if address.startswith("/id/") else {}
            answer = self.client.get(address, headers=headers)
            assert answer.status_code in (200, 404, 410), (address, answer.status_code)
            body = b"".join(answer) if answer.streaming else answer.content
            if answer.status_code == 404:
                body = b""
            if address.endswith("/pdf/") and body:
                body = subprocess.run(
                    ["/usr/bin/env", "pdftotext", "-layout", "-", "-"],
                    input=body,
                    capture_output=True,
                    check=True,
                ).stdout
            self.known[address] = body.decode()
        return self.known[address]

    def parse(self, address: str, read: Callable[[str], Any]) -> Any:
        """Return what is read from an answer, which is read once."""
        if address not in self.read:
            self.read[address] = read(self.get(address))
        return self.read[address]

    def soup(self, address: str) -> BeautifulSoup:
        return self.parse(address, partial(BeautifulSoup, features="html.parser"))


def squeeze(text: str) -> str:
    """Return a text in one line, without what only decides where lines may end."""
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())


def plain(html: str) -> str:
    """Return the text of HTML without what it says of today."""
    soup = BeautifulSoup(html, "html.parser")
    for hint in soup.select(".today"):
        hint.decompose()
    return TODAY.sub("", soup.get_text(" "))


def page(asked: Asked) -> str:
    """Read the article of a page of a release, or the main part of another page."""
    soup = asked.answers.soup(address_of(asked))
    article = soup.select_one("main article") or soup.select_one("main")
    return plain(str(article)) if article else ""


def address_of(asked: Asked) -> str:
    if "/" in asked.subject:
        return PARTNERS[asked.language] + asked.subject
    return f"{NEWSROOM[asked.language]}{asked.release.slug}/"


def embedded(asked: Asked) -> str:
    """Read the structured data of a page."""
    scripts = asked.answers.soup(address_of(asked)).select(
        'script[type="application/ld+json"]'
    )
    return " ".join(flat(json.loads(script.string)) for script in scripts)


def flat(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def below(path: str, asked: Asked) -> str:
    """Read a format of a release."""
    text = TODAY.sub("", asked.get(f"{address_of(asked)}{path}/"))
    return ESCAPED.sub(r"\1", text) if path == "md" else text


def rss(asked: Asked) -> str:
    items = _feed(asked, "").iter("item")
    return _entry_of(asked, items, "guid")


def atom(asked: Asked) -> str:
    name = "{http://www.w3.org/2005/Atom}"
    return _entry_of(asked, _feed(asked, "atom/").iter(f"{name}entry"), f"{name}id")


def _feed(asked: Asked, path: str) -> Any:
    address = f"{NEWSROOM[asked.language]}feed/{path}"
    return asked.answers.parse(address, ElementTree.fromstring)


def _entry_of(asked: Asked, entries: Iterable[Any], name: str) -> str:
    for entry in entries:
        if entry.findtext(name) == asked.release.guid:
            return plain(unescape(ElementTree.tostring(entry, encoding="unicode")))
    return ""


def json_feed(asked: Asked) -> str:
    feed = asked.answers.parse(f"{NEWSROOM[asked.language]}feed/json/", json.loads)
    found = [one for one in feed["items"] if one["id"] == asked.release.guid]
    return plain(flat(found)) if found else ""


def identified(asked: Asked) -> str:
    """Read the data behind the stable identity."""
    return asked.get(asked.identity.removeprefix("http://localhost"))


def graph(asked: Asked) -> str:
    """Read the node of a subject in the file with the whole graph."""

    def by_identity(text: str) -> dict[str, str]:
        return {one["@id"]: flat(one) for one in json.loads(text)["@graph"]}

    nodes = asked.answers.parse("/graph/graph.jsonld", by_identity)
    return nodes.get(asked.identity, "")


def tables(asked: Asked) -> str:
    """Read the lines of all tables in which a subject is named."""

    def lines(text: str) -> list[str]:
        return text.splitlines()

    return "\n".join(
        line
        for name in TABLES
        for line in asked.answers.parse(f"/graph/{name}.csv", lines)
        if asked.identity in line
    )


def api(asked: Asked) -> str:
    path = asked.identity.partition("/id/")[2]
    answer = asked.get(f"/api/v2/{path}{_language(asked)}")
    return plain(unescape(answer)) if answer else ""


def _language(asked: Asked) -> str:
    return f"?language={asked.language}" if "/" in asked.subject else ""


def api_list(asked: Asked) -> str:
    """Read the entry of an entity in the list of its kind."""
    kind, slug, _end = asked.subject.split("/")
    address = f"/api/v2/{kind}/?language={asked.language}"
    items = asked.answers.parse(address, json.loads)["items"]
    return "".join(flat(one) for one in items if one["slug"] == slug)


def mail(asked: Asked) -> str:
    """Read both parts and the subject of the mail to readers of the same language."""
    if not PressReleasePage.objects.released().filter(pk=asked.release.pk):
        return ""
    letter = mails.about_release(asked.release, asked.language)
    text = TODAY.sub("", letter.text)
    return f"{letter.subject} {plain(letter.html)} {text}"


def search(asked: Asked) -> str:
    """Read the results, if the subject is among them, for each of the words."""
    return " ".join(_found(asked))


def _found(asked: Asked) -> Iterator[str]:
    for word in asked.words:
        address = f"/{asked.language}/search/?q={word}"
        for result in asked.answers.soup(address).select("main li"):
            links = [link["href"] for link in result.select("a[href]")]
            if address_of(asked) in links:
                yield f"{word} {result.get_text(' ')}"


def network(asked: Asked) -> str:
    """Read the network as of a day: picture and list."""
    address = f"{PARTNERS[asked.language]}network/?as_of={asked.subject}"
    return asked.answers.soup(address).select_one("main").get_text(" ")


def timeline(asked: Asked) -> str:
    """Read the picture and the table below the heading of the timeline."""
    section = asked.answers.soup(address_of(asked)).select_one(
        '[aria-labelledby="timeline"]'
    )
    return section.get_text(" ") if section else ""


def card(asked: Asked) -> str:
    """Read the list in which an entity stands, from the element with its link."""
    people = "people/" if asked.subject.startswith("people/") else ""
    soup = asked.answers.soup(f"{PARTNERS[asked.language]}{people}")
    links = soup.select(f'main a[href="{address_of(asked)}"]')
    return " ".join(
        (link.find_parent(["li", "article"]) or link).get_text(" ") for link in links
    )


FORMATS = ("pdf", "txt", "md", "ninjs", "jsonld", "cite", "cite/bibtex", "cite/ris")
OF_RELEASE: dict[str, Callable[[Asked], str]] = {
    "page": page,
    "page data": embedded,
    "rss": rss,
    "atom": atom,
    "json feed": json_feed,
    **{path: partial(below, path) for path in FORMATS},
    "id": identified,
    "graph": graph,
    "tables": tables,
    "api": api,
    "mail": mail,
    "search": search,
}
OF_ENTITY: dict[str, Callable[[Asked], str]] = {
    "page": page,
    "page data": embedded,
    "list": card,
    "id": identified,
    "graph": graph,
    "tables": tables,
    "api": api,
    "api list": api_list,
    "search": search,
}
OF_PARTNERSHIP = OF_ENTITY | {"timeline": timeline}
OF_DAY: dict[str, Callable[[Asked], str]] = {"network": network}
# Outputs that say a day as a machine reads it.
MACHINES = {"page data", "jsonld", "id", "graph", "tables", "api", "api list", "ninjs"}


def outputs_of(subject: str) -> dict[str, Callable[[Asked], str]]:
    """Return the outputs that may say something of a subject."""
    if subject.startswith("partnerships/"):
        return OF_PARTNERSHIP
    if "/" in subject:
        return OF_ENTITY
    return OF_DAY if subject[:1].isdigit() else OF_RELEASE
