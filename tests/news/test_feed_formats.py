"""What every format of a feed carries, of which list, in which languages."""

from datetime import UTC, datetime

import pytest

from news.models import Byline, RelatedLink, ReleaseStatement
from tests.factories import (
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_statement,
    add_topic,
    add_translation,
    publish,
)
from tests.news.reading import FORMS, correct, load, parse, titles
from tests.sharing import shared

AUGUST = datetime(2020, 8, 6, 10, 30, tzinfo=UTC)
GERMAN = "/de/aktuelles/feed/"


@shared
def rich(newsroom):
    """A release with everything that an entry can carry, in two languages."""
    dkfz = add_institution("German Cancer Research Center", "DKFZ", slug="dkfz")
    release = add_release(
        newsroom,
        "A bridge",
        slug="bridge",
        standfirst="Between & across.",
        released_at=AUGUST,
        lead_image=add_image(),
        body=[{"type": "prose", "value": "<p>The <b>whole</b> text.</p>"}],
        institutions=[(dkfz, "lead_issuer")],
        topics=[add_topic("ai", en="Artificial intelligence", de="KI")],
        rows={
            "bylines": [Byline(initials="rei")],
            "related_links": [
                RelatedLink(
                    kind="partner_version", title="EMBL", url="https://embl.example/a"
                )
            ],
        },
    )
    publish(add_translation(release, title="Eine Brücke", slug="bruecke"))
    return release


@pytest.mark.parametrize("form", ["", "atom/"])
def test_xml_carries_everything(client, rich, form):
    feed = load(client, form)
    entry = feed.entries[0]

    assert feed.feed.title == "Newsroom"
    assert "self" in {link.rel for link in feed.feed.links}
    assert entry.id == rich.guid
    assert entry.title == "A bridge"
    assert entry.link == "http://localhost/en/newsroom/bridge/"
    assert (
        entry.published_parsed[:5] == entry.updated_parsed[:5] == (2020, 8, 6, 10, 30)
    )
    assert entry.summary == "Between & across."
    assert "The <b>whole</b> text." in entry.content[0].value
    assert entry.author == "rei"
    labels = {tag.get("label") or tag.term for tag in entry.tags}
    assert labels == {"Press release", "Artificial intelligence"}
    assert entry.links[0].href == entry.link or not form
    links = {(link.rel, link.get("hreflang")): link for link in entry.links}
    german = links["alternate", "de"]
    assert german.href == "http://localhost/de/aktuelles/bruecke/"
    assert german.title == "Eine Brücke"
    assert links["related", None].href == "https://embl.example/a"
    picture = links["enclosure", None]
    assert picture.type == "image/jpeg"
    assert int(picture.length) > 100
    assert picture.href.startswith("http://localhost/media/images/")
    assert entry.media_content[0]["width"] == "1200"
    assert entry.media_credit[0]["content"] == "Dateline"


def test_rss_and_atom_say_the_language_of_an_entry(client, rich):
    rss, atom = load(client).entries[0], load(client, "atom/").entries[0]

    assert rss.language == "en"
    assert atom.content[0].language == "en"


def test_json_carries_everything(client, rich):
    feed = load(client, "json/")
    item = feed["items"][0]

    assert feed["feed_url"] == "http://localhost/en/newsroom/feed/json/"
    assert feed["home_page_url"] == "http://localhost/en/newsroom/"
    assert item["id"] == rich.guid
    assert item["language"] == "en"
    assert item["date_published"] == "2020-08-06T10:30:00+00:00"
    assert item["authors"] == [{"name": "rei"}]
    assert item["tags"] == ["Press release", "Artificial intelligence"]
    assert item["attachments"][0]["mime_type"] == "image/jpeg"
    assert item["_dateline"]["translations"][0]["language"] == "de"
    assert item["_dateline"]["related"][0]["title"] == "EMBL"


def test_without_a_byline_the_issuer_is_the_author(client, newsroom):
    issuer = add_institution("EMBL", slug="embl")
    add_release(newsroom, institutions=[(issuer, "lead_issuer")])

    author = load(client, "json/")["items"][0]["authors"][0]

    assert author["name"] == "EMBL"
    assert author["url"] == "http://localhost/id/institutions/embl/"


@pytest.mark.parametrize("form", FORMS)
def test_every_filter_of_the_newsroom_is_a_feed(client, newsroom, form):
    embl = add_institution("EMBL", slug="embl")
    ada = add_person("Ada", slug="ada")
    unit = add_partnership("Unit", slug="unit")
    topic = add_topic("ai", en="AI")
    add_release(newsroom, "Other", kind="news")
    add_release(
        newsroom,
        "All",
        kind="feature",
        institutions=[(embl, "partner")],
        people=[ada],
        partnerships=[unit],
        topics=[topic],
        released_at=AUGUST,
    )
    whole = (
        "year=2020&kind=feature&topic=ai&institution=embl&person=ada&partnership=unit"
    )
    for query in (*whole.split("&"), whole, "institution=embl&relation=partner"):
        assert titles(client, form, query) == ["All"], query
    assert titles(client, form, "institution=embl&relation=issued") == []
    assert titles(client, form, "kind=news&topic=ai") == []


def test_the_title_says_what_narrows_the_list(client, newsroom):
    embl = add_institution("European Molecular Biology Laboratory", slug="embl")
    add_release(newsroom, institutions=[(embl, "partner")])

    feed = load(client, query="institution=embl&kind=press_release").feed

    assert feed.title == (
        "Newsroom: Press release, European Molecular Biology Laboratory"
    )
    assert feed.link == (
        "http://localhost/en/newsroom/?kind=press_release&institution=embl"
    )


@shared
def some_release(newsroom):
    return add_release(newsroom, "R")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "query",
    [
        "year=x",
        "year=99999999999999999999",
        "year=²",
        "kind=x",
        "topic=x",
        "institution=x",
        "person=x",
        "partnership=x",
        "relation=x",
        "relation=issued",
        "languages=fr",
        "languages=,",
        "page=99",
        "archive=1999-01",
    ],
)
def test_what_is_unknown_lists_nothing(client, some_release, form, query):
    assert titles(client, form, query) == []


@pytest.mark.parametrize("query", ["page=x", "page=-1", "archive=2020-13", "archive=x"])
def test_nonsense_about_parts_is_the_newest_part(client, some_release, query):
    assert titles(client, query=query) == ["R"]


def test_an_unused_topic_is_not_named(client, newsroom):
    add_topic("nobel-prize", en="Nobel Prize 2026")

    assert "Nobel Prize 2026" not in str(load(client, query="topic=nobel-prize").feed)


def test_a_former_slug_leads_to_the_feed_under_the_present_one(client, newsroom):
    embl = add_institution("EMBL", slug="old")
    add_release(newsroom, "R", institutions=[(embl, "partner")])
    embl.slug = "embl"
    embl.save()

    response = client.get("/en/newsroom/feed/atom/?institution=old&kind=press_release")

    assert response.status_code == 301
    assert response["Location"] == (
        "http://localhost/en/newsroom/feed/atom/?kind=press_release&institution=embl"
    )


@shared
def stories(newsroom):
    """One story in both languages, one only in English, one only in German."""
    both = add_release(newsroom, "Both", released_at=AUGUST.replace(day=3))
    publish(add_translation(both, title="Beides"))
    add_release(newsroom, "English only", released_at=AUGUST.replace(day=2))
    german = add_release(newsroom, "Draft", released_at=AUGUST.replace(day=1))
    publish(add_translation(german, title="Nur deutsch"))
    german.unpublish()


@pytest.mark.parametrize("form", FORMS)
def test_all_languages_are_one_feed(client, stories, form):
    found = titles(client, form, "languages=all")

    assert sorted(found) == ["Beides", "Both", "English only", "Nur deutsch"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("feed", ["/en/newsroom/feed/", GERMAN])
def test_my_languages_hold_every_story_once(client, stories, form, feed):
    german_first = titles(client, form, "languages=de,en", feed)
    english_first = titles(client, form, "languages=en,de", feed)

    assert german_first == ["Beides", "English only", "Nur deutsch"]
    assert english_first == ["Both", "English only", "Nur deutsch"]
    assert titles(client, form, "languages=de", feed) == ["Beides", "Nur deutsch"]


def test_entries_of_a_mixed_feed_speak_their_own_language(client, stories):
    items = load(client, "json/", "languages=all")["items"]

    tags = {item["title"]: (item["language"], item["tags"][0]) for item in items}
    assert tags["Beides"] == ("de", "Pressemitteilung")
    assert tags["Both"] == ("en", "Press release")


def test_a_language_whose_newsroom_is_not_public_stays_out(client, site, stories):
    site["de"]["newsroom"].unpublish()

    assert titles(client, query="languages=all") == ["Both", "English only"]


@pytest.mark.parametrize("form", FORMS)
def test_a_search_is_a_feed(client, site, form):
    release = add_release(site["en"]["newsroom"], "Bridges of Heidelberg")
    publish(add_translation(release, title="Brücken in Heidelberg"))
    add_release(site["en"]["newsroom"], "Something else")
    feed = "/en/search/feed/"

    assert titles(client, form, "q=bridge", feed) == ["Bridges of Heidelberg"]
    assert titles(client, form, "q=nothing", feed) == []
    assert titles(client, form, "", feed) == []
    assert titles(client, form, "q=%22", feed) == []
    both = titles(client, form, "q=heidelberg&languages=all", feed)
    assert sorted(both) == ["Bridges of Heidelberg", "Brücken in Heidelberg"]
    once = titles(client, form, "q=heidelberg&languages=de,en", feed)
    assert once == ["Brücken in Heidelberg"]


def test_pages_announce_the_feeds_of_what_they_list(client, newsroom):
    embl = add_institution("EMBL", slug="embl")
    add_release(newsroom, institutions=[(embl, "partner")])
    for page, query in [
        ("/en/partners/institutions/embl/", "institution=embl"),
        ("/en/newsroom/?institution=embl", "institution=embl"),
    ]:
        html = client.get(page).content.decode()
        for form in FORMS:
            link = f'href="http://localhost/en/newsroom/feed/{form}?{query}"'
            assert html.count(link) >= 2, (page, link)
    html = client.get("/en/search/?q=embl").content.decode()
    assert 'href="http://localhost/en/search/feed/atom/?q=embl"' in html


@pytest.mark.parametrize("form", FORMS)
def test_corrections_are_visible_in_every_format(client, newsroom, form):
    release = add_release(newsroom, "A bridge", standfirst="Six institutes.")
    before = load(client, form)
    correct(release, what="Five institutes, not six.", why={"en": "We miscounted."})

    found = load(client, form)
    if form == "json/":
        item, old = found["items"][0], before["items"][0]
        content, tags = item["content_html"], item["tags"]
        assert item["date_modified"] > old["date_modified"]
        assert item["date_published"] == old["date_published"]
        assert item["_dateline"]["notices"][0]["kind"] == "correction"
    else:
        item, old = found.entries[0], before.entries[0]
        content = item.content[0].value
        tags = [tag.get("label") or tag.term for tag in item.tags]
        assert item.updated_parsed > old.updated_parsed
        assert item.published_parsed == old.published_parsed
    assert item["id"] == old["id"]
    assert "Five institutes, not six." in content
    assert "We miscounted." in content
    assert "Corrected" in tags


@pytest.mark.parametrize("form", FORMS)
def test_a_withdrawn_release_says_so_and_nothing_else(client, newsroom, form):
    statement = add_statement(add_person("Ada"), "Secret words")
    release = add_release(
        newsroom,
        "A bridge",
        standfirst="Secret words",
        lead_image=add_image(),
        body=[{"type": "statement", "value": {"statement": statement.pk}}],
    )
    guid = release.guid
    correct(release, "withdrawal", "The study was retracted.")

    response = client.get(f"/en/newsroom/feed/{form}")
    found = load(client, form)
    item = found["items"][0] if form == "json/" else found.entries[0]

    assert item["id"] == guid
    assert item["title"] == "Withdrawn: A bridge"
    assert item["summary"] == "The study was retracted."
    assert "The study was retracted." in response.content.decode()
    assert "Secret words" not in response.content.decode()
    assert "/media/" not in response.content.decode()
    assert not ReleaseStatement.objects.exists()


def test_the_page_and_the_lists_show_corrections_too(client, newsroom):
    release = add_release(newsroom, "A bridge", standfirst="Secret words")
    correct(release, what="Five, not six.")

    page = client.get(release.url).content.decode()
    assert "Five, not six." in page
    assert "Corrected" in client.get("/en/newsroom/").content.decode()

    correct(release, "withdrawal", "Retracted.")
    page = client.get(release.url).content.decode()
    assert page.index("Retracted.") < page.index("Five, not six.")
    assert "Secret words" not in page
    listed = client.get("/en/newsroom/").content.decode()
    assert "Withdrawn" in listed
    assert "Secret words" not in listed


def test_a_typo_that_is_mended_sends_nothing_again(client, newsroom):
    release = add_release(newsroom, "A brigde")
    before = load(client, "atom/").entries[0]
    release.title, release.slug = "A bridge", "bridge"
    publish(release)

    after = load(client, "atom/").entries[0]

    assert after.title == "A bridge"
    assert (after.id, after.updated) == (before.id, before.updated)


def test_a_feed_keeps_its_identity_when_slug_title_and_domain_change(
    client, newsroom, settings
):
    before = load(client, "atom/", "kind=news").feed.id
    newsroom.slug = "news"
    newsroom.title = "News"
    newsroom.save_revision().publish()
    settings.SITE_URL = "https://elsewhere.example"

    after = parse(client.get("/en/news/feed/atom/?kind=news").content).feed.id

    assert after == before
    assert after != load(client, "atom/", "", "/en/news/feed/").feed.id
