from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone, translation

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from news.models import Publication
from partners.check_digits import CROCKFORD, is_isni, is_orcid, is_ror
from partners.identifiers import SCHEMES
from partners.models import InstitutionIdentifier, PersonIdentifier
from tests.factories import add_institution, add_person

VALID = [
    ("ror", "01k4yrm29"),
    ("ror", "03yrm5c26"),
    ("ror", "04cdgtt98"),
    ("orcid", "0000-0002-1825-0097"),
    ("orcid", "0000-0002-1694-233X"),
    ("isni", "000000012146438X"),
    ("wikidata", "Q42"),
    ("doi", "10.1000/182"),
    ("funder", "501100002347"),
]
INVALID = [
    ("ror", "01k4yrm30"),
    ("ror", "11k4yrm29"),
    ("ror", "01k34yrm29"),
    ("ror", "01kOyrm29"),
    ("ror", "0|k4yrm29"),
    ("ror", ""),
    ("orcid", "0000-0002-1825-0098"),
    ("isni", "0000000121464381"),
    ("wikidata", "42"),
    ("wikidata", "Q0"),
    ("doi", "11.1000/182"),
    ("doi", "10.1000/"),
    ("funder", "123"),
]
SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
WRITTEN_OTHERWISE = [
    ("ror", "https://ror.org/04CDGTT98", "04cdgtt98"),
    ("ror", " ror.org/04cdgtt98 ", "04cdgtt98"),
    ("ror", "https://ror.org/04cdgtt98/", "04cdgtt98"),
    ("ror", "ror:04cdgtt98", "04cdgtt98"),
    ("ror", "ROR ID: 04cdgtt98.", "04cdgtt98"),
    ("ror", "//www.ror.org/04cdgtt98?utm_source=x#top", "04cdgtt98"),
    ("ror", "https%3A%2F%2Fror.org%2F04cdgtt98", "04cdgtt98"),
    (
        "ror",
        "https://api.ror.org/v2/organizations/https%3A%2F%2Fror.org%2F04cdgtt98",
        "04cdgtt98",
    ),
    ("orcid", "https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
    ("orcid", "https://orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097"),
    ("orcid", "http://m.orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("orcid", "https://orcid.org/0000-0002-1825-0097?lang=en", "0000-0002-1825-0097"),
    ("orcid", "0000-0002-1825-0097?lang=en", "0000-0002-1825-0097"),
    (
        "orcid",
        "https://orcid.org/my-orcid?orcid=0000-0002-1825-0097",
        "0000-0002-1825-0097",
    ),
    ("orcid", "ORCID: 0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("orcid", "ORCID iD 0000-0002-1825-0097,", "0000-0002-1825-0097"),
    ("orcid", "ORCID: https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("orcid", "0000000218250097", "0000-0002-1825-0097"),
    ("orcid", "0000 0002 1825 0097", "0000-0002-1825-0097"),
    ("orcid", "0000–0002‐1825‑0097", "0000-0002-1825-0097"),
    ("orcid", "0000\u22120002\u20141825-\u00ad0097\u200b", "0000-0002-1825-0097"),
    ("orcid", "(https://orcid.org/0000-0002-1825-0097)", "0000-0002-1825-0097"),
    ("orcid", "<https://orcid.org/0000-0002-1825-0097>;", "0000-0002-1825-0097"),
    ("isni", "0000 0001 2146 438X", "000000012146438X"),
    ("isni", "ISNI 0000 0001 2103 2683", "0000000121032683"),
    ("isni", "ISNI: 0000-0001-2103-2683", "0000000121032683"),
    ("isni", "https://isni.org/isni/0000000121032683/", "0000000121032683"),
    ("isni", "http://www.isni.org/0000%200001%202103%202683", "0000000121032683"),
    ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
    ("wikidata", "https://m.wikidata.org/wiki/Q42", "Q42"),
    ("wikidata", "https://www.wikidata.org/wiki/Q42#sitelinks", "Q42"),
    ("wikidata", "http://www.wikidata.org/entity/Q42", "Q42"),
    ("wikidata", "https://www.wikidata.org/wiki/Special:EntityPage/Q42", "Q42"),
    ("wikidata", "https://www.wikidata.org/w/index.php?title=Q42&oldid=1", "Q42"),
    ("wikidata", "wd:q42", "Q42"),
    ("wikidata", "Wikidata: Q42.", "Q42"),
    ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc"),
    ("doi", "doi:10.1000/182", "10.1000/182"),
    ("doi", "DOI 10.1000/182.", "10.1000/182"),
    ("doi", "doi: https://dx.doi.org/10.1000/182/", "10.1000/182"),
    ("doi", "https://doi.org/10.1000/182?utm_source=x", "10.1000/182"),
    ("doi", "10.1000/182?utm_source=x", "10.1000/182"),
    ("doi", "https://doi.org/10.1000/182#section", "10.1000/182"),
    ("doi", "10.1000/1\u200b82", "10.1000/182"),
    ("doi", "10.1002%2Fhrm.2", "10.1002/hrm.2"),
    ("doi", "10.1002%252Fhrm.2", "10.1002/hrm.2"),
    ("doi", "“10.1002/s0140‑6736(05)1”", "10.1002/s0140-6736(05)1"),
    ("doi", "(10.1002/s0140-6736(05)1)", "10.1002/s0140-6736(05)1"),
    ("doi", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", SICI),
    (
        "doi",
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
        SICI,
    ),
    (
        "doi",
        "10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O",
        SICI,
    ),
    ("doi", f"{SICI[:-1]}#", f"{SICI[:-1]}#"),
    ("funder", "https://doi.org/10.13039/501100002347", "501100002347"),
    ("funder", "https://dx.doi.org/10.13039/501100002347/", "501100002347"),
    ("funder", "10.13039/501100002347", "501100002347"),
    ("funder", "Crossref Funder ID: 501100002347", "501100002347"),
]
FAULTS = [
    ("ror", "04cdgtt", "Too short", "Zu kurz"),
    ("ror", "04cdgtt9812", "Too long", "Zu lang"),
    ("ror", "04cdgtto8", "“o”", "„o“"),
    ("ror", "https://ror.org/04cdgtt99", "check digit", "Prüfziffer"),
    ("ror", "https://grid.ac/institutes/grid.7497.d", "grid.ac", "grid.ac"),
    ("ror", "https://orcid.org/0000-0002-1825-0097", "identifier of ORCID", "ORCID"),
    ("orcid", "0000-0002-1825-009", "15 of 16", "15 von 16"),
    ("orcid", "https://orcid.org/0000-0002-1825-009", "15 of 16", "15 von 16"),
    ("orcid", "0000-0002-1825-0098", "check digit", "Prüfziffer"),
    ("orcid", "https://www.researchgate.net/profile/A", "researchgate", "researchgate"),
    ("orcid", "Ada Lovelace", "not a valid ORCID", "ORCID"),
    ("orcid", "ORCID:", "no ORCID", "ORCID"),
    ("isni", "00000001 2103 26834", "17", "17"),
    ("wikidata", "P31", "not a valid Wikidata", "Wikidata"),
    ("wikidata", "https://en.wikipedia.org/wiki/CERN", "en.wikipedia.org", "wikipedia"),
    ("doi", "https://arxiv.org/abs/2001.00001", "arxiv.org", "arxiv.org"),
    ("doi", "10.1000/18 2", "space", "Leerzeichen"),
    ("doi", "10.1000/", "not a valid DOI", "DOI"),
    ("doi", "Q42", "Wikidata", "Wikidata"),
]


@pytest.mark.parametrize(("scheme", "value", "english", "german"), FAULTS)
def test_says_what_is_really_wrong(scheme, value, english, german):
    with pytest.raises(ValidationError) as error:
        SCHEMES[scheme].clean(value)

    assert english in error.value.messages[0]
    with translation.override("de"):
        assert german in error.value.messages[0]


@pytest.mark.parametrize(("scheme", "value"), VALID)
def test_keeps_a_valid_identifier(scheme, value):
    assert SCHEMES[scheme].clean(value) == value


@pytest.mark.parametrize(("scheme", "value"), INVALID)
def test_refuses_an_invalid_identifier(scheme, value):
    with pytest.raises(ValidationError):
        SCHEMES[scheme].clean(value)


@pytest.mark.parametrize(("scheme", "written", "bare"), WRITTEN_OTHERWISE)
def test_stores_the_bare_value(scheme, written, bare):
    assert SCHEMES[scheme].clean(written) == bare


digits_15 = st.text("0123456789", min_size=15, max_size=15)
ror_bodies = st.text(CROCKFORD, min_size=6, max_size=6)


def orcids_from(digits: str) -> list[str]:
    """Return the ORCID iDs that begin with fifteen digits and pass the check."""
    parts = "-".join(digits[start : start + 4] for start in (0, 4, 8, 12))
    return [parts + end for end in "0123456789X" if is_orcid(parts + end)]


@given(digits_15)
def test_fifteen_digits_have_one_check_character(digits):
    assert len(orcids_from(digits)) == 1
    assert len([end for end in "0123456789X" if is_isni(digits + end)]) == 1


@given(digits_15, st.integers(0, 14), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_orcid_is_found(digits, place, digit):
    assume(digits[place] != digit)
    wrong = digits[:place] + digit + digits[place + 1 :]

    assert orcids_from(digits)[0][-1] != orcids_from(wrong)[0][-1]


@given(digits_15, st.integers(0, 13))
def test_two_neighbours_of_an_orcid_that_trade_places_are_found(digits, place):
    one, other = digits[place : place + 2]
    assume(one != other)
    wrong = digits[:place] + other + one + digits[place + 2 :]

    assert orcids_from(digits)[0][-1] != orcids_from(wrong)[0][-1]


@given(ror_bodies, st.integers(0, 5), st.sampled_from(CROCKFORD))
def test_a_ror_id_has_one_pair_of_check_digits_and_shows_a_typing_error(
    body, place, letter
):
    [value] = [f"0{body}{n:02}" for n in range(100) if is_ror(f"0{body}{n:02}")]
    assume(body[place] != letter)

    assert not is_ror(f"0{body[:place]}{letter}{body[place + 1 :]}{value[-2:]}")


@given(st.text(max_size=40), st.sampled_from(sorted(SCHEMES)))
def test_any_text_is_cleaned_or_refused(text, scheme):
    try:
        bare = SCHEMES[scheme].clean(text)
    except ValidationError:
        return

    assert SCHEMES[scheme].clean(bare) == bare


def test_links_to_where_the_identifier_leads():
    assert SCHEMES["doi"].link("10.1000/<1>") == "https://doi.org/10.1000/%3C1%3E"


def test_a_link_to_what_was_stored_encoded_is_encoded_once():
    assert SCHEMES["doi"].link("10.1000/%3c1%3e") == "https://doi.org/10.1000/%3C1%3E"


@pytest.mark.django_db
def test_the_same_paper_in_two_spellings_is_refused():
    Publication.objects.create(title="One", doi=SICI)
    twin = Publication(
        title="Two", doi=f"https://doi.org/{SICI.upper().replace('<', '%3C')}."
    )

    with pytest.raises(ValidationError) as error:
        twin.full_clean()

    assert list(error.value.message_dict) == ["doi"]


@pytest.mark.django_db
def test_evidence_of_a_doi_that_was_stored_encoded_stays():
    paper = Publication.objects.create(
        title="One",
        doi=SICI.replace("<", "%3c"),
        verified_at=timezone.now(),
        verified_by="Ada",
        verified_against="the paper",
    )

    paper.full_clean()

    assert paper.doi == SICI
    assert paper.is_verified


@pytest.mark.parametrize("model", [Publication, InstitutionIdentifier])
def test_a_form_takes_a_long_spelling(model):
    name = "doi" if model is Publication else "value"
    field = model._meta.get_field(name).formfield()
    address = "https://www.wikidata.org/wiki/Special:EntityPage/Q42?" + "x" * 300

    assert field.clean(address) == address


@pytest.mark.django_db
def test_names_the_field_of_a_wrong_value():
    identifier = InstitutionIdentifier(
        institution=add_institution(), scheme="ror", value="01k4yrm30"
    )

    with pytest.raises(ValidationError) as error:
        identifier.full_clean()

    assert list(error.value.message_dict) == ["value"]


@pytest.mark.django_db
def test_refuses_an_identifier_that_somebody_else_has():
    PersonIdentifier.objects.create(
        person=add_person(), scheme="orcid", value="0000-0002-1825-0097"
    )
    twin = PersonIdentifier(
        person=add_person(),
        scheme="orcid",
        value="https://orcid.org/0000-0002-1825-0097",
    )

    with pytest.raises(ValidationError) as error:
        twin.full_clean()

    assert "already belongs" in error.value.message_dict["value"][0]


@pytest.fixture
def verified(db):
    """A ROR id with evidence, about which nothing is left to say."""
    return InstitutionIdentifier.objects.create(
        institution=add_institution(),
        scheme="ror",
        value="04cdgtt98",
        verified_at=timezone.now(),
        verified_by="Ada",
        verified_against="ROR data dump v9",
    )


@pytest.mark.parametrize(
    "values",
    [{"value": "03yrm5c26"}, {"scheme": "wikidata", "value": "Q42"}],
)
def test_another_value_withdraws_the_evidence_of_the_one_before(verified, values):
    for name, value in values.items():
        setattr(verified, name, value)

    verified.full_clean()

    assert not verified.is_verified
    assert (verified.verified_at, verified.verified_by) == (None, "")
    assert verified.verified_against == ""


def test_another_value_withdraws_what_was_found_about_the_one_before(verified):
    InstitutionIdentifier.objects.update(finding="not_found", finding_note="x")
    identifier = InstitutionIdentifier.objects.get()
    identifier.value = "03yrm5c26"

    identifier.full_clean()

    assert identifier.finding == identifier.finding_note == ""


def test_evidence_that_comes_with_another_value_stays(verified):
    verified.value = "03yrm5c26"
    verified.verified_against = "their letter"

    verified.full_clean()

    assert verified.is_verified


def test_the_same_value_keeps_its_evidence_as_a_form_can_tell_it(verified):
    verified.value = "https://ror.org/04cdgtt98"
    verified.verified_at = verified.verified_at.replace(second=0, microsecond=0)

    verified.full_clean()

    assert verified.is_verified


def test_evidence_answers_what_a_check_has_found(verified):
    InstitutionIdentifier.objects.update(finding="name_differs", finding_note="x")
    identifier = InstitutionIdentifier.objects.get()
    identifier.verified_at += timedelta(days=1)

    identifier.full_clean()

    assert identifier.is_verified
    assert identifier.finding == ""


def test_verified_without_evidence_is_refused_beside_the_evidence(verified):
    verified.verified_against = ""

    with pytest.raises(ValidationError) as error:
        verified.full_clean()

    assert list(error.value.message_dict) == ["verified_against"]
