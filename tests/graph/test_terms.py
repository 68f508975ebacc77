"""Under which terms the open data may be used is said, or that nothing is said."""

import json
import re

import pytest

from wagtail.models import Site

from portal.core.models import SiteSettings
from portal.legal.models import LegalFacts


def graph_page(client, language: str) -> str:
    return client.get(f"/{language}/graph/").content.decode()


def dataset(html: str) -> dict:
    (script,) = re.findall(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", html, re.DOTALL)
    nodes = json.loads(script)["@graph"]
    return next(node for node in nodes if node["@type"] == "Dataset")


def choose(page) -> None:
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"data_terms": page}
    )


def test_a_fresh_site_says_that_nothing_is_said(client, site):
    html = graph_page(client, "en")

    assert "has not said yet" in html
    assert "license" not in dataset(html)


@pytest.mark.parametrize(
    ("language", "address"), [("en", "/en/imprint/"), ("de", "/de/impressum/")]
)
def test_the_terms_are_linked_in_the_language_of_the_reader(
    client, site, language, address
):
    choose(site["en"]["imprint"])

    html = graph_page(client, language)

    assert f'<a href="{address}">' in html
    assert dataset(html)["license"].endswith(address)


def test_a_licence_that_is_chosen_is_the_licence_for_machines(client, site):
    choose(site["en"]["imprint"])
    default = Site.objects.get(is_default_site=True)
    LegalFacts.objects.create(site=default, data_licence="cc-by-4.0")

    licence = dataset(graph_page(client, "en"))["license"]

    assert licence == "https://creativecommons.org/licenses/by/4.0/"


def test_terms_that_are_not_public_are_not_linked(client, site):
    choose(site["en"]["imprint"])
    for language in ("en", "de"):
        site[language]["imprint"].unpublish()

    assert "has not said yet" in graph_page(client, "en")
