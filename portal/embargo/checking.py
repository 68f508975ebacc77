"""Look for a hidden release in everything that the site answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, Q
from django.utils import timezone, translation

from wagtail.models import Page

from news.models.release import Release
from news.publishing.stories import versions_of
from news.record.build import build_fields
from news.record.named import find_named
from partners.draftable import Draftable
from portal.core import file_uses
from portal.core.models import FileUse
from portal.embargo import addresses
from portal.embargo.asking import Answer, Ask, UnansweredError
from portal.embargo.drafts import Draft
from portal.embargo.marks import Mark, find_marks, fold

# One section of a sitemap holds thousands of addresses.
MOST_PAGES = 2000


@dataclass(frozen=True)
class Leak:
    """An address that tells of a hidden release, and what it tells."""

    path: str
    found: str

    def __str__(self) -> str:
        return f"{self.path}: {self.found}"


@dataclass
class Report:
    """What came of a check: leaks, and how many addresses and marks were looked at."""

    leaks: list[Leak]
    asked: int = 0
    marks: int = 0


def is_hidden() -> Q:
    """Return what must not be public: asked of the rows, not of the doors to check."""
    return Q(live=False) | Q(released_at__gt=timezone.now())


def find_drafts(release: Release) -> list[Draft]:
    """Return all language versions of a story that are not public, as they would be."""
    drafts = []
    for version in versions_of(release.translation_key).filter(is_hidden()):
        text = version.specific.get_latest_revision_as_object()
        hidden = [one for one in find_named(text) if not one.live]
        record = build_fields(text)["record"]
        drafts.append(Draft(text, record, hidden, _find_hidden_files(text, hidden)))
    return drafts


def _find_hidden_files(text: Release, entities: list[Draftable]) -> list[Model]:
    """Return pictures and documents that nothing but what is hidden shows.

    What other rows show as well is hidden if the site says so: they may be hidden too.
    """
    own = {(text._meta.label_lower, text.pk)} | {
        (one._meta.label_lower, one.pk) for one in entities
    }
    pages = versions_of(text.translation_key).values_list("pk", flat=True)
    own |= {(Page._meta.label_lower, key) for key in pages}
    rows: list[Model] = [text, *entities]
    shown = {one for row in rows for one in file_uses.find_shown(row)}
    files = []
    for model, kind in file_uses.KINDS.items():
        keys = [key for of_kind, key in shown if of_kind == kind]
        for file in model._default_manager.filter(pk__in=keys):
            uses = FileUse.objects.filter(kind=kind, file_key=file.pk)
            by = set(uses.values_list("shown_by", "shown_by_key"))
            if by <= own or not file_uses.is_public(file):
                files.append(file)
    return files


def check(release: Release, ask: Ask, *, thoroughly: bool = True) -> Report:
    """Ask every output for a hidden release, and return where it was found.

    ``thoroughly`` asks as well for files that hold all there is, and for the pages that
    the sitemaps list. An address that cannot be asked counts as a leak: nobody knows.
    """
    drafts = find_drafts(release)
    marks = find_marks(drafts)
    report = Report([], marks=len(marks))
    folded = [(mark, fold(mark.text)) for mark in marks]
    with translation.override(release.language):
        for path, unknown in addresses.own_addresses(drafts):
            report.asked += 1
            report.leaks += _compare(path, unknown, ask)
        paths = dict.fromkeys(addresses.public_addresses(drafts))
        for path in paths:
            report.asked += 1
            report.leaks += _search(path, ask, folded)
        if thoroughly:
            for path in _everything_else(ask):
                if path not in paths:
                    report.asked += 1
                    report.leaks += _search(path, ask, folded)
    return report


def _everything_else(ask: Ask) -> Iterator[str]:
    """Yield the exports, the sections of the sitemap, and the pages that they list."""
    yield from addresses.whole_exports()
    left = MOST_PAGES
    for section in addresses.listed_in(ask("/sitemap.xml").text):
        yield section
        listed = addresses.listed_in(ask(section).text)[:left]
        left -= len(listed)
        yield from listed


def _compare(path: str, unknown: str, ask: Ask) -> Iterator[Leak]:
    """Yield a leak where a hidden address answers unlike one that never was."""
    try:
        hidden, never = ask(path), ask(unknown)
    except UnansweredError as error:
        yield Leak(path, str(error))
        return
    if hidden.status != 404:
        yield Leak(path, f"answers {hidden.status}")
    elif not hidden.is_like(never):
        yield Leak(path, "answers unlike an address that never was")


def _search(path: str, ask: Ask, marks: list[tuple[Mark, str]]) -> Iterator[Leak]:
    """Yield a leak for every mark that an answer has."""
    try:
        answer = ask(path)
    except UnansweredError as error:
        yield Leak(path, str(error))
        return
    for mark in _found(answer, marks):
        yield Leak(path, f"has the {mark}")


def _found(answer: Answer, marks: list[tuple[Mark, str]]) -> Iterator[Mark]:
    # A tag has addresses, which fold() leaves out with it.
    said, raw = fold(answer.text), answer.text.casefold()
    for mark, folded in marks:
        if folded in said or folded in raw:
            yield mark
