"""What is published or withdrawn while somebody else saves stays so."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

import pytest

from wagtail import hooks
from wagtail.models import Page

from news.models import Correction
from news.pages import PressReleasePage
from news.publishing import correcting, postponing
from tests.admin.sent import sent
from tests.at_once import at_once
from tests.factories import (
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_site,
    days_from_now,
    draft_release,
)

FORM = "wagtailsnippets_partners_{}:edit"


@pytest.fixture
def meanwhile():
    """Do something when a form was sent and read, before it is saved."""
    with ExitStack() as entered:

        def register(hook: str, act: Callable[[], Any]) -> None:
            acts = [act]

            def do_once(asked, _thing):
                if asked.method == "POST" and acts:
                    acts.pop()()

            entered.enter_context(hooks.register_temporarily(hook, do_once))

        yield register


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_form_does_not_take_back_a_publication(
    newsroom, sign_in, client, meanwhile, accept
):
    draft = draft_release(newsroom, "Headline")
    revision = draft.save_revision()
    sign_in("Editors")
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    data = sent(client.get(address)) | {"title": ["Another headline"]}
    data |= {"body-count": ["0"]}
    meanwhile("before_edit_page", revision.publish)

    client.post(address, data, headers={"accept": accept})

    page = PressReleasePage.objects.get(pk=draft.pk)
    assert (page.live, page.title) == (True, "Headline")
    assert page.first_published_at
    assert page.live_revision
    assert page.latest_revision.as_object().title == "Another headline"


@pytest.mark.parametrize("add", [add_institution, add_person, add_partnership])
def test_a_form_does_not_take_back_the_publication_of_an_entry(
    site, sign_in, client, meanwhile, add
):
    entry = add(live=False, first_published_at=None)
    revision = entry.save_revision()
    sign_in("Editors")
    kind = entry._meta.model_name
    address = reverse(FORM.format(kind), args=[entry.pk])
    data = sent(client.get(address))
    meanwhile("before_edit_snippet", revision.publish)

    client.post(address, data)

    entry.refresh_from_db()
    assert entry.live
    assert entry.first_published_at


def correct(release, kind: str) -> None:
    """Publish a note, and take some time until it is committed."""
    with transaction.atomic():
        texts = {"what": {"en": "Wrong.", "de": "Falsch."}}
        correcting.correct(
            Correction(story=release.translation_key, kind=kind, **texts)
        )
        time.sleep(0.5)


def postpone(release) -> None:
    """Postpone a release, and take some time until it is committed."""
    with transaction.atomic():
        postponing.postpone(release, days_from_now(3), None)
        time.sleep(0.5)


def soon(act):
    """Do something when the other one has begun."""
    time.sleep(0.2)
    act()


@pytest.mark.django_db(transaction=True)
def test_a_correction_does_not_undo_a_withdrawal_that_is_under_way():
    release = add_release(add_site()["en"]["newsroom"])

    found = at_once(
        partial(correct, release, "withdrawal"),
        partial(soon, partial(correct, release, "correction")),
    )

    assert found == [None, None]
    page = PressReleasePage.objects.get(pk=release.pk)
    assert page.is_withdrawn
    assert [notice["kind"] for notice in page.notices] == ["withdrawal", "correction"]
    assert not page.body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "hide",
    [postpone, lambda release: Page.objects.get(pk=release.pk).specific.unpublish()],
)
def test_a_correction_does_not_make_public_what_is_hidden_meanwhile(hide):
    release = add_release(add_site()["en"]["newsroom"])

    def hide_slowly():
        with transaction.atomic():
            hide(release)
            time.sleep(0.5)

    found = at_once(hide_slowly, partial(soon, partial(correct, release, "correction")))

    assert found == [None, None]
    assert not PressReleasePage.objects.get(pk=release.pk).live
