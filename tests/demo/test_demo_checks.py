"""The demo's releases are clean, as its visitors are shown how it is done."""

from __future__ import annotations

from collections import Counter

from news.checking.checks import CHECKS, findings_of
from news.checking.findings import Severity
from news.checking.graph import Graph
from news.pages import PressReleasePage

# Two headlines of the original announcements are long, and one person stands there in
# another of his roles.
MOST_HINTS = 4


def test_the_checks_warn_of_nothing_in_the_demo(db, capsys):
    graph = Graph()
    found = [
        one
        for release in PressReleasePage.objects.select_related("locale")
        for one in findings_of(
            release.get_latest_revision_as_object(), graph, set(CHECKS)
        )
    ]
    counted = Counter(f"{one.kind} {one.severity}" for one in found)
    with capsys.disabled():
        print(f"\n\nfound in the demo: {dict(counted)}")  # noqa: T201

    assert [one for one in found if one.severity == Severity.WARN] == []
    assert len(found) <= MOST_HINTS
