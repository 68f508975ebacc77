"""What the privacy page says is what the code does, in both languages."""

from dataclasses import dataclass, field, replace

from django.utils import translation

import pytest

from portal.core.languages import Translated
from portal.guests.models.links import KEPT
from portal.legal.law import LAWS, Country
from portal.legal.licences import LICENCES
from portal.legal.models.reports import KEPT as REPORTS_KEPT
from portal.legal.telling import tell_activity, tell_basis
from portal.privacy import processing
from portal.privacy.processing import Basis, Processing
from portal.privacy.registry import AlreadyRegisteredError, print_text
from portal.statistics.activities import COUNTING
from portal.subscriptions.models import STOPPED_KEPT, UNCONFIRMED_KEPT

LANGUAGES = ("en", "de")
# Tests do not count visits, so that is not registered.
KNOWN = {one.key: one for one in (*processing.activities(), COUNTING)}


@dataclass
class Body:
    """Who runs a site."""

    is_public_body: bool = False
    task_law: Translated = field(default_factory=Translated)


ACTIVITY = Processing(
    key="tests",
    name="Tests",
    purpose="To test.",
    data="None.",
    basis=Basis.INTEREST,
    interest="tests that pass",
    kept="Not at all.",
)


def test_what_the_site_does_is_registered():
    assert [one.key for one in processing.activities()] == [
        "visits",
        "enquiries",
        "subscriptions",
        "passes",
        "sign-offs",
        "people",
        "barriers",
        "accounts",
    ]


@pytest.mark.parametrize(("language", "words"), [("en", "5 years"), ("de", "5 Jahre")])
def test_numbers_of_visits_are_kept_as_long_as_is_set(settings, language, words):
    settings.STATISTICS_YEARS = 5

    with translation.override(language):
        assert words in print_text(COUNTING.kept)


def test_two_activities_cannot_have_one_key():
    with pytest.raises(AlreadyRegisteredError):
        processing.register(replace(ACTIVITY, key="people"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "periods"),
    [
        ("subscriptions", [UNCONFIRMED_KEPT, STOPPED_KEPT]),
        ("passes", [KEPT]),
        ("barriers", [REPORTS_KEPT]),
    ],
)
def test_periods_are_those_after_which_data_are_deleted(language, key, periods):
    with translation.override(language):
        kept = print_text(KNOWN[key].kept)

    assert all(str(period.days) in kept for period in periods)


@pytest.mark.parametrize(
    ("body", "basis", "expected"),
    [
        (Body(), Basis.CONSENT, "Art. 6 Abs. 1 Buchst. a DSGVO"),
        (Body(is_public_body=True), Basis.CONSENT, "Art. 6 Abs. 1 Buchst. a DSGVO"),
        (Body(), Basis.INTEREST, "Art. 6 Abs. 1 Buchst. f DSGVO"),
        (Body(is_public_body=True), Basis.INTEREST, "Art. 6 Abs. 1 Buchst. e DSGVO"),
        (
            Body(is_public_body=True, task_law=Translated(de="§ 4 LDSG BW")),
            Basis.INTEREST,
            "in Verbindung mit § 4 LDSG BW",
        ),
    ],
)
def test_a_public_body_rests_on_its_task(body, basis, expected):
    with translation.override("de"):
        assert expected in tell_basis(basis, body)


def test_only_who_has_interests_names_them():
    own = dict(tell_activity(ACTIVITY, Body()).rows)
    public = dict(tell_activity(ACTIVITY, Body(is_public_body=True)).rows)

    assert own["Our legitimate interest"] == "tests that pass"
    assert "Our legitimate interest" not in public


def test_what_says_nothing_is_left_out():
    terms = [term for term, _text in tell_activity(ACTIVITY, Body()).rows]

    assert "Recipients" not in terms
    assert "Source of the data" not in terms


@pytest.mark.parametrize("key", [key for key in KNOWN if key != "visits"])
def test_every_activity_is_told_in_german(key):
    with translation.override("en"):
        english = tell_activity(KNOWN[key], Body())
    with translation.override("de"):
        german = tell_activity(KNOWN[key], Body())

    assert english.name != german.name
    for (_term, text), (_german_term, german_text) in zip(
        english.rows, german.rows, strict=True
    ):
        assert text != german_text


def test_law_and_licences_are_told_in_german():
    texts = [LAWS[Country.GERMANY].provider, LAWS[Country.GERMANY].editor]
    texts += [licence.summary for licence in LICENCES.values()]
    for text in texts:
        with translation.override("en"):
            english = str(text)
        with translation.override("de"):
            assert str(text) != english
