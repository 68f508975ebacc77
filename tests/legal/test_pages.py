"""Legal pages say what was filled in once, and nothing of what was not."""

import json
import re

import pytest

from portal.legal.models import AccessibilityException, LegalFacts
from portal.legal.models.pages import (
    LEGAL_PAGES,
    AccessibilityPage,
    ImprintPage,
    PrivacyPage,
)
from portal.privacy import processing
from tests.legal.conftest import FACTS, set_facts

pytestmark = pytest.mark.django_db
NAMES = [model.__name__ for model in LEGAL_PAGES]
LANGUAGES = ("en", "de")


def read(client, page) -> str:
    return client.get(page.url).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_page_answers_and_names_no_gap(client, legal_pages, language, name):
    html = read(client, legal_pages[language, name])

    assert "legal__gaps" not in html
    assert "[" not in re.sub(r"<(script|head).*?</\1>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_visitors_are_told_what_is_missing_where_that_is_wanted(
    client, legal_pages, name
):
    set_facts(names_gaps=True)
    empty = read(client, legal_pages["en", name])
    set_facts(names_gaps=True, **FACTS)
    full = read(client, legal_pages["en", name])

    assert "has not given the following yet" in empty
    assert "has not given the following yet" not in full


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("ImprintPage", ["post@institute.example", "Ada Beispiel, Vorsitzende"]),
        ("PrivacyPage", ["post@institute.example", "Authority of Examples", "7 Tage"]),
        ("AccessibilityPage", ["4. März 2026", "Body of Examples"]),
        ("TermsPage", ["creativecommons.org", "Quelle: Beispiele"]),
    ],
)
def test_facts_filled_in_once_stand_in_every_language(client, legal_pages, name, says):
    set_facts(**FACTS)

    html = read(client, legal_pages["de", name])

    assert [text for text in says if text not in html] == []


def test_a_name_in_another_language_says_so(client, legal_pages):
    set_facts(**FACTS)

    assert f'<span lang="de">{FACTS["name"]}</span>' in read(
        client, legal_pages["en", "ImprintPage"]
    )


def test_the_imprint_says_to_machines_who_publishes(client, legal_pages):
    set_facts(**FACTS)

    html = read(client, legal_pages["en", "ImprintPage"])
    (script,) = re.findall(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", html, re.DOTALL)
    names = [node.get("legalName") for node in json.loads(script)["@graph"]]

    assert FACTS["name"] in names


def test_the_privacy_page_tells_every_activity_and_every_service(client, legal_pages):
    html = read(client, legal_pages["en", "PrivacyPage"])

    for activity in processing.activities():
        assert f'<h3 id="{activity.key}">' in html
    assert "sessionid" in html


def test_exceptions_stand_below_their_reasons(client, legal_pages):
    set_facts(**FACTS | {"conformance": "partial"})
    page = legal_pages["en", "AccessibilityPage"]
    AccessibilityException.objects.create(
        page=page, content="Old PDF files", reason="burden", explanation="Many."
    )

    html = read(client, page)

    assert "partially compliant" in html
    assert html.index("Disproportionate burden") < html.index("Old PDF files")
    assert "Non-compliance with the law" not in html


@pytest.mark.parametrize(
    ("conformance", "has_any", "is_missing"),
    [
        ("", False, False),
        ("full", False, False),
        ("full", True, True),
        ("partial", False, True),
        ("none", True, False),
    ],
)
def test_result_and_exceptions_have_to_agree(conformance, has_any, is_missing):
    page = AccessibilityPage()
    if has_any:
        page.exceptions = [AccessibilityException(content="x", reason="burden")]

    missing = page.find_missing_texts(LegalFacts(conformance=conformance))

    assert bool(missing) == is_missing


@pytest.mark.parametrize(
    ("model", "facts", "missing"),
    [
        (ImprintPage, FACTS, []),
        (ImprintPage, FACTS | {"phone": ""}, ["phone"]),
        (ImprintPage, FACTS | {"represented_by": {}}, ["represented_by"]),
        (PrivacyPage, FACTS, []),
        (PrivacyPage, FACTS | {"log_days": 0}, []),
        (PrivacyPage, FACTS | {"log_days": None}, ["log_days"]),
        (PrivacyPage, FACTS | {"is_public_body": True}, ["officer", "task_law"]),
    ],
)
def test_what_a_page_cannot_be_without(model, facts, missing):
    assert model.find_missing_facts(LegalFacts(**facts)) == missing


def test_there_is_one_of_each_below_a_front_page(legal_pages, site):
    for model in LEGAL_PAGES:
        assert not model.can_create_at(site["en"]["home"])


def test_every_page_has_them_at_its_foot_in_its_language(client, legal_pages, site):
    page = legal_pages["en", "PrivacyPage"]
    page.show_in_menus = False
    page.save()

    html = client.get(site["en"]["newsroom"].url).content.decode()
    foot = html[html.index("<footer") :]

    for name in NAMES:
        assert f'href="{legal_pages["en", name].url}"' in foot
        assert (
            f'href="{legal_pages["en", name].url}"' not in html[: html.index("<footer")]
        )
        assert legal_pages["de", name].url not in foot
    assert f'href="{site["en"]["imprint"].url}"' in foot


def test_the_form_for_subscriptions_leads_to_the_privacy_page(client, legal_pages):
    html = client.get("/de/subscribe/").content.decode()

    assert html.count(legal_pages["de", "PrivacyPage"].url) == 2


def test_what_is_typed_is_found_by_the_search(client, legal_pages):
    page = legal_pages["en", "TermsPage"]
    page.further = "<p>Marginalia</p>"
    page.save_revision().publish()

    assert page.url in client.get("/en/search/?q=marginalia").content.decode()
