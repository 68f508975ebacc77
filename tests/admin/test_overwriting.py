"""Two people edit the same thing at once: nobody overwrites the other unasked."""

from django.test import Client
from django.urls import reverse

import pytest

from wagtail.test.utils.form_data import inline_formset

from portal.home.models import StandardPage
from tests.admin.sent import sent
from tests.admin.test_release_form import form_data
from tests.factories import (
    add_contact,
    add_fact,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_topic,
)

# What is edited, and a field of its form that takes any words.
SNIPPETS = {
    "partners_institution": (add_institution, "city"),
    "partners_person": (add_person, "names-0-text"),
    "partners_partnership": (add_partnership, "description_en"),
    "partners_fact": (lambda: add_fact(institution=add_institution()), "unit_en"),
    "news_statement": (lambda: add_statement(add_person()), "text_en"),
    "news_contact": (add_contact, "hours_en"),
    "news_series": (add_series, "label_en"),
    "core_topic": (add_topic, "label_en"),
}


@pytest.fixture
def me(sign_in) -> Client:
    return sign_in("Moderators")


def in_form(client: Client, url: str, field: str) -> str:
    """Return what is saved, as a form that is opened now shows it."""
    return sent(client.get(url))[field][0]


@pytest.mark.parametrize("name", SNIPPETS)
def test_what_was_saved_meanwhile_is_shown_before_it_is_overwritten(
    me, colleague, name
):
    add, field = SNIPPETS[name]
    url = reverse(f"wagtailsnippets_{name}:edit", args=[add().pk])
    theirs, mine = sent(colleague.get(url)), sent(me.get(url))
    theirs[field], mine[field] = ["Said by {n} her"], ["Said by {n} me"]
    assert colleague.post(url, theirs).status_code == 302

    asked = me.post(url, mine)

    assert asked.status_code == 200
    assert in_form(me, url, field) == "Said by {n} her"
    assert sent(asked)[field] == ["Said by {n} me"]
    text = asked.content.decode()
    assert "Lena saved this on" in text
    assert '<span class="deletion">her</span>' in text
    assert '<span class="addition">me</span>' in text
    assert me.post(url, sent(asked)).status_code == 302
    assert in_form(me, url, field) == "Said by {n} me"


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_form_that_nobody_else_saved_is_saved_at_once(me, name):
    add, field = SNIPPETS[name]
    url = reverse(f"wagtailsnippets_{name}:edit", args=[add().pk])
    data = sent(me.get(url))
    data[field] = ["Said by {n}"]

    assert me.post(url, data).status_code == 302
    assert in_form(me, url, field) == "Said by {n}"


def test_the_same_change_by_two_people_needs_no_question(me, colleague):
    url = reverse("wagtailsnippets_core_topic:edit", args=[add_topic().pk])
    theirs, mine = sent(colleague.get(url)), sent(me.get(url))
    theirs["label_en"] = mine["label_en"] = ["Same words"]
    colleague.post(url, theirs)

    assert me.post(url, mine).status_code == 302


def test_a_form_with_a_mistake_asks_once_the_mistake_is_mended(me, colleague):
    url = reverse("wagtailsnippets_partners_person:edit", args=[add_person().pk])
    theirs, mine = sent(colleague.get(url)), sent(me.get(url))
    theirs["names-0-titles"], mine["slug"] = ["Dr."], ["no slug"]
    colleague.post(url, theirs)

    mended = sent(me.post(url, mine)) | {"slug": ["ada-lovelace"]}
    asked = me.post(url, mended)

    assert asked.status_code == 200
    assert in_form(me, url, "names-0-titles") == "Dr."


def test_who_saves_a_third_version_meanwhile_is_not_overwritten_either(me, colleague):
    url = reverse("wagtailsnippets_core_topic:edit", args=[add_topic().pk])
    theirs, mine = sent(colleague.get(url)), sent(me.get(url))
    mine["label_en"] = ["Mine"]
    colleague.post(url, theirs | {"label_en": ["Second"]})
    asked = me.post(url, mine)
    colleague.post(url, sent(colleague.get(url)) | {"label_en": ["Third"]})

    assert me.post(url, sent(asked)).status_code == 200
    assert in_form(me, url, "label_en") == "Third"


def test_a_row_that_somebody_deleted_meanwhile_is_a_difference(me, colleague):
    institution = add_institution("First name")
    institution.names.add(
        institution.names.model(text="Short", kind="acronym", language="en")
    )
    institution.save()
    url = reverse("wagtailsnippets_partners_institution:edit", args=[institution.pk])
    theirs, mine = sent(colleague.get(url)), sent(me.get(url))
    rows = range(int(theirs["names-TOTAL_FORMS"][0]))
    short = next(row for row in rows if theirs[f"names-{row}-text"] == ["Short"])
    colleague.post(url, theirs | {f"names-{short}-DELETE": ["1"]})

    asked = me.post(url, mine | {"city": ["Heidelberg"]})

    assert asked.status_code == 200
    assert 'id="overwrite"' in asked.content.decode()
    assert sent(asked)[f"names-{short}-text"] == ["Short"]
    assert me.post(url, sent(asked)).status_code == 302
    kept = set(institution.names.values_list("text", flat=True))
    assert kept == {"First name", "Short"}


@pytest.fixture
def page(site) -> StandardPage:
    page = StandardPage(title="About", slug="about")
    site["en"]["home"].add_child(instance=page)
    page.save_revision().publish()
    return page


def page_form(client: Client, url: str, **values) -> dict:
    """Return what the browser sends for the form of a page that it opens now."""
    seen = {
        name: value
        for name, value in sent(client.get(url)).items()
        if name.startswith("loaded_revision") or name == "facts_seen"
    }
    return values | seen


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def release_form(client: Client, release, **values) -> dict:
    url = edit_url(release)
    return page_form(
        client, url, **form_data(slug=release.slug, contact=add_contact(), **values)
    )


@pytest.mark.parametrize("action", ["save", "action-publish"])
@pytest.mark.parametrize("their_action", ["save", "action-publish"])
def test_a_newer_version_of_a_release_is_shown_before_it_is_overwritten(
    me, colleague, newsroom, action, their_action
):
    release = add_release(newsroom, title="Old")
    url = edit_url(release)
    mine = release_form(me, release, title="Mine") | {action: "1"}
    theirs = release_form(colleague, release, title="Theirs") | {their_action: "1"}
    assert colleague.post(url, theirs).status_code == 302
    before = release.revisions.count()

    asked = me.post(url, mine)

    assert asked.status_code == 200
    assert release.revisions.count() == before
    assert in_form(me, url, "title") == "Theirs"
    assert sent(asked)["title"] == ["Mine"]
    text = asked.content.decode()
    assert "Lena saved this on" in text
    assert '<span class="deletion">Theirs</span>' in text
    assert "w-autosave-interval" not in text
    again = mine | {
        name: sent(asked)[name]
        for name in ("loaded_revision_id", "loaded_revision_created_at")
    }
    assert me.post(url, again).status_code == 302
    assert in_form(me, url, "title") == "Mine"


def test_a_page_with_a_mistake_in_its_form_asks_once_it_is_mended(me, colleague, page):
    url = edit_url(page)
    mine, theirs = sent(me.get(url)), sent(colleague.get(url))
    body = {"body-count": ["0"], **{k: [v] for k, v in inline_formset([]).items()}}
    theirs |= body | {"title": ["Theirs"]}
    mine |= body | {"title": [""]}
    assert colleague.post(url, theirs).status_code == 302
    refused = sent(me.post(url, mine))

    asked = me.post(url, mine | refused | {"title": ["Mine"]})

    assert asked.status_code == 200
    assert in_form(me, url, "title") == "Theirs"


def test_an_autosave_does_not_overwrite_a_newer_version(me, colleague, newsroom):
    release = add_release(newsroom, title="Old")
    url = edit_url(release)
    mine = release_form(me, release, title="Mine")
    colleague.post(url, release_form(colleague, release, title="Theirs"))

    answer = me.post(url, mine, headers={"accept": "application/json"})

    assert answer.json()["error_code"] == "invalid_revision"
    assert in_form(me, url, "title") == "Theirs"


@pytest.mark.parametrize("seen", [{}, {"version_seen": ""}])
def test_a_form_that_does_not_say_what_it_has_seen_asks(sign_in, client, db, seen):
    topic = add_topic("old")
    sign_in("Moderators")
    address = f"/admin/snippets/core/topic/edit/{topic.pk}/"

    response = client.post(address, {"slug": "new", "label_en": "New"} | seen)

    assert response.status_code == 200
    assert b"overwrite__differences" in response.content
    topic.refresh_from_db()
    assert topic.slug == "old"
