from datetime import UTC, date, datetime

from django.core.files.base import ContentFile

import pytest

from news.models import Byline, RelatedLink
from news.pages import NewsItemPage
from partners.models import Institution
from portal.core.models import CustomDocument
from tests.factories import (
    add_boilerplate,
    add_contact,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_translation,
    draft_release,
    publish,
)

AUGUST = datetime(2020, 8, 6, 10, tzinfo=UTC)


def read(client, release):
    response = client.get(release.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_masthead_has_number_date_and_byline(client, newsroom):
    release = add_release(
        newsroom,
        series=add_series(),
        number=48,
        released_at=AUGUST,
        rows={"bylines": [Byline(initials="Koh")]},
    )
    german = publish(add_translation(release))

    english = read(client, release)

    assert "No. 48" in english
    assert '<time datetime="2020-08-06">6 August 2020</time>' in english
    assert "Koh" in english
    assert "Nr. 48" in read(client, german)
    assert '<time datetime="2020-08-06">6. August 2020</time>' in read(client, german)


def test_a_paraphrase_never_stands_as_a_quotation(client, newsroom):
    person = add_person("Ada")
    said = [
        add_statement(person, "Verbatim words.", form="verbatim"),
        add_statement(person, "Reported words.", form="paraphrase"),
    ]
    body = [{"type": "statement", "value": {"statement": one.pk}} for one in said]

    html = read(client, add_release(newsroom, body=body))

    quoted = html.partition("<blockquote")[2].partition("</blockquote>")[0]
    assert "Verbatim words." in quoted
    assert html.count("<blockquote") == 1
    assert "Reported words." in html


def test_a_statement_shows_role_and_institution_of_its_day(client, newsroom):
    institution = add_institution("EMBL", slug="embl")
    person = add_person("Ada", slug="ada")
    spoken = add_statement(person, institution=institution, role={"en": "Director"})
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]

    html = read(client, add_release(newsroom, body=body))

    assert "Director" in html
    assert 'href="/en/partners/people/ada/"' in html
    assert 'href="/en/partners/institutions/embl/"' in html


def test_the_boilerplate_is_that_of_the_day(client, newsroom):
    institution = add_institution()
    add_boilerplate(institution, "<p>Two sites.</p>", valid_to=date(2023, 2, 1))
    add_boilerplate(institution, "<p>Six sites.</p>", valid_from=date(2023, 2, 1))
    release = add_release(
        newsroom, released_at=AUGUST, institutions=[(institution, "lead_issuer")]
    )

    html = read(client, release)

    assert "Two sites." in html
    assert "Six sites." not in html


def test_renaming_an_institution_does_not_change_what_was_said(client, newsroom):
    institution = add_institution("Old name")
    release = add_release(newsroom, institutions=[(institution, "issuer")])
    institution = Institution.objects.get(pk=institution.pk)
    for name in institution.names.all():
        name.text = "New name"
    institution.save()

    assert "Old name" in read(client, release)


def test_a_document_of_a_draft_is_private(client, newsroom):
    document = CustomDocument.objects.create(
        title="Figures", file=ContentFile(b"1;2", name="figures.csv")
    )
    body = [{"type": "document", "value": {"document": document.pk, "title": ""}}]
    draft = draft_release(newsroom, body=body)

    before = client.get(document.url).status_code
    release = publish(draft)
    after = client.get(document.url).status_code

    assert before == 404
    assert after == 200
    assert "Downloads" in read(client, release)


def test_a_related_link_without_a_target_says_so(client, newsroom):
    links = [RelatedLink(kind="interview", title="Joint interview")]
    german = publish(
        add_translation(add_release(newsroom, rows={"related_links": links}))
    )

    assert "Joint interview" in read(client, german)


def test_related_releases_say_why(client, newsroom):
    unit = add_partnership("Unit")
    first = add_release(newsroom, "First", partnerships=[unit])
    add_release(newsroom, "Second", partnerships=[unit])

    html = read(client, first)

    assert "Second" in html
    assert "In common: Unit" in html


def test_a_news_item_has_the_same_page(client, newsroom):
    item = add_release(newsroom, "Report", model=NewsItemPage)

    assert item.kind == "news"
    assert "Report" in read(client, item)
    assert "Report" in client.get("/en/newsroom/").content.decode()


def test_a_contact_is_named_in_the_language_of_the_page(client, newsroom):
    contact = add_contact(name={"en": "Press desk", "de": "Pressestelle"})
    release = add_release(newsroom, contact=contact)
    german = publish(add_translation(release))

    assert "Press desk" in read(client, release)
    assert "Pressestelle" in read(client, german)


def test_a_missing_translation_is_not_a_dead_end(client, newsroom):
    release = add_release(newsroom, "Only English")
    html = read(client, release)
    link = f"/de/not-translated/{release.translation_key}/"
    assert f'href="{link}"' in html

    page = client.get(link).content.decode()

    assert '<html lang="de"' in page
    assert release.get_url() in page


def test_the_page_about_a_missing_translation_leads_to_it_later(client, newsroom):
    release = add_release(newsroom)
    german = publish(add_translation(release))

    response = client.get(f"/de/not-translated/{release.translation_key}/")

    assert response["Location"] == german.get_url()


def test_the_page_about_a_missing_translation_keeps_drafts_secret(client, newsroom):
    draft = draft_release(newsroom, "Secret draft")

    assert client.get(f"/de/not-translated/{draft.translation_key}/").status_code == 404


def test_an_old_address_of_the_page_about_a_missing_translation_leads_on(
    client, newsroom
):
    release = add_release(newsroom)
    draft = draft_release(newsroom, "Secret draft")

    led = client.get(f"/de/not-translated/{release.pk}/")

    assert led.status_code == 301
    assert led["Location"] == f"/de/not-translated/{release.translation_key}/"
    assert client.get(f"/de/not-translated/{draft.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["/en/", "/en/newsroom/", "/en/search/?q=x"])
def test_visitors_get_no_cookie_and_no_varying_page(client, newsroom, address):
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "Accept-Language" not in response.get("Vary", "")


def test_shared_caches_may_keep_public_pages_only(client, newsroom, sign_in):
    public = client.get("/en/newsroom/")["Cache-Control"]
    sign_in("Editors")
    own = client.get("/en/newsroom/")

    assert "s-maxage" in public
    assert "s-maxage" not in own.get("Cache-Control", "")
