"""Where the forms are, what is answered there and to whom."""

from dataclasses import replace

from django.core.cache import caches

import pytest

from wagtail.models import PageViewRestriction

from news.pages import NewsItemPage
from news.syndication.formats.catalogue import BY_PATH, CATALOGUE
from news.templatetags.release_formats import release_formats
from portal.core.models import Generation
from tests.factories import (
    add_contact,
    add_image,
    add_institution,
    add_person,
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)

PAGE = "/en/newsroom/dawn/"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8; variant=GFM",
    "ninjs": "application/json",
    "jsonld": "application/ld+json",
    "cite": "application/vnd.citationstyles.csl+json",
    "cite/bibtex": "application/x-bibtex; charset=utf-8",
    "cite/ris": "application/x-research-info-systems; charset=utf-8",
    "share": "image/png",
}


def test_every_form_has_its_media_type(client, newsroom):
    add_release(newsroom, slug="dawn")

    found = {form: client.get(f"{PAGE}{form}/")["Content-Type"] for form in BY_PATH}

    assert found == MEDIA_TYPES


def test_every_form_says_where_the_page_is(client, newsroom):
    add_release(newsroom, slug="größe")

    for form in BY_PATH:
        response = client.get(f"/en/newsroom/größe/{form}/")
        page = "http://localhost/en/newsroom/gr%C3%B6%C3%9Fe/"
        assert response["Link"].startswith(f'<{page}>; rel="canonical"')


def test_ninjs_says_which_schema_it_follows(client, newsroom):
    add_release(newsroom, slug="dawn")

    link = client.get(f"{PAGE}ninjs/")["Link"]

    assert (
        '<https://www.iptc.org/std/ninjs/ninjs-schema_2.2.json>; rel="describedby"'
        in (link)
    )


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("pdf", 'inline; filename="2020-08-06-bridge.pdf"'),
        ("cite/bibtex", 'attachment; filename="2020-08-06-bridge.bib"'),
        ("cite/ris", 'attachment; filename="2020-08-06-bridge.ris"'),
    ],
)
def test_what_is_stored_has_a_name(get, full, form, told):
    assert get(full, form)["Content-Disposition"] == told


def test_a_name_is_ascii_whatever_the_slug_is(client, newsroom):
    add_release(newsroom, slug="中文")

    told = client.get("/en/newsroom/中文/pdf/")["Content-Disposition"]

    assert told.isascii()
    assert told.endswith('.pdf"')


def test_the_query_changes_nothing(client, newsroom):
    add_release(newsroom, slug="dawn")

    for form in BY_PATH:
        plain = client.get(f"{PAGE}{form}/")
        assert client.get(f"{PAGE}{form}/?a=1&lang=de").content == plain.content


def test_head_has_the_headers_and_no_body(client, newsroom):
    add_release(newsroom, slug="dawn")

    for form in BY_PATH:
        whole, head = client.get(f"{PAGE}{form}/"), client.head(f"{PAGE}{form}/")
        assert head.status_code == 200
        assert head.content == b""
        assert head["ETag"] == whole["ETag"]
        assert head["Content-Type"] == whole["Content-Type"]


def test_an_unchanged_form_is_not_sent_again(client, newsroom):
    add_release(newsroom, slug="dawn")

    for form in BY_PATH:
        etag = client.get(f"{PAGE}{form}/")["ETag"]
        again = client.get(f"{PAGE}{form}/", headers={"If-None-Match": etag})
        assert not etag.startswith("W/")
        assert again.status_code == 304


@pytest.mark.parametrize(
    "path", ["x/", "pdf/x/", "cite/x/", "cite/bibtex/x/", "PDF/", "pdf-/", "../pdf/"]
)
def test_what_is_no_form_is_not_found(client, newsroom, path):
    add_release(newsroom, slug="dawn")

    assert client.get(f"{PAGE}{path}").status_code == 404


@pytest.mark.parametrize("state", ["draft", "embargoed", "live by mistake"])
def test_what_is_not_released_has_no_forms(client, newsroom, state):
    draft = draft_release(newsroom, slug="dawn", released_at=days_from_now(1))
    if state == "embargoed":
        publish(draft)
    if state == "live by mistake":
        type(draft).objects.filter(pk=draft.pk).update(live=True)

    assert {client.get(f"{PAGE}{form}/").status_code for form in BY_PATH} == {404}


@pytest.mark.parametrize("form", ["pdf", "ninjs"])
def test_a_form_is_behind_the_password_of_its_page(client, newsroom, form):
    release = add_release(newsroom, "Secret", slug="dawn")
    restriction = PageViewRestriction.objects.create(
        page=release, restriction_type="password", password="Sesam"
    )
    path = f"{PAGE}{form}/"

    refused = client.get(path)
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{release.pk}/",
        {"password": "Sesam", "return_url": path},
    )
    opened = client.get(path)

    assert 'type="password"' in refused.content.decode()
    assert opened["Content-Type"] == MEDIA_TYPES[form]
    for response in (refused, opened):
        assert "no-store" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]
        assert "s-maxage" not in response["Cache-Control"]
    assert 'type="password"' in type(client)().get(path).content.decode()


def test_a_form_is_kept_by_shared_caches_and_sets_no_cookie(client, newsroom):
    add_release(newsroom, slug="dawn")

    response = client.get(f"{PAGE}ninjs/")

    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_news_item_has_the_same_forms(client, newsroom):
    add_release(newsroom, slug="dawn", model=NewsItemPage)

    assert {client.get(f"{PAGE}{form}/").status_code for form in BY_PATH} == {200}


def test_the_page_offers_every_form_that_is_for_readers(client, newsroom):
    add_release(newsroom, slug="dawn")

    html = client.get(PAGE).content.decode()

    offered = release_formats()
    assert {form.path for form in CATALOGUE} - {form.path for form in offered} == {
        "share"
    }
    for form in offered:
        address = f'href="{PAGE}{form.path}/"'
        assert f'<a {address} type="{form.media_type}">{form.label}</a>' in html
        assert (
            f'<link rel="alternate" type="{form.media_type}" title="{form.label}" '
            f"{address}>" in html
        )


def test_the_german_page_offers_the_german_forms(client, newsroom):
    german = publish(add_translation(add_release(newsroom), slug="morgen"))

    html = client.get(german.get_url()).content.decode()

    assert 'href="/de/aktuelles/morgen/pdf/"' in html
    assert (
        "/en/newsroom/" not in html.partition("release__forms")[2].partition("</p>")[0]
    )


def test_a_preview_offers_none(newsroom, rf):
    draft = draft_release(newsroom)

    html = draft.make_preview_request(preview_mode="").content.decode()

    assert "release__forms" not in html
    assert "share/" not in html
    assert "pdf/" not in html


@pytest.fixture
def with_cache(settings):
    """Keep documents as a real site does."""
    settings.CACHES = settings.CACHES | {
        "documents": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "forms",
        }
    }
    yield
    caches["documents"].clear()


def test_an_unchanged_form_costs_a_look_up(
    count_queries, newsroom, with_cache, monkeypatch
):
    add_release(newsroom, slug="dawn", lead_image=add_image())
    made = []
    known = BY_PATH["pdf"]
    watched = replace(known, writer=lambda one: made.append(one) or known.writer(one))
    monkeypatch.setitem(BY_PATH, "pdf", watched)

    queries = count_queries(f"{PAGE}pdf/")

    assert len(made) == 1
    assert queries <= 6  # the page at the address, and the number of the generation


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_at_once(client, newsroom, with_cache):
    release = add_release(newsroom, "Before", slug="dawn")
    before = client.get(f"{PAGE}ninjs/")
    release.title = "After"
    publish(release)

    after = client.get(f"{PAGE}ninjs/")

    assert b"Before" in before.content
    assert b"After" in after.content
    assert after["ETag"] != before["ETag"]


def seconds(response) -> str:
    return response.get("Last-Modified", "")


@pytest.mark.parametrize("form", ["ninjs", "txt"])
def test_the_time_of_the_last_change_moves_with_the_bytes(client, newsroom, form):
    release = add_release(newsroom, slug="dawn")
    german = publish(add_translation(release))
    pages = type(release).objects
    pages.filter(pk=release.pk).update(last_published_at=days_from_now(-3))
    pages.filter(pk=german.pk).update(last_published_at=days_from_now(-2))
    before = client.get(f"{PAGE}{form}/")

    german.save_revision().publish()

    after = client.get(f"{PAGE}{form}/")
    assert seconds(before)
    assert seconds(after) != seconds(before)


@pytest.mark.parametrize("form", ["ninjs", "txt"])
def test_no_time_is_told_where_nobody_noted_it(client, newsroom, form):
    Generation.objects.all().delete()  # what an earlier run has left
    contact = add_contact(telephone="+491")
    add_release(newsroom, slug="dawn", contact=contact)
    told = seconds(client.get(f"{PAGE}{form}/"))
    contact.telephone = "+492"
    contact.save()

    response = client.get(f"{PAGE}{form}/", headers={"If-Modified-Since": told})

    assert told
    assert response.status_code == 200
    assert not seconds(response)


def test_a_form_costs_the_same_for_few_and_for_many(count_queries, newsroom):
    def queries(count: int) -> dict[str, int]:
        release = add_release(
            newsroom,
            institutions=[(add_institution(), "partner") for _n in range(count)],
            people=[add_person() for _n in range(count)],
            lead_image=add_image(),
        )
        return {form: count_queries(f"{release.get_url()}{form}/") for form in BY_PATH}

    assert queries(3) == queries(30)
