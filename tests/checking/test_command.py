"""`check_releases` checks an archive and ends with 1 where something is a warning."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from news.models import CheckSettings
from tests.factories import add_institution, add_person, draft_release

WARNED = [{"type": "prose", "value": "<p>Not for publication on 6.8.20 here.</p>"}]
CLEAN = [{"type": "prose", "value": "<p>It is so.</p>"}]


def run(*options: str) -> tuple[int, str]:
    output = StringIO()
    try:
        call_command("check_releases", *options, stdout=output)
    except SystemExit as end:
        return int(end.code or 0), output.getvalue()
    return 0, output.getvalue()


def test_a_clean_archive_ends_well(site):
    draft_release(site["en"]["newsroom"], body=CLEAN)

    assert run() == (0, "")


def test_warnings_are_told_in_lines(site):
    release = draft_release(site["en"]["newsroom"], body=WARNED)

    code, output = run()

    assert code == 1
    assert len(output.splitlines()) == 2
    assert f"{release.pk} en {release.slug}: warn embargo:" in output


def test_hints_are_no_failure(site):
    draft_release(site["en"]["newsroom"], "x" * 120, body=CLEAN)

    code, output = run()

    assert (code, output.count("hint headline")) == (0, 1)


def test_the_newest_draft_is_checked(site):
    release = draft_release(site["en"]["newsroom"], body=WARNED)
    release.body = CLEAN
    release.save_revision()

    assert run()[0] == 0


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 6),
        (("--kind", "date"), 3),
        (("--kind", "date", "--kind", "embargo"), 6),
        (("--language", "de"), 2),
        (("--since", "2021-01-01"), 2),
    ],
)
def test_what_is_asked_for_is_checked(site, options, count):
    for language, year in (("en", 2020), ("en", 2021), ("de", 2020)):
        released_at = datetime(year, 8, 6, tzinfo=UTC)
        draft_release(site[language]["newsroom"], released_at=released_at, body=WARNED)

    data = json.loads(run("--json", *options)[1])

    assert len(data) == count
    assert {"kind", "severity", "reason", "passage", "release", "mends"} <= set(data[0])


def test_what_is_switched_off_is_checked_only_when_asked_for(site):
    draft_release(site["en"]["newsroom"], body=WARNED)
    root = site["en"]["home"].sites_rooted_here.get()
    CheckSettings.objects.create(site=root, switched_off=["date"])

    assert "warn date" not in run()[1]
    assert "warn date" in run("--kind", "date")[1]


@pytest.mark.parametrize("options", [("--kind", "no"), ("--since", "soon")])
def test_other_words_are_refused(db, options):
    with pytest.raises(CommandError):
        call_command("check_releases", *options)


def test_a_release_costs_the_same_in_any_archive(site):
    newsroom = site["en"]["newsroom"]

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            run()
        return len(queries)

    def add(count: int) -> None:
        for _number in range(count):
            person, house = add_person(), add_institution()
            text = f"<p>{person} of {house}</p>"
            body = [{"type": "prose", "value": text}]
            draft_release(newsroom, body=body).save_revision()

    add(2)
    first = cost()
    add(2)
    second = cost()
    add(4)
    third = cost()

    assert third - second == 2 * (second - first)
    assert (second - first) / 2 <= 16
