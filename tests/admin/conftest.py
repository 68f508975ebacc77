from datetime import UTC, datetime
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

import pytest

from wagtail.models import GroupPagePermission

from news.models import Publication
from portal.core.differences import version_of
from portal.users.models import User
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


@pytest.fixture
def colleague(db) -> Client:
    """The browser of somebody else."""
    user = User.objects.create_user("colleague", password="secret", first_name="Lena")
    user.groups.add(Group.objects.get(name="Moderators"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def only(client, site):
    """Signs in somebody who may write in one language only."""

    def sign_in(language: str):
        group = Group.objects.create(name="One language")
        editors = Group.objects.get(name="Editors").permissions
        group.permissions.add(editors.get(codename="access_admin"))
        permissions = GroupPagePermission.objects.filter(group__name="Editors")
        for codename in {one.permission.codename for one in permissions}:
            GroupPagePermission.objects.create(
                group=group,
                page=site[language]["newsroom"],
                permission=permissions.filter(permission__codename=codename)
                .first()
                .permission,
            )
        user = User.objects.create_user("one", password="secret")
        user.groups.add(group)
        client.force_login(user)
        return client

    return sign_in
