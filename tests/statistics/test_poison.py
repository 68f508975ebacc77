"""No line, and no file, keeps those after it from being counted."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.statistics import counting, folder
from portal.statistics.lines import LONGEST_LINE, read_line, write_line
from portal.statistics.models import CountedFile, DailyViews, FeedReach
from tests import factories
from tests.sharing import shared

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
GOOD = write_line(NOON, "/en/newsroom/release/", {}, "", FIREFOX)

ODD = st.sampled_from(
    ["\0", "\ud800", "\u202e", "\r", "%00", "%ed%a0%80", "%ff", "%", "&", "=", "/", "9"]
)
TEXTS = st.lists(
    ODD | st.text(alphabet=st.characters(exclude_categories=()), max_size=9),
    max_size=9,
).map("".join)
PATHS = st.one_of(
    TEXTS,
    TEXTS.map("/en/newsroom/feed/{}".format),
    TEXTS.map("/en/partners/people/{}".format),
    TEXTS.map("/documents/9{}/x".format),
    st.sampled_from(
        ["/en/newsroom/release/", "/en/newsroom/feed/", "/en/" + "a/" * 999]
    ),
)
QUERIES = TEXTS | TEXTS.map("topic={}".format) | TEXTS.map("institution={}".format)
AGENTS = TEXTS | TEXTS.map("Reader/1 (7 subscribers){}".format)
NUMBERS = st.one_of(
    st.floats(),
    st.integers(),
    st.sampled_from([10**400, -62135596800, 253402300799, -1e11, True, None, "1"]),
)
THINGS = st.fixed_dictionaries(
    {
        "at": NUMBERS | st.just(NOON.timestamp()),
        "path": PATHS,
        "query": QUERIES,
        "referrer": TEXTS,
        "agent": AGENTS,
    }
)


def spell(told: dict) -> bytes:
    """Return a line as somebody may have written it, with or without escapes."""
    return json.dumps(told, ensure_ascii="\ud800" in str(told)).encode(
        errors="surrogatepass"
    )


LINES = st.one_of(
    st.binary(max_size=200),
    THINGS.map(spell),
    THINGS.map(json.dumps).map(str.encode),
    st.tuples(THINGS.map(spell), st.integers(0, 400)).map(lambda cut: cut[0][: cut[1]]),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    )
    .map(json.dumps)
    .map(str.encode),
)


@given(LINES)
@example(b'{"at":1e400,"path":"/","query":"","referrer":"","agent":""}')
@example(b'{"at":' + b"9" * 5000 + b',"path":"/","query":"","referrer":"","agent":""}')
def test_a_line_is_text_or_nothing(line):
    if (read := read_line(line)) is not None:
        for text in (read.path, read.referrer, read.agent, *read.query.values()):
            assert b"\0" not in text.encode()


@shared
def release(newsroom):
    return factories.add_release(newsroom, slug="release")


@pytest.fixture
def waiting(tmp_path, settings, monkeypatch):
    """The folder in which lines wait; nobody else writes to it."""
    settings.COUNTING_DIR = str(tmp_path / "counting")
    monkeypatch.setattr(folder, "WRITING", 0)
    (tmp_path / "counting").mkdir()
    return tmp_path / "counting"


def forget() -> None:
    for model in (DailyViews, FeedReach, CountedFile):
        model.objects.all().delete()


@pytest.fixture
def count(release, waiting):
    """Count some content of a file, and return the views of the release."""

    def count(content: bytes) -> int:
        forget()
        (waiting / "hour.jsonl").write_bytes(content)
        assert counting.count_all() == 1
        assert not list(waiting.glob("*"))
        rows = DailyViews.objects.filter(key=release.pk, format="")
        return sum(rows.values_list("views", flat=True))

    return count


def test_lines_after_a_poisoned_one_are_counted(count):
    @settings(max_examples=40)  # each counts two files
    @given(st.lists(LINES, min_size=1, max_size=20))
    @example([b'{"at":1,"path":"/en/%00/","query":"","referrer":"","agent":"x"}'])
    @example([b'{"at":1,"path":"/en/\\ud800/","query":"","referrer":"","agent":"x"}'])
    @example(
        [
            b'{"at":-62135596800,"path":"/en/newsroom/","query":"","referrer":"","agent":"x"}'
        ]
    )
    @example(
        [
            b'{"at":1,"path":"/en/newsroom/feed/","query":"topic=%00","referrer":"","agent":"x"}'
        ]
    )
    def poisoned(lines):
        alone = count(b"".join(line + b"\n" for line in lines))
        assert count(b"".join(line + b"\n" + GOOD for line in lines)) == (
            alone + len(lines)
        )

    poisoned()


@pytest.mark.parametrize(
    "poison",
    [
        b"x" * (5 * LONGEST_LINE),
        b'{"path":"' + b"x" * LONGEST_LINE + b'"}',
        b"\0" * LONGEST_LINE,
        GOOD[:-1] + b" " * LONGEST_LINE,
        GOOD[:60],
    ],
)
def test_a_line_of_any_length_ends_at_its_end(count, poison):
    assert count(GOOD + poison + b"\n" + GOOD) == 2


def test_a_line_that_was_cut_off_is_lost_alone(count):
    assert count(GOOD + GOOD[:50]) == 1


def test_many_invented_addresses_are_looked_up(count):
    invented = (
        write_line(NOON, f"/en/{number}/b{number}/c{number}/d/e/f/", {}, "", FIREFOX)
        for number in range(12_000)
    )

    assert count(b"".join(invented) + GOOD) == 1


def test_a_file_that_cannot_be_read_blocks_no_other(release, waiting, caplog):
    (waiting / "0.taken").mkdir()
    (waiting / "1.taken").symlink_to(waiting / "1.taken")
    (waiting / "folder.jsonl").mkdir()
    (waiting / "2.taken").write_bytes(GOOD)

    assert counting.count_all() == 1

    assert DailyViews.objects.get().views == 1
    assert "0.taken" in caplog.text
    folder.drop_old(NOON.timestamp() * 2)


@pytest.mark.parametrize("at", ["read_numbers", "write_views", "write_reach"])
def test_a_file_at_which_counting_fails_blocks_no_other(
    release, waiting, monkeypatch, caplog, at
):
    (waiting / "0.taken").write_bytes(b"")
    (waiting / "1.taken").write_bytes(GOOD)
    works, turns = getattr(counting, at), []

    def fails_first(*args):
        turns.append(args)
        if len(turns) == 1:
            raise ZeroDivisionError
        return works(*args)

    monkeypatch.setattr(counting, at, fails_first)

    assert counting.count_all() == 1
    assert DailyViews.objects.get().views == 1
    assert "0.taken" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    # Nothing of it was counted, so that it is tried again.
    assert [path.name for path in waiting.glob("*")] == ["0.taken"]
