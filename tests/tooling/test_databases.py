"""`make test` counts rightly, insists where it should and leaves no server behind."""

from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests import databases

RESULTS = """<testsuites><testsuite>
<properties><property name="tests without a database" value="5"/></properties>
<testcase name="passes"/>
<testcase name="fails"><failure message="no"/></testcase>
<testcase name="breaks"><error message="no"/></testcase>
<testcase name="skips"><skipped type="pytest.skip" message="no Chromium"/></testcase>
<testcase name="waits"><skipped type="pytest.xfail" message="later"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def results(monkeypatch):
    """Replace pytest by what was noted for each database."""
    noted = {}

    @contextmanager
    def on(database, url, options, output=None):
        yield databases.Run(database, *noted.get(database, (0, Counter(passed=1))))

    monkeypatch.setattr(databases, "on", on)
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@localhost/db")
    monkeypatch.delenv("DATELINE_REQUIRE", raising=False)
    monkeypatch.delenv("DATELINE_SUMMARY", raising=False)
    return noted


def refuse():
    raise databases.NoPostgresError("no server is installed")


def test_every_outcome_is_counted():
    run = databases.Run("SQLite", 1)

    databases.count(run, databases.ElementTree.fromstring(RESULTS))

    assert run.counts == {
        "passed": 1,
        "failed": 1,
        "errors": 1,
        "skipped": 1,
        "expected failures": 1,
    }
    assert run.skips == {"no Chromium": 1}
    assert run.left_out == 5


def test_the_summary_comes_last_and_says_why_tests_were_skipped(results, capsys):
    counts = Counter(passed=7, skipped=2)
    results["SQLite"] = (0, counts, Counter({"needs PostgreSQL": 2}))

    assert databases.main([]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "SQLite: 7 passed, 2 skipped",
        "  skipped 2 ×: needs PostgreSQL",
        "PostgreSQL: 1 passed",
    ]


def test_the_summary_says_what_runs_on_one_database_only():
    run = databases.Run("PostgreSQL", counts=Counter(passed=1), left_out=5)

    assert run.line == ("PostgreSQL: 1 passed; 5 without a database run on SQLite only")


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_a_failure_on_one_database_fails_the_whole(results, database):
    results[database] = (1, Counter(failed=1))

    assert databases.main([]) == 1


def test_a_crash_of_pytest_is_not_taken_for_success(results, capsys):
    results["SQLite"] = (3, Counter())

    assert databases.main([]) == 1
    assert "pytest ended with code 3" in capsys.readouterr().out


def test_no_server_is_said_and_forgiven(results, monkeypatch, capsys):
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(databases, "server_programs", refuse)

    assert databases.main([]) == 0
    assert "PostgreSQL: skipped, no server is installed" in capsys.readouterr().out


def test_no_server_is_an_error_where_it_is_required(results, monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(databases, "server_programs", refuse)
    monkeypatch.setenv("DATELINE_REQUIRE", "postgresql,chromium")

    assert databases.main([]) == 1


def test_a_skip_for_want_of_what_is_required_is_an_error(results, monkeypatch):
    results["SQLite"] = (0, Counter(skipped=1), Counter({"no Chromium found": 1}))
    monkeypatch.setenv("DATELINE_REQUIRE", "postgresql,chromium")

    assert databases.main([]) == 1


def test_tests_of_one_database_only_are_enough(results):
    results["PostgreSQL"] = (databases.NO_TESTS, Counter())

    assert databases.main([]) == 0


def test_a_choice_of_no_test_is_an_error(results):
    for database in ("SQLite", "PostgreSQL"):
        results[database] = (databases.NO_TESTS, Counter())

    assert databases.main(["-k", "nothing"]) == 1


WAITS_FOR_ANOTHER = """#!/bin/sh
touch {folder}/$$
for attempt in $(seq 300); do
    if [ $(ls {folder} | wc -l) = 2 ]; then echo {word}; exit 0; fi
    sleep 0.1
done
exit 1
"""


def test_both_databases_are_tested_at_the_same_time(monkeypatch, tmp_path, capfd):
    met = tmp_path / "met"
    met.mkdir()
    program = tmp_path / "python"
    program.write_text(WAITS_FOR_ANOTHER.format(folder=met, word="seen the other"))
    program.chmod(0o700)
    monkeypatch.setattr(databases.sys, "executable", str(program))
    monkeypatch.setattr(databases, "STATE", tmp_path / "state")
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@localhost/db")
    monkeypatch.delenv("DATELINE_SUMMARY", raising=False)

    assert databases.main([]) == 0
    assert capfd.readouterr().out.count("seen the other") == 2


def test_an_interruption_ends_both(monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    program.chmod(0o700)
    monkeypatch.setattr(databases.sys, "executable", str(program))

    with pytest.raises(KeyboardInterrupt), databases.on("SQLite", "", []):
        interrupt_when_written(tmp_path / "pid")

    assert not is_running(int((tmp_path / "pid").read_text()))


def interrupt_when_written(file):
    deadline = monotonic() + 20
    while not (file.exists() and file.read_text().strip()):
        assert monotonic() < deadline
        sleep(0.05)
    raise KeyboardInterrupt


def test_a_throw_away_cluster_leaves_nothing_behind():
    try:
        databases.server_programs()
    except databases.NoPostgresError as reason:
        pytest.skip(f"PostgreSQL: {reason}")

    def use():
        with databases.throw_away_cluster() as cluster:
            pid = int((cluster.data / "postmaster.pid").read_text().split()[0])
            used.extend([cluster.folder, pid])
            raise KeyboardInterrupt

    used = []
    with pytest.raises(KeyboardInterrupt):
        use()

    folder, pid = used
    assert not folder.exists()
    assert not is_running(pid)


def is_running(pid):
    """Tell whether a process lives, which a zombie does not."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
