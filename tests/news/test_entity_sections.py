"""What the page of an institution or a person lists of news."""

import re
from datetime import date, timedelta

from django.utils import timezone

import pytest

from news.models import Byline, ReleaseInstitution, ReleaseMention
from partners.models import Institution, InstitutionName
from tests.factories import (
    add_institution,
    add_person,
    add_release,
    add_statement,
    days_from_now,
    draft_release,
    name_in_time,
    publish,
)


def groups(client, address: str) -> dict[str, list[str]]:
    """Return the headlines on an entity's page by relation."""
    html = client.get(address).content.decode()
    found = {}
    for part in html.split('<section class="entity-group">')[1:]:
        label = re.search(r"<h3>(.+?) <span", part).group(1)
        headlines = re.findall(r'__headline"><a[^>]*>(.+?)</a>', part)
        found[label] = headlines
    return found


def mention(release, **entity) -> None:
    ReleaseMention.objects.create(release=release, **entity)


def test_releases_are_listed_by_relation_each_under_the_strongest(client, newsroom):
    dkfz = add_institution("DKFZ", slug="dkfz")
    person = add_person("Ada")
    spoken = add_statement(person, institution=dkfz)
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]
    issued = add_release(newsroom, "Issued one", institutions=[(dkfz, "issuer")])
    mention(issued, institution=dkfz)
    add_release(newsroom, "With it", institutions=[(dkfz, "funder")])
    add_release(newsroom, "It says", body=body)
    mention(add_release(newsroom, "Names it"), institution=dkfz)
    add_release(newsroom, "Lists it", institutions=[(dkfz, "mentioned")])
    add_release(newsroom, "Without it")

    found = groups(client, "/en/partners/institutions/dkfz/")

    assert found == {
        "Issued": ["Issued one"],
        "Partner": ["With it"],
        "Quoted": ["It says"],
        "Mentioned": ["Lists it", "Names it"],
    }


def test_the_page_of_a_person_lists_what_they_said_and_wrote(client, newsroom):
    ada = add_person("Ada", slug="ada")
    body = [{"type": "statement", "value": {"statement": add_statement(ada).pk}}]
    add_release(newsroom, "Ada says", body=body)
    add_release(newsroom, "By Ada", rows={"bylines": [Byline(person=ada)]})

    found = groups(client, "/en/partners/people/ada/")

    assert found == {"Quoted": ["Ada says"], "Written": ["By Ada"]}


def test_every_relation_has_its_newest_releases_and_a_way_to_all(client, newsroom):
    dkfz = add_institution("DKFZ", slug="dkfz")
    for number in range(8):
        add_release(
            newsroom,
            f"Issued {number}",
            institutions=[(dkfz, "issuer")],
            released_at=timezone.now() - timedelta(days=10 - number),
        )
    add_release(newsroom, "Old", institutions=[(dkfz, "partner")])

    html = client.get("/en/partners/institutions/dkfz/").content.decode()
    found = groups(client, "/en/partners/institutions/dkfz/")

    assert found["Issued"] == [f"Issued {number}" for number in range(7, 1, -1)]
    assert found["Partner"] == ["Old"]
    address = "/en/newsroom/?institution=dkfz&relation=issued"
    assert address.replace("&", "&amp;") in html
    listed = client.get(address).content.decode()
    assert "8 releases" in listed
    assert "Old" not in listed


def test_a_release_under_embargo_is_under_no_relation(client, newsroom):
    dkfz = add_institution("DKFZ", slug="dkfz")
    release = draft_release(
        newsroom, "Secret", released_at=days_from_now(1), institutions=[(dkfz, "about")]
    )
    mention(publish(release), institution=dkfz)

    assert groups(client, "/en/partners/institutions/dkfz/") == {}


@pytest.mark.parametrize("query", ["relation=issued", "relation=x", "relation="])
def test_a_relation_without_an_entity_asks_nothing(client, newsroom, query):
    add_release(newsroom, "One")

    response = client.get(f"/en/newsroom/?{query}")

    assert response.status_code == 200


def test_a_partner_that_is_only_quoted_can_be_filtered_by(client, newsroom):
    dkfz = add_institution("DKFZ", slug="dkfz")
    spoken = add_statement(add_person(), institution=dkfz)
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]
    add_release(newsroom, "It says", body=body)
    add_release(newsroom, "Other")

    html = client.get("/en/newsroom/?institution=dkfz").content.decode()

    assert "It says" in html
    assert ">Other<" not in html


def test_all_statements_are_found_page_by_page(client, newsroom):
    ada = add_person("Ada", slug="ada")
    spoken = [
        add_statement(ada, f"Words {n}.", made_on=date(2020, 1, n + 1))
        for n in range(15)
    ]
    body = [{"type": "statement", "value": {"statement": one.pk}} for one in spoken]
    add_release(newsroom, body=body)
    address = "/en/partners/people/ada/"

    first = client.get(address).content.decode()
    second = client.get(f"{address}?statements=2").content.decode()

    assert first.count("<blockquote") == 12
    assert "Words 14." in first
    assert "?statements=2#statements" in first
    assert second.count("<blockquote") == 3
    assert "Words 0." in second
    assert "Older statements" not in second


@pytest.mark.parametrize("page", ["x", "-1", "0", "9" * 5000, "99999", "²", ""])
def test_an_unknown_page_of_statements_is_a_page(client, newsroom, page):
    ada = add_person("Ada", slug="ada")
    body = [{"type": "statement", "value": {"statement": add_statement(ada).pk}}]
    add_release(newsroom, body=body)

    response = client.get("/en/partners/people/ada/", {"statements": page})

    assert response.status_code == 200


@pytest.mark.parametrize("made_on", [date(2020, 8, 6), None])
def test_a_statement_names_speaker_and_institution_as_of_its_day(
    client, newsroom, made_on
):
    ministry = add_institution("Old ministry", slug="ministry")
    ada = name_in_time(
        add_person(slug="ada"),
        {"text": "Ada Byron", "titles": "Dr.", "valid_to": date(2021, 6, 12)},
        {"text": "Ada King", "titles": "Prof.", "valid_from": date(2021, 6, 12)},
    )
    spoken = add_statement(ada, institution=ministry, made_on=made_on)
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]
    then = timezone.now().replace(year=2020, month=8, day=6)
    add_release(newsroom, body=body, released_at=then)
    renamed = date(2025, 5, 6)
    ministry.names.update(valid_to=renamed)
    ministry = Institution.objects.get(pk=ministry.pk)
    ministry.names.add(
        InstitutionName(language="en", text="New ministry", valid_from=renamed)
    )
    ministry.save()

    html = client.get("/en/partners/people/ada/").content.decode()

    told = html.partition('id="statements"')[2]
    assert "Old ministry" in told
    assert "Dr. Ada Byron" in told
    assert "King" not in told.partition("</section>")[0]
    assert ReleaseInstitution.objects.count() == 0


def test_an_institution_lists_nothing_of_who_was_erased(client, newsroom):
    dkfz = add_institution("DKFZ", slug="dkfz")
    speakers = {
        "erased": add_person("Gone Person"),
        "minimal": add_person("Only Named"),
    }
    spoken = [
        add_statement(speaker, f"Words of {status}.", institution=dkfz)
        for status, speaker in speakers.items()
    ]
    body = [{"type": "statement", "value": {"statement": one.pk}} for one in spoken]
    add_release(newsroom, body=body)
    for status, speaker in speakers.items():
        speaker.status = status
        speaker.save()

    html = client.get("/en/partners/institutions/dkfz/").content.decode()

    assert "Only Named" in html
    assert "Words of minimal." in html
    assert "Gone Person" not in html
    assert "Words of erased." not in html
