"""What the settings make of the environment for the limits of the API."""

import pytest

from tests.test_settings import COMPLETE, project, run, settings

__all__ = ["project"]


def test_without_a_shared_cache_every_process_counts_for_itself(project):
    values = settings(project)

    assert values["CACHES"]["default"]["BACKEND"].endswith("DummyCache")
    assert values["CACHES"]["limits"]["BACKEND"].endswith("LocMemCache")
    assert values["API_RATE"] == "120/minute"
    assert values["REST_FRAMEWORK"]["NUM_PROXIES"] == 0


def test_with_a_shared_cache_all_processes_count_together(project):
    values = settings(project, CACHE_URL="dbcache://dateline_cache", PROXIES="2")

    assert values["CACHES"]["limits"] == values["CACHES"]["default"]
    assert values["REST_FRAMEWORK"]["NUM_PROXIES"] == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("API_RATE", "120"),
        ("API_RATE", "0/minute"),
        ("API_RATE", "120/fortnight"),
        ("API_RATE", "many/minute"),
        ("PROXIES", "-1"),
    ],
)
def test_refuses_to_start_with_a_limit_that_means_nothing(project, name, value):
    finished = run(project, "manage.py", "check", **COMPLETE | {name: value})

    assert finished.returncode != 0
    assert f"ImproperlyConfigured: {name}" in finished.stderr
