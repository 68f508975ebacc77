from datetime import UTC, datetime
from types import SimpleNamespace

from django.urls import reverse

import pytest

from news.models import Publication
from portal.core.differences import version_of
from tests.factories import (
    add_contact,
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_topic,
    add_translation,
    publish,
)
from tests.sharing import shared


@pytest.fixture
def post(sign_in, client, db):
    """Send a form of something, new or there already; return the answer."""
    sign_in("Moderators")

    def send(model: str, data: dict, thing=None):
        view, arguments = ("edit", [thing.pk]) if thing else ("add", [])
        if thing:
            present = type(thing).objects.get(pk=thing.pk)
            data = {"version_seen": version_of(present)} | data
        url = reverse(f"wagtailsnippets_partners_{model}:{view}", args=arguments)
        return client.post(url, data)

    return send


@shared
def world(site):
    """A public release in both languages, and what a form may name instead."""
    release = add_release(
        site["en"]["newsroom"],
        "A bridge",
        slug="a-bridge",
        released_at=datetime(2020, 8, 6, 10, tzinfo=UTC),
        series=add_series(slug="old"),
        institutions=[(add_institution("DKFZ", slug="dkfz"), "lead_issuer")],
        people=[add_person("Ada", slug="ada")],
        topics=[add_topic("old")],
        lead_image=add_image(),
        body=[{"type": "prose", "value": "<p>The text.</p>"}],
    )
    contact = add_contact()
    german = publish(add_translation(release, title="Eine Brücke", slug="eine-bruecke"))
    return SimpleNamespace(
        release=release,
        german=german,
        english=add_release(site["en"]["newsroom"], "Only English", contact=contact),
        room=site["en"]["newsroom"],
        contact=contact,
        other_contact=add_contact(),
        series=add_series(slug="new"),
        topic=add_topic("new"),
        image=add_image("Another"),
        institution=add_institution("EMBL", slug="embl"),
        person=add_person("Grace", slug="grace"),
        partnership=add_partnership("Unit", slug="unit"),
        statement=add_statement(add_person("Emmy", slug="emmy"), "Secret words"),
        publication=Publication.objects.create(title="Paper", doi="10.1000/1"),
    )
