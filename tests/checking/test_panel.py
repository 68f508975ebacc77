"""The findings beside the form of a release, and what one click mends."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from wagtail.test.utils.form_data import rich_text, streamfield
from wagtail.users.models import UserProfile

from news.checking.checks import findings_of
from news.models import CheckSettings
from news.pages import PressReleasePage
from tests.admin.test_release_form import form_data
from tests.factories import (
    add_affiliation,
    add_contact,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_translation,
    draft_release,
)

TEXT = "<p>Not for publication before 06/08/2020 at the Bridge Institute.</p>"
BODY = [{"type": "prose", "value": TEXT}]


@pytest.fixture
def release(newsroom):
    add_institution("Bridge Institute")
    return draft_release(newsroom, "Bridges", body=BODY)


def address_of(release, name: str = "news_findings") -> str:
    return reverse(name, args=[release.pk])


def edit_url(release) -> str:
    return address_of(release, "wagtailadmin_pages:edit")


def draft_of(release) -> PressReleasePage:
    return PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()


def key_of(html: str, label: str) -> str:
    return re.search(rf'name="mend" value="(\w+)"[^>]*>{label}<', html)[1]


def press(client, release, key: str, text: str = TEXT, **values):
    """Send the form as the button of a mend does."""
    fields = {
        "title": "Bridges",
        "contact": add_contact(),
        "slug": release.slug,
        "body": streamfield([("prose", rich_text(text))]),
    }
    data = form_data(**fields | values) | {"mend": key}
    return client.post(edit_url(release), data, follow=True)


def test_the_form_shows_what_was_found_in_the_last_save(sign_in, client, release):
    sign_in("Editors")

    html = client.get(edit_url(release)).content.decode()

    assert 'data-side-panel="findings"' in html
    assert "<mark>Not for publication</mark>" in html
    assert "3 remarks" in html
    assert address_of(release) in html


def test_a_new_release_has_a_place_for_it(sign_in, client, newsroom):
    sign_in("Editors")
    url = reverse(
        "wagtailadmin_pages:add", args=["news", "pressreleasepage", newsroom.pk]
    )

    html = client.get(url).content.decode()

    assert 'data-side-panel="findings"' in html
    assert "Nothing is saved yet." in html


@pytest.mark.parametrize(("query", "is_part"), [("", False), ("?part", True)])
def test_the_findings_have_an_address(sign_in, client, release, query, is_part):
    sign_in("Editors")

    html = client.get(address_of(release) + query).content.decode()

    assert "<mark>Not for publication</mark>" in html
    assert ("<html" in html) is not is_part
    # Its buttons send a form, which only the form has.
    assert ('name="mend"' in html) is is_part


def test_it_tells_of_the_newest_draft(sign_in, client, release):
    sign_in("Editors")
    release.body = []
    release.save_revision()

    html = client.get(address_of(release)).content.decode()

    assert "Nothing to remark" in html


def test_strangers_are_told_nothing(client, release):
    assert client.get(address_of(release)).status_code == 302


def test_the_admin_tells_it_in_german(sign_in, client, release):
    sign_in("Editors")
    user = client.session["_auth_user_id"]
    UserProfile.objects.create(user_id=user, preferred_language="de")

    html = client.get(address_of(release)).content.decode()

    assert "3 Anmerkungen" in html


# Mending


def test_one_click_mends_the_draft_and_nothing_public(sign_in, client, newsroom):
    sign_in("Editors")
    release = add_release(newsroom, "Bridges", body=BODY)
    key = key_of(
        client.get(edit_url(release)).content.decode(), "Write “6 August 2020”"
    )
    before = release.revisions.count()

    response = press(client, release, key, kicker="Typed meanwhile")

    draft = draft_of(release)
    assert response.status_code == 200
    assert "before 6 August 2020 at" in draft.body[0].value.source
    assert draft.kicker == "Typed meanwhile"
    assert release.revisions.count() == before + 1
    public = PressReleasePage.objects.get(pk=release.pk)
    assert "06/08/2020" in public.body[0].value.source


def test_one_click_links_a_name(sign_in, client, release):
    sign_in("Editors")
    html = client.get(edit_url(release)).content.decode()

    press(client, release, key_of(html, "Link to Bridge Institute"))

    assert 'linktype="institution"' in draft_of(release).body[0].value.source


@pytest.mark.parametrize("key", ["", "0" * 16, "<b>"])
def test_a_forged_mend_changes_nothing(sign_in, client, release, key):
    sign_in("Editors")

    html = press(client, release, key).content.decode()

    assert "06/08/2020" in draft_of(release).body[0].value.source
    assert "nothing was mended" in html


def test_a_text_that_says_something_else_by_now_is_not_mended(sign_in, client, release):
    sign_in("Editors")
    key = key_of(
        client.get(edit_url(release)).content.decode(), "Write “6 August 2020”"
    )

    html = press(
        client, release, key, "<p>On 07/08/2020 they met.</p>"
    ).content.decode()

    assert "nothing was mended" in html
    assert "07/08/2020" in draft_of(release).body[0].value.source


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    sign_in, client, release
):
    sign_in("Editors")
    release.save_revision()
    html = client.get(edit_url(release)).content.decode()
    seen = re.search(r'name="loaded_revision_id" value="(\d+)"', html)[1]
    at = re.search(r'name="loaded_revision_created_at" value="([^"]+)"', html)[1]
    release.kicker = "Theirs"
    theirs = release.save_revision()
    key = key_of(html, "Write “6 August 2020”")

    press(
        client,
        release,
        key,
        loaded_revision_id=seen,
        loaded_revision_created_at=at,
    )

    release.refresh_from_db()
    assert release.latest_revision_id == theirs.pk


def test_who_may_not_change_a_release_mends_nothing(client, release):
    assert press(client, release, "x").redirect_chain
    assert release.revisions.count() == 0


# What it costs


def count(release) -> int:
    draft = draft_of(release)
    with CaptureQueriesContext(connection) as queries:
        findings_of(draft)
    return len(queries)


def test_the_cost_does_not_grow_with_the_graph(site):
    newsroom = site["en"]["newsroom"]
    person, institute = add_person("Ada Lovelace"), add_institution("Bridge Institute")
    add_affiliation(person, institute, role={"en": "Head"})
    said = "“It is so and it was so and it will be so”"
    text = f"{said}, says Ada Lovelace of the Bridge Institute."
    release = draft_release(
        newsroom,
        released_at=datetime(2020, 8, 6, tzinfo=UTC),
        institutions=[(institute, "partner")],
        body=[{"type": "prose", "value": f"<p>{text}</p>"}],
    )
    release.save_revision()
    add_translation(release, title="Worte", kicker="Ada")
    small = count(release)

    names = ["Bridge Institute"]
    for number in range(12):
        other = add_institution(f"Institute of Number {'abcdefghijkl'[number]}")
        someone = add_person(f"Given Family{'abcdefghijkl'[number]}")
        add_affiliation(someone, other, role={"en": "Head"})
        add_affiliation(person, other, role={"en": "Guest"})
        add_partnership(f"Alliance {'abcdefghijkl'[number]}", members=[other])
        names.append(f"{other} and {someone}")
    release.body = [{"type": "prose", "value": f"<p>{text} {'. '.join(names)}</p>"}]
    release.save_revision()

    assert count(release) <= small <= 20


def test_what_is_switched_off_is_not_shown(sign_in, client, release, site):
    CheckSettings.objects.create(
        site_id=site["en"]["home"].sites_rooted_here.get().pk,
        switched_off=["embargo"],
    )
    sign_in("Editors")

    assert (
        "Not for publication</mark>"
        not in client.get(edit_url(release)).content.decode()
    )


def test_administrators_switch_kinds_off(sign_in, client, site):
    sign_in("Administrators")
    url = reverse(
        "wagtailsettings:edit",
        args=["news", "checksettings", site["en"]["home"].sites_rooted_here.get().pk],
    )
    client.post(url, {"switched_off": ["embargo", "date"]})

    assert CheckSettings.find_switched_off() == {"embargo", "date"}
