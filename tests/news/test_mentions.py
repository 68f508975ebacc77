"""Links in the text of a release to institutions, people and partnerships."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import feedparser
import pytest

from wagtail.models import ReferenceIndex

from news.models import ReleaseMention
from news.pages import PressReleasePage
from partners.models import InstitutionName
from portal.core.rich_text import render
from tests.factories import (
    add_boilerplate,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)

SUMMER_2020 = datetime(2020, 8, 6, 12, tzinfo=ZoneInfo("Europe/Berlin"))


def mention(entity, text: str) -> str:
    return f'<a linktype="{entity._meta.model_name}" id="{entity.pk}">{text}</a>'


def prose(html: str) -> list[dict]:
    return [{"type": "prose", "value": f"<p>{html}</p>"}]


def body_of(client, release) -> str:
    html = client.get(release.url).content.decode()
    return html[html.index('<div class="prose">') : html.index("release__rail")]


@pytest.fixture
def renamed(db):
    """An institution that got another name in 2022."""
    institution = add_institution("Old Centre", slug="centre")
    institution.names.all().delete()
    for language, old, new in (
        ("en", "Old Centre", "New Centre"),
        ("de", "Altes Zentrum", "Neues Zentrum"),
    ):
        institution.names.add(
            InstitutionName(language=language, text=old, valid_to=date(2022, 1, 1)),
            InstitutionName(language=language, text=new, valid_from=date(2022, 1, 1)),
        )
    institution.save()
    return institution


def test_a_mention_leads_to_the_page_of_whom_it_names(client, newsroom):
    dkfz = add_institution("DKFZ", slug="dkfz")
    release = add_release(newsroom, body=prose(f"At the {mention(dkfz, 'DKFZ')}."))

    assert (
        'At the <a href="/en/partners/institutions/dkfz/">DKFZ</a>.'
        in client.get(release.url).content.decode()
    )


def test_words_that_differ_from_the_name_get_it_as_of_the_release(
    client, newsroom, renamed
):
    release = add_release(
        newsroom,
        body=prose(mention(renamed, "the Centre")),
        notes_to_editors=f"<p>{mention(renamed, 'Old Centre')}</p>",
        released_at=SUMMER_2020,
    )

    html = client.get(release.url).content.decode()
    address = "/en/partners/institutions/centre/"
    assert f'<a href="{address}" title="Old Centre">the Centre</a>' in html
    assert f'<a href="{address}">Old Centre</a>' in html


def test_a_later_rename_leaves_the_text_byte_for_byte(client, newsroom):
    person, unit = add_person("Ada Lovelace"), add_partnership("Unit")
    dkfz = add_institution("DKFZ")
    text = "".join(mention(one, "who") for one in (dkfz, person, unit))
    release = add_release(newsroom, body=prose(text), notes_to_editors=f"<p>{text}</p>")
    before = body_of(client, release)

    for renamed in (dkfz, unit, person):
        for row in renamed.names.all():
            row.text = "Renamed"
        renamed.save()

    assert 'title="DKFZ"' in before
    assert body_of(client, release) == before


def test_a_translation_names_in_its_own_language(client, newsroom, renamed):
    release = add_release(
        newsroom, body=prose(mention(renamed, "it")), released_at=SUMMER_2020
    )
    german = publish(add_translation(release))

    html = client.get(german.url).content.decode()
    assert (
        '<a href="/de/partner/institutions/centre/" title="Altes Zentrum">it</a>'
        in html
    )


@pytest.mark.parametrize(
    "block",
    [
        {"type": "prose", "value": "<p>{}</p>"},
        {
            "type": "bullet_list",
            "value": {
                "is_ordered": False,
                "entries": [{"type": "item", "value": "<p>{}</p>", "id": "1"}],
            },
        },
        {
            "type": "table",
            "value": {
                "caption": "Who",
                "table": {
                    "columns": [
                        {"type": "prose", "heading": "A"},
                        {"type": "prose", "heading": "B"},
                    ],
                    "rows": [{"values": ["<p>Row</p>", "<p>{}</p>"]}],
                    "caption": "",
                },
            },
        },
    ],
    ids=lambda block: block["type"],
)
def test_every_rich_text_of_the_body_can_mention(client, newsroom, block):
    ada = add_person("Ada Lovelace", slug="ada")
    release = add_release(newsroom, body=[_filled(block, mention(ada, "Ada"))])

    html = client.get(release.url).content.decode()
    assert '<a href="/en/partners/people/ada/" title="Ada Lovelace">Ada</a>' in html
    assert release.release_mentions.get().person == ada


def _filled(value, text: str):
    if isinstance(value, dict):
        return {name: _filled(part, text) for name, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, text) for part in value]
    return value.replace("{}", text) if isinstance(value, str) else value


def test_a_mention_counts_on_the_page_of_the_entity(client, newsroom):
    entities = [add_institution(), add_person(), add_partnership()]
    text = " ".join(mention(one, "x") for one in entities)
    release = add_release(newsroom, "A bridge", body=prose(text))

    for entity in entities:
        html = client.get(f"/en/partners/{entity.path}").content.decode()
        assert "A bridge" in html
        kind = entity._meta.model_name
        found = client.get("/en/newsroom/", {kind: entity.slug}).content.decode()
        assert "A bridge" in found
        assert ReferenceIndex.get_references_to(entity).exists()
        assert list(
            PressReleasePage.objects.related_to(entity._meta.model_name, entity.slug)
        ) == [release]


def test_a_mention_that_is_taken_out_counts_no_more(newsroom):
    dkfz, mila = add_institution(), add_institution()
    release = add_release(newsroom, body=prose(mention(dkfz, "x")))

    release.body = prose(mention(mila, "y"))
    publish(release)

    assert ReleaseMention.objects.get().institution == mila


def test_a_draft_does_not_count(newsroom):
    draft_release(newsroom, body=prose(mention(add_institution(), "x"))).save_revision()

    assert not ReleaseMention.objects.exists()


def test_the_feed_links_to_permanent_addresses(client, newsroom):
    dkfz = add_institution("DKFZ", slug="dkfz")
    add_release(
        newsroom,
        body=prose(mention(dkfz, "the Center")),
        notes_to_editors=f"<p>{mention(dkfz, 'DKFZ')}</p>",
    )

    feed = feedparser.parse(client.get("/en/newsroom/feed/").content)

    content = feed.entries[0].content[0].value
    assert content.count('/id/institutions/dkfz/"') == 2
    assert 'title="DKFZ">the Center</a>' in content
    assert 'href="/id' not in content


@pytest.mark.parametrize("status", ["minimal", "erased"])
def test_somebody_without_a_page_is_not_linked(client, newsroom, status):
    person = add_person("Ada", status=status)
    release = add_release(newsroom, body=prose(f"By {mention(person, 'Ada')}."))

    assert "<p>By Ada.</p>" in client.get(release.url).content.decode()
    assert not ReleaseMention.objects.exists()


def test_a_partnership_is_not_linked_before_it_is_announced(client, newsroom):
    secret = add_partnership("Secret", announced_on=days_from_now(9).date())
    release = add_release(newsroom, body=prose(f"A {mention(secret, 'plan')}."))

    assert "<p>A plan.</p>" in client.get(release.url).content.decode()
    assert "Secret" not in str(release.record)
    assert render(mention(secret, "plan")) == "plan"


def test_the_release_that_announces_a_partnership_links_it(newsroom):
    unit = add_partnership("Unit", announced_on=days_from_now(3).date())
    release = draft_release(
        newsroom, body=prose(mention(unit, "it")), released_at=days_from_now(3)
    )
    revision = release.save_revision()
    revision.publish()

    assert f"partnership-{unit.pk}" in revision.content["record"]["mentions"]


def test_a_duplicate_leads_to_what_was_kept(client, newsroom):
    kept = add_institution("Kept", slug="kept")
    duplicate = add_institution("Duplicate", merged_into=kept)
    release = add_release(newsroom, body=prose(mention(duplicate, "It")))

    html = client.get(release.url).content.decode()
    assert '<a href="/en/partners/institutions/kept/" title="Kept">It</a>' in html
    assert release.release_mentions.get().institution == kept


@pytest.mark.parametrize("pk", ["0", "99999", "x", "", "1 OR 1=1", "²", "9" * 40])
def test_a_mention_of_nobody_is_text(client, newsroom, pk):
    text = f'<a linktype="institution" id="{pk}">nobody</a>'
    release = add_release(newsroom, body=prose(f"Of {text}."))

    assert "<p>Of nobody.</p>" in client.get(release.url).content.decode()
    assert render(text) == "nobody"


def test_names_are_escaped(client, newsroom):
    evil = '"><script>alert(1)</script>'
    release = add_release(newsroom, body=prose(mention(add_institution(evil), "A")))

    html = client.get(release.url).content.decode()
    assert "<script>alert" not in html
    assert 'title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">A</a>' in html


def test_a_title_that_says_the_same_in_other_characters_is_left_out():
    html = render(
        '<a linktype="institution" id="1">L\'Été &amp; <b>Co</b></a>',
        {"institution-1": {"name": "L'Été & Co", "path": "x/"}},
        "/en/",
    )

    assert html == '<a href="/en/x/">L\'Été &amp; <b>Co</b></a>'


def test_other_texts_name_as_of_today_and_look_up_once_for_each_kind(
    renamed, django_assert_num_queries
):
    people = [add_person(f"Ada {number}") for number in range(5)]
    text = mention(renamed, "Centre") + "".join(mention(one, "x") for one in people)

    with django_assert_num_queries(2):
        html = render(text, below="/en/partners/")

    assert '/en/partners/institutions/centre/" title="New Centre">Centre</a>' in html


def test_a_boilerplate_on_the_page_of_its_institution_can_mention(client, site):
    mila = add_institution("Mila", slug="mila")
    dkfz = add_institution("DKFZ", slug="dkfz")
    add_boilerplate(dkfz, f"<p>With {mention(mila, 'Mila')}.</p>")

    html = client.get("/en/partners/institutions/dkfz/").content.decode()
    assert 'With <a href="/en/partners/institutions/mila/">Mila</a>.' in html
