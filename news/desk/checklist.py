"""What somebody looks at before a release is published, part by part.

Other apps add parts of their own with the hook ``news_checklist``: a function that takes
a Publishing and yields parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail import hooks

from news.checking.checks import findings_of
from news.checking.findings import Finding, Severity
from news.checking.graph import Graph
from news.desk.times import tell_instant, tell_wait
from news.models import Series
from news.pages import PressReleasePage
from news.pages.going_along_panel import find_entries
from news.pages.translations import State, Version, versions_of
from news.publishing import gates, numbering, stories, together

HOOK = "news_checklist"
MOST_FINDINGS = 5


@dataclass(frozen=True)
class Line:
    """One thing to know; ``is_open`` where something is still to be done.

    ``url`` leads to where that is, ``lang`` is the language of the text if it is
    another one.
    """

    text: str | Promise
    is_open: bool = False
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Part:
    """Several lines about one thing."""

    title: str
    lines: list[Line]

    @property
    def is_open(self) -> bool:
        return any(line.is_open for line in self.lines)


class Publishing:
    """A release that somebody is about to publish: which texts of it, and when."""

    def __init__(self, release: PressReleasePage, user: Any) -> None:
        self.release = release
        self.user = user
        self.now = timezone.now()
        self.draft = release.get_latest_revision_as_object()
        stories.take_newest_fields(self.draft)

    @property
    def at(self) -> datetime:
        """The instant that the release has, in the past if it is to be public at once."""
        return self.draft.released_at

    @property
    def is_scheduled(self) -> bool:
        return self.at > self.now

    @cached_property
    def versions(self) -> list[Version]:
        return [one for one in versions_of(self.release) if one.state != State.OFFERED]

    @cached_property
    def chosen(self) -> list[PressReleasePage]:
        """The versions that are published by this act, the asked one first."""
        if self.release.language not in self.draft.together:
            return [self.release]
        pages = PressReleasePage.objects.select_related("locale", "latest_revision")
        found = pages.filter(translation_key=self.release.translation_key)
        wanted = [page for page in found if page.language in self.draft.together]
        return sorted(wanted, key=lambda page: (page.pk != self.release.pk, page.pk))

    @property
    def texts(self) -> str:
        """Which texts these are, so that others are looked at again."""
        return ",".join(str(page.latest_revision_id) for page in self.chosen)

    @cached_property
    def findings(self) -> list[tuple[PressReleasePage, list[Finding]]]:
        """What the editorial checks find in each text."""
        found, graph = [], Graph()
        for page in self.chosen:
            draft = page.specific.get_latest_revision_as_object()
            stories.take_newest_fields(draft)
            found.append((page, findings_of(draft, graph)))
        return found


def build_parts(publishing: Publishing) -> list[Part]:
    """Return all parts of the checklist that have something to say."""
    parts = [
        _languages(publishing),
        _time(publishing),
        *_number(publishing),
        _checks(publishing),
    ]
    for hook in hooks.get_hooks(HOOK):
        parts += hook(publishing)
    return [*parts, *_going_along(publishing)]


def _languages(publishing: Publishing) -> Part:
    languages = {page.language for page in publishing.chosen}
    lines = []
    for version in publishing.versions:
        words = {"language": version.language_name, "state": version.state.label}
        if version.language in languages:
            text = _("%(language)s goes public: %(state)s") % words
            is_open = version.needs_work
        elif version.page and version.page.live:
            text = _("%(language)s is public already: %(state)s") % words
            is_open = version.needs_work
        else:
            text = _("%(language)s does not go public: %(state)s") % words
            is_open = True
        lines.append(Line(text, is_open, version.url))
    return Part(_("Languages"), lines)


def _time(publishing: Publishing) -> Part:
    at = tell_instant(publishing.at)
    if publishing.is_scheduled:
        wait = tell_wait(publishing.at, publishing.now)
        lines = [
            Line(_("It becomes public %(wait)s: %(at)s") % {"wait": wait, "at": at})
        ]
    else:
        lines = [
            Line(_("It becomes public at once.")),
            Line(_("The date on it is %(at)s") % {"at": at}),
        ]
    return Part(_("Time"), lines)


def _number(publishing: Publishing) -> Iterator[Part]:
    draft = publishing.draft
    if not draft.series_id:
        return
    series = Series.objects.get(pk=draft.series_id)
    content = {
        name: getattr(draft, name)
        for name in ("number", "number_suffix", "number_year")
    }
    number, suffix, _year = numbering.find_number(draft, series, content)
    label = series.format(number, suffix)
    if draft.number:
        text = label
    elif publishing.is_scheduled and not draft.has_reserved_number:
        text = _("It gets its number when it becomes public.")
    else:
        text = _("It gets the number %(number)s.") % {"number": label}
    title = capfirst(draft._meta.get_field("number").verbose_name)
    yield Part(title, [Line(text)])


def check_lines(publishing: Publishing) -> list[Line]:
    """Return what the editorial checks find, the first of each text."""
    lines = []
    for page, findings in publishing.findings:
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        language = page.locale.get_display_name()
        for finding in findings[:MOST_FINDINGS]:
            told = [f"{language}: {finding.kind_label}."]
            if finding.passage:
                told.append(_("“%(word)s”") % {"word": finding.passage})
            lines.append(
                Line(
                    " ".join([*told, finding.reason]),
                    finding.severity == Severity.WARN,
                    f"{edit_url}{finding.anchor}",
                )
            )
        left = len(findings) - MOST_FINDINGS
        if left > 0:
            text = ngettext(
                "%(language)s: %(count)d more remark",
                "%(language)s: %(count)d more remarks",
                left,
            )
            words = {"language": language, "count": left}
            url = reverse("news_findings", args=[page.pk])
            lines.append(Line(text % words, url=url))
    return lines


def _checks(publishing: Publishing) -> Part:
    lines = check_lines(publishing) or [Line(_("Nothing to remark"))]
    return Part(_("Editorial checks"), lines)


def _going_along(publishing: Publishing) -> Iterator[Part]:
    entries = find_entries(publishing.draft, publishing.user)
    lines = [
        Line(
            f"{entry['name']} ({entry['kind']})",
            not (entry["may_publish"] or entry["is_approved"]),
            entry["url"] or "",
        )
        for entry in entries
    ]
    if lines:
        yield Part(_("Becomes public with it"), lines)


def find_refusals(publishing: Publishing) -> list[ValidationError]:
    """Return what keeps the texts from being published, as far as it is known at once."""
    release, text = publishing.release, publishing.release.latest_revision
    if release.language in publishing.draft.together:
        return together.find_refusals(release)
    return gates.find_refusals(release, text) if text else []
