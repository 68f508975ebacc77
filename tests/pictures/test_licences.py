"""What one may do with a picture: a known licence with its address, or own terms."""

from __future__ import annotations

import json
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

import pytest

from portal.core.bodies import build_caption
from portal.core.known_licences import LICENCES, Terms, recognise
from portal.core.models import CustomImage
from portal.core.prose import plain
from tests.factories import add_image, add_release
from tests.pictures import samples
from tests.pictures.test_described import described

BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    "text",
    [
        BY,
        "http://creativecommons.org/licenses/by/4.0",
        "https://www.creativecommons.org/licenses/by/4.0/deed.de",
        "https://creativecommons.org/licenses/by/4.0/legalcode",
        "CC BY 4.0",
        "cc-by 4.0",
        "CC BY 4.0.",
    ],
)
def test_recognises_a_licence_by_address_and_name(text):
    assert recognise(text) == "cc-by-4.0"


@pytest.mark.parametrize(
    "text",
    [
        *("", "https://example.org/terms", "CC BY 3.0", "not CC BY 4.0"),
        "https://creativecommons.org.example.org/licenses/by/4.0/",
        "https://creativecommons.org/licenses/by/4.0/nonsense/",
    ],
)
def test_takes_nothing_else_for_one(text):
    assert recognise(text) == ""


def test_recognises_every_known_one():
    assert [recognise(one.address) for one in LICENCES.values() if one.address] == [
        key for key, one in LICENCES.items() if one.address
    ]


def test_reads_a_licence_from_xmp():
    web = samples.xmp("", f' xmpRights:WebStatement="{BY}"')
    assert described(xmp=web).licence == "cc-by-4.0"
    tagged = samples.xmp(
        '<cc:license xmlns:cc="http://creativecommons.org/ns#" '
        'rdf:resource="http://creativecommons.org/publicdomain/zero/1.0/"/>'
    )
    assert described(xmp=tagged).licence == "cc0-1.0"
    named = described(
        xmp=samples.xmp(samples.alternatives("xmpRights:UsageTerms", en="CC BY 4.0"))
    )
    assert (named.licence, named.usage_terms) == ("cc-by-4.0", "")
    own = samples.xmp("", ' xmpRights:WebStatement="https://example.org/terms"')
    assert described(xmp=own).licence == ""


def test_names_licence_and_own_terms():
    assert str(Terms("", "Free for schools")) == "Free for schools"
    both = Terms("cc-by-4.0", "Not for advertising")
    assert str(both) == "CC BY 4.0 · Not for advertising"
    assert both.address == BY
    assert not Terms("", "")
    with translation.override("de"):
        assert str(Terms("editorial", "")) == (
            "Frei für redaktionelle Zwecke mit Nennung der Quelle"
        )


@pytest.mark.django_db
def test_keeps_an_own_text_and_takes_a_licence_from_the_file(sign_in):
    editor = sign_in("Editors")
    told = samples.saved(
        samples.halves(),
        "JPEG",
        xmp=samples.xmp("", f' xmpRights:WebStatement="{BY}"'),
    )

    def send(name, **data):
        file = SimpleUploadedFile(name, told)
        sent = {"title": name, "collection": 1, "file": file, "tags": ""}
        editor.post(reverse("wagtailimages:add"), sent | data)
        image = CustomImage.objects.get(title=name)
        return image.licence, image.usage_terms

    assert send("a.jpg") == ("cc-by-4.0", "")
    assert send("b.jpg", usage_terms="Ask first") == ("", "Ask first")


@pytest.mark.django_db
def test_links_the_licence_wherever_the_terms_stand(site, client):
    image = add_image(
        credit="Ada", licence="cc-by-4.0", usage_terms="Not for advertising"
    )
    caption = render_to_string("components/picture_caption.html", {"image": image})
    assert f'<a href="{BY}">CC BY 4.0</a> · Not for advertising' in caption
    runs = build_caption("", "", image.terms)
    assert plain(runs) == "CC BY 4.0 · Not for advertising"
    assert [run.href for run in runs if run.href] == [BY]

    release = add_release(site["en"]["newsroom"], "A bridge", lead_image=image)
    page = client.get(release.url).content.decode()
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    nodes = json.loads(told[1])["@graph"]
    [article] = [node for node in nodes if node["@type"] == "NewsArticle"]
    assert article["image"]["license"] == BY
    assert article["image"]["creditText"] == "Ada"
    assert article["image"]["contentUrl"].startswith("http")
