"""Links in the text of a release lead to whom there is, and to nobody else."""

from threading import Thread

from django.db import connection

import pytest

from news.models import ReleaseMention
from news.pages import PressReleasePage
from partners.merging.merge import merge
from partners.models import Person
from tests.factories import (
    add_institution,
    add_partnership,
    add_person,
    add_release,
    publish,
)


def prose(*links: tuple[str, int]) -> list[dict]:
    text = " ".join(f'<a linktype="{kind}" id="{pk}">said</a>' for kind, pk in links)
    return [{"type": "prose", "value": f"<p>{text}</p>"}]


def test_a_merged_entry_stays_with_the_kept_one_when_it_is_published_again(newsroom):
    twin, kept = add_institution("Twin"), add_institution("Kept")
    release = add_release(newsroom, body=prose(("institution", twin.pk)))
    merge(twin, kept, None)

    publish(release)

    (mention,) = ReleaseMention.objects.filter(release=release)
    assert mention.institution_id == kept.pk


def test_an_erased_person_is_no_link_in_any_stored_text(client, newsroom):
    ada = add_person("Ada Former", slug="ada-former")
    release = add_release(newsroom, body=prose(("person", ada.pk)))
    assert "people/ada-former/" in release.feed_html

    ada.status = Person.Status.ERASED
    ada.save()

    for address in ("/en/newsroom/feed/", f"{release.url}ninjs/", f"{release.url}md/"):
        content = client.get(address).content.decode()
        assert "ada-former" not in content
        assert "Ada Former" not in content
        assert "said" in content

    ada.status = Person.Status.STAFF
    ada.save()
    stored = PressReleasePage.objects.get(pk=release.pk)
    assert "people/ada-former/" in stored.feed_html


@pytest.mark.parametrize(
    ("kind", "add"),
    [("institution", add_institution), ("partnership", add_partnership)],
)
def test_what_is_unpublished_is_no_link_in_any_stored_text(client, newsroom, kind, add):
    entity = add("Once Public", slug="once-public")
    release = add_release(newsroom, body=prose((kind, entity.pk)))
    assert "once-public/" in release.feed_html

    type(entity).objects.get(pk=entity.pk).unpublish()

    for address in ("/en/newsroom/feed/", f"{release.url}ninjs/", f"{release.url}md/"):
        assert "once-public" not in client.get(address).content.decode(), address
    type(entity).objects.get(pk=entity.pk).save_revision().publish()
    stored = PressReleasePage.objects.get(pk=release.pk)
    assert "once-public/" in stored.feed_html


@pytest.mark.parametrize(
    "record",
    [
        {"mentions": {"person-1": {"kind": "person", "name": "Ada"}}},
        {"mentions": {"person-1": None}},
        {"statements": {"1": "nonsense"}, "people": 5},
    ],
    ids=["without a key", "null", "nonsense"],
)
def test_a_damaged_record_hurts_nobody_else(client, newsroom, record):
    shared = add_institution("Shared")
    damaged, sound = (
        add_release(newsroom, institutions=[(shared, "issuer")]) for _n in range(2)
    )
    PressReleasePage.objects.filter(pk=damaged.pk).update(record=record)

    for release in (damaged, sound):
        for below in ("", "txt/", "pdf/", "ninjs/", "jsonld/"):
            assert client.get(f"{release.url}{below}").status_code == 200
    assert client.get("/en/newsroom/feed/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_same_release_can_be_published_twice_at_once(newsroom):
    release = add_release(newsroom)
    failed = []

    def publish_again() -> None:
        try:
            page = PressReleasePage.objects.get(pk=release.pk)
            page.latest_revision.publish()
        except Exception as error:  # noqa: BLE001  shown by the assertion
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=publish_again) for _n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
