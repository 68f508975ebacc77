"""What cannot be meant is refused, and the refusal names the parameter."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.api.resources import RESOURCES
from tests.test_bad_input import NASTY

LISTS = [f"{name}/" for name in RESOURCES]
EVERY_PARAMETER = [
    (f"{name}/", parameter.name)
    for name, resource in RESOURCES.items()
    for parameter in resource.of_lists()
]


@pytest.fixture(autouse=True)
def no_limit(settings):
    settings.API_RATE = "100000/second"


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "-1"),
        ("limit", "x"),
        ("limit", "1.5"),
        ("limit", "²"),
        ("limit", "٣"),
        ("limit", "1_0"),
        ("limit", "+1"),
        ("limit", ""),
        ("limit", "9" * 5000),
        ("offset", "-1"),
        ("offset", "x"),
        ("offset", "1000001"),
        ("offset", "9" * 30),
        ("fields", "unknown"),
        ("fields", "id,unknown"),
        ("fields", "id,,name"),
        ("fields", ""),
        ("fields", "record"),
        ("expand", "unknown"),
        ("expand", "record"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(refused, site, parameter, value):
    for below in LISTS:
        answer = refused(f"{below}?{parameter}={quote(value)}")

        assert answer["parameter"] == parameter
        assert answer["detail"].startswith(f"{parameter}: ")
        assert answer["title"] == "Bad Request"
        assert len(answer["detail"]) < 1000


@pytest.mark.parametrize(
    "value",
    [
        "x",
        "2020",
        "2020-13-01",
        "2020-02-30",
        "20200806",
        "2020-W32",
        "2020-08-06T25:00",
        "2020-08-06T10:00:00+99:00",
        "2020-08-06 10:00",
        "0000-01-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "99999-01-01",
        "today",
    ],
)
def test_what_is_no_day_and_no_instant_is_refused(refused, site, value):
    for name in ("since", "until", "updated_since"):
        answer = refused(f"releases/?{name}={quote(value)}")

        assert answer["parameter"] == name
        assert "2020-08-06T10:00:00Z" in answer["detail"]


def test_a_day_that_begins_before_the_calendar_is_refused(refused, site):
    """The first day begins earlier in Berlin than in Greenwich."""
    assert refused("releases/?since=0001-01-01")["parameter"] == "since"


@pytest.mark.parametrize("value", ["0001-01-02", "9999-12-30", "2020-02-29"])
def test_the_farthest_days_can_be_asked_for(get, site, value):
    for name in ("since", "until", "updated_since"):
        assert get(f"releases/?{name}={value}")["items"] == []


def test_an_unknown_field_is_named_and_the_known_ones_too(refused, site):
    detail = refused("releases/?fields=titel")["detail"]

    assert "“titel”" in detail
    assert "title" in detail


def test_an_unknown_parameter_is_refused(refused, site):
    for below in ("", "openapi.json", *LISTS):
        assert refused(f"{below}?colour=red")["parameter"] == "colour"


def test_a_filter_of_lists_is_unknown_to_details(refused, graph_site):
    assert refused("institutions/dkfz/?limit=1")["parameter"] == "limit"
    assert refused(f"{graph_site.release.identity_path}?language=de")


def test_a_parameter_is_given_once(refused, site):
    assert refused("releases/?limit=1&limit=2")["parameter"] == "limit"


def test_a_list_of_words_may_be_given_in_parts(get, graph_site):
    together = get("releases/?fields=title,kind&expand=people,versions")
    apart = get("releases/?fields=title&fields=kind&expand=people&expand=versions")

    assert together == apart


def test_an_empty_value_is_refused(refused, site):
    for below, parameter in EVERY_PARAMETER:
        assert refused(f"{below}?{parameter}=")["parameter"] == parameter


def test_a_relation_needs_somebody(refused, site):
    assert refused("releases/?relation=issued")["parameter"] == "relation"


def test_chosen_fields_come_with_what_says_which_item_it_is(get, graph_site):
    for name in RESOURCES:
        for item in get(f"{name}/?fields=url")["items"]:
            assert set(item) == {"id", "api_url", "url"}


def test_all_fields_can_be_asked_for(get, graph_site):
    for name, resource in RESOURCES.items():
        assert set(get(f"{name}/?fields=all")["items"][0]) == set(resource.fields)


def test_nasty_values_find_nothing_or_are_refused(client, graph_site):
    for below, parameter in EVERY_PARAMETER:
        for value in NASTY:
            encoded = quote(value, errors="surrogatepass")
            response = client.get(f"/api/v2/{below}?{parameter}={encoded}")
            assert response.status_code in {200, 400}, (parameter, value[:40])


def test_nasty_paths_are_not_found(client, graph_site):
    for path in (
        "/api/{}/",
        "/api/v2/{}/",
        "/api/v2/releases/{}/",
        "/api/v2/releases/{}/en/",
        "/api/v2/institutions/{}/",
        "/api/v2/partnerships/{}/{}/",
    ):
        for value in NASTY:
            encoded = quote(value, safe="", errors="surrogatepass")
            response = client.get(path.replace("{}", encoded))
            assert response.status_code in {200, 301, 302, 400, 404}, value[:40]


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(value=st.text(max_size=100), which=st.sampled_from(EVERY_PARAMETER))
def test_any_query_gets_an_answer(client, graph_site, value, which):
    below, parameter = which
    response = client.get(f"/api/v2/{below}", {parameter: value})
    assert response.status_code in {200, 400}
