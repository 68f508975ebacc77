"""What a release says of partners and people stays true as of its date."""

import json
import re
from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

import pytest

from wagtail.models import PageLogEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from news.models import Byline, ReleaseContact, ReleasePerson
from news.pages import PressReleasePage
from news.publishing import refreshing
from news.publishing.publication import PublicationError
from partners.merging.merge import merge
from partners.models import (
    Affiliation,
    Boilerplate,
    Institution,
    InstitutionName,
    Person,
)
from portal.core.languages import Translated
from portal.users.models import User
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_contact,
    add_fact,
    add_identifier,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_statement,
    add_translation,
    add_value,
    draft_release,
    publish,
)
from tests.sharing import shared

AUGUST = datetime(2020, 8, 6, 10, tzinfo=UTC)
RENAMED = date(2025, 5, 6)
TODAY = re.compile(r'<(span|p) class="today">.*?</\1>', re.DOTALL)


@shared
def world():
    """Everything that a release can be resolved from."""
    ministry = add_institution("Ministry of Education", "BMBF", slug="ministry")
    dkfz = add_institution("Cancer Research Center", "DKFZ", slug="dkfz")
    add_boilerplate(dkfz, "<p>The text of 2020.</p>")
    minister = add_person("Theresia", slug="theresia")
    add_affiliation(minister, ministry, role={"en": "Minister", "de": "Ministerin"})
    return {
        "ministry": ministry,
        "dkfz": dkfz,
        "minister": minister,
        "writer": add_person("Koh Writer", slug="koh"),
        "unit": add_partnership("The unit", slug="unit"),
        "contact": add_contact(dkfz, email="desk@newsroom.example"),
        "fact": add_fact("members of staff", value=3000, as_of=date(2019, 12, 31)),
        "spoken": add_statement(
            minister,
            "It is good.",
            institution=ministry,
            role={"en": "Minister of Education", "de": "Bildungsministerin"},
        ),
    }


@shared
def release(newsroom, world):
    """A release of 2020 that refers to all of it."""
    return add_release(
        newsroom,
        "Frozen",
        released_at=AUGUST,
        institutions=[(world["dkfz"], "lead_issuer"), (world["ministry"], "funder")],
        people=[world["minister"]],
        partnerships=[world["unit"]],
        contact=world["contact"],
        rows={"bylines": [Byline(person=world["writer"])]},
        body=[
            {"type": "statement", "value": {"statement": world["spoken"].pk}},
            {"type": "facts", "value": {"title": "", "facts": [world["fact"].pk]}},
        ],
    )


def change_everything(world) -> None:
    """Let five years pass over all that a release was resolved from."""
    for name in world["ministry"].names.all():
        name.valid_to = RENAMED
        InstitutionName.objects.filter(pk=name.pk).update(valid_to=RENAMED)
    ministry = Institution.objects.get(pk=world["ministry"].pk)
    for text, kind in (("Ministry of Space", "official"), ("BMFTR", "acronym")):
        for language in ("en", "de"):
            ministry.names.add(
                InstitutionName(
                    language=language, kind=kind, text=text, valid_from=RENAMED
                )
            )
    ministry.save()
    dkfz = Institution.objects.get(pk=world["dkfz"].pk)
    dkfz.names.set(
        [InstitutionName(language=code, text="Mistyped") for code in ("en", "de")]
    )
    dkfz.save()
    Boilerplate.objects.update(text="<p>The text of 2023, six sites.</p>")
    Affiliation.objects.update(valid_to=date(2019, 1, 1))
    for who, name in (("minister", "Theresia Renamed"), ("writer", "Koh Renamed")):
        world[who].names.all().update(text=name)
        Person.objects.get(pk=world[who].pk).save()
    world["unit"].names.all().update(text="Renamed unit")
    type(world["unit"]).objects.get(pk=world["unit"].pk).save()
    world["contact"].email = "other@newsroom.example"
    world["contact"].save()
    world["spoken"].role = Translated(en="Something else")
    world["spoken"].text = Translated(en="It was good.")
    world["spoken"].save()
    add_value(world["fact"], 4000, date(2025, 12, 31))


def frozen(release) -> str:
    stored = PressReleasePage.objects.get(pk=release.pk)
    return json.dumps(
        [stored.record.as_stored(), stored.feed_html, stored.resolved], sort_keys=True
    )


def article(client, release) -> str:
    """Return the page without the remarks on today."""
    html = client.get(release.get_url()).content.decode()
    return TODAY.sub("", html.partition("<article")[2].partition("</article>")[0])


def again(release):
    """Publish a release again with a corrected headline."""
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.title = "Frozen, corrected"
    return publish(draft)


def test_publishing_again_changes_nothing_of_the_record(release, world):
    before = frozen(release)
    change_everything(world)

    again(release)

    assert frozen(release) == before
    assert PressReleasePage.objects.get(pk=release.pk).title == "Frozen, corrected"


def test_page_and_feed_say_the_same_whatever_changes(client, release, world):
    feed = "/en/newsroom/feed/"
    before = (article(client, release), client.get(feed).content)
    change_everything(world)

    page = article(client, release)

    assert " ".join(page.split()) == " ".join(before[0].split())
    assert client.get(feed).content == before[1]
    for kept in ("Ministry of Education", "The text of 2020", "Koh Writer", "3,000"):
        assert kept in page
    for later in ("six sites", "Mistyped", "other@newsroom.example", "4,000"):
        assert later not in page


def test_the_page_says_discreetly_what_is_different_today(client, release, world):
    assert 'class="today"' not in client.get(release.get_url()).content.decode()
    change_everything(world)
    embl = add_institution("EMBL", slug="embl")
    add_affiliation(
        world["minister"], embl, role={"en": "Director"}, valid_from=date(2021, 1, 1)
    )
    Boilerplate.objects.create(
        institution=world["dkfz"], language="en", text="x", valid_from=date(2023, 1, 1)
    )
    Boilerplate.objects.filter(text__contains="six").update(valid_to=date(2023, 1, 1))

    html = client.get(release.get_url()).content.decode()

    today = [re.sub(r"\s+", " ", found.group()) for found in TODAY.finditer(html)]
    hints = "\n".join(today)
    assert (
        'today: <a href="/en/partners/institutions/ministry/">Ministry of Space</a>'
        in hints
    )
    assert (
        'today: <a href="/en/partners/people/theresia/">Theresia Renamed, Director, EMBL</a>'
        in hints
    )
    assert "describes itself differently today" in hints
    assert 'today: <a href="/en/partners/partnerships/unit/">Renamed unit</a>' in hints
    assert 'href="mailto:other@newsroom.example"' in hints


def test_the_page_says_that_a_contact_answers_no_longer(client, release, world):
    world["contact"].valid_until = date(2024, 1, 1)
    world["contact"].save()

    html = client.get(release.get_url()).content.decode()

    assert "This contact answers no longer." in html
    assert "desk@newsroom.example" in html


def test_the_page_says_that_an_affiliation_has_ended(client, release, world):
    Affiliation.objects.update(valid_to=date(2022, 9, 1))

    html = client.get(release.get_url()).content.decode()

    # Beside the person, and beside the words that the person spoke.
    ended = 'today: <a href="/en/partners/people/theresia/">affiliation ended</a>'
    assert html.count(ended) == 2


def test_nothing_is_said_of_somebody_whose_present_office_is_unknown(
    client, release, world
):
    Affiliation.objects.all().delete()

    assert 'class="today"' not in client.get(release.get_url()).content.decode()


def test_the_page_says_what_somebody_is_today_at_the_same_institution(
    client, release, world
):
    Affiliation.objects.update(valid_to=date(2022, 9, 1))
    add_affiliation(
        world["minister"],
        world["ministry"],
        role={"en": "Adviser"},
        valid_from=date(2022, 9, 1),
    )

    html = client.get(release.get_url()).content.decode()

    other = "Adviser, Ministry of Education</a>"
    assert html.count(f'today: <a href="/en/partners/people/theresia/">{other}') == 2


def test_one_of_two_roles_at_the_same_institution_that_goes_on_is_no_difference(
    client, release, world
):
    add_affiliation(
        world["minister"], world["ministry"], role={"en": "Adviser"}, is_primary=True
    )

    assert 'class="today"' not in client.get(release.get_url()).content.decode()


def test_somebody_added_later_is_resolved_as_of_the_date(release, world):
    embl = add_institution("EMBL old", slug="embl")
    embl.names.update(valid_to=date(2024, 1, 1))
    embl.names.create(language="en", text="EMBL new", valid_from=date(2024, 1, 1))
    Institution.objects.get(pk=embl.pk).save()
    change_everything(world)
    guest = add_person("Guest")
    add_affiliation(guest, embl)

    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.release_people.add(ReleasePerson(person=guest, sort_order=1))
    record = publish(draft).record

    assert [person.name for person in record.people] == ["Theresia", "Guest"]
    assert record.people[1].affiliation == "EMBL old"


def test_a_release_under_embargo_is_not_frozen_before_it_is_public(newsroom, world):
    soon = timezone.now() + timedelta(days=1)
    release = draft_release(
        newsroom, released_at=soon, institutions=[(world["dkfz"], "issuer")]
    )
    publish(release)
    dkfz = Institution.objects.get(pk=world["dkfz"].pk)
    dkfz.names.set([InstitutionName(language="en", text="Corrected in time")])
    dkfz.save()

    PressReleasePage.objects.filter(pk=release.pk).update(
        released_at=timezone.now() - timedelta(seconds=1)
    )
    revision = release.revisions.get(approved_go_live_at__isnull=False)
    past = timezone.now() - timedelta(seconds=1)
    revision.content = revision.content | {
        "released_at": past.isoformat(),
        "go_live_at": past.isoformat(),
    }
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")

    stored = PressReleasePage.objects.get(pk=release.pk)
    assert stored.live
    assert stored.record.issuers[0].name == "Corrected in time"


def test_another_date_is_another_question(release, world):
    change_everything(world)
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.released_at = datetime(2025, 6, 1, 10, tzinfo=UTC)

    record = publish(draft).record

    assert record.institutions[0].name == "Ministry of Space"


def test_another_hour_of_the_same_day_is_not(release, world):
    before = PressReleasePage.objects.get(pk=release.pk).resolved
    change_everything(world)
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.released_at = AUGUST + timedelta(hours=2)

    assert publish(draft).resolved == before


def test_a_translation_published_later_leaves_the_original_alone(release, world):
    before = frozen(release)
    change_everything(world)

    german = publish(add_translation(release))

    assert frozen(release) == before
    assert german.record.institutions[0].name == "Ministry of Education"
    assert german.record.figures[str(world["fact"].pk)].value == "3.000"


def test_facts_shared_with_a_translation_do_not_thaw_it(release, world):
    german = publish(add_translation(release))
    before = PressReleasePage.objects.get(pk=german.pk).resolved
    change_everything(world)

    again(release)

    assert PressReleasePage.objects.get(pk=german.pk).resolved == before


def chosen(response) -> dict:
    """Return what a form sends that takes every difference it shows."""
    keys = [entry["key"] for entry in response.context["entries"]]
    return {"shown": response.context["shown"], "entry": keys}


def keys_of(differences: list[refreshing.Difference]) -> set[str]:
    return {difference.key for difference in differences}


def test_a_refresh_takes_only_what_is_chosen(release, world, sign_in):
    german = publish(add_translation(release, "de"))
    change_everything(world)
    client = sign_in("Moderators")
    address = reverse("news_record", args=[release.pk])
    contact = f"contact-{world['contact'].pk}"
    sent = chosen(client.get(address)) | {"entry": [contact]}

    client.post(address, sent)

    for pk in (release.pk, german.pk):
        record = PressReleasePage.objects.get(pk=pk).record
        assert record.contacts[0].email == "other@newsroom.example"
        assert record.issuers[0].name == "Cancer Research Center"
    entries = PageLogEntry.objects.filter(action="news.refresh_record")
    taken = [one["key"] for entry in entries for one in entry.data["differences"]]
    assert set(taken) == {contact}
    left = keys_of(refreshing.find_differences(release))
    assert left
    assert contact not in left


def test_a_refresh_of_nothing_says_so(release, world, sign_in):
    change_everything(world)
    client = sign_in("Moderators")
    address = reverse("news_record", args=[release.pk])
    sent = chosen(client.get(address)) | {"entry": []}

    response = client.post(address, sent, follow=True)

    assert "Choose what to refresh." in response.content.decode()


def test_a_refresh_shows_first_and_is_logged(release, world, sign_in):
    before = frozen(release)
    change_everything(world)
    client = sign_in("Moderators")
    address = reverse("news_record", args=[release.pk])

    shown = client.get(address)

    assert frozen(release) == before
    html = shown.content.decode()
    for text in ("Cancer Research Center", "Mistyped", "The text of <del>2020"):
        assert text in html
    response = client.post(address, chosen(shown))
    assert response.status_code == 302
    record = PressReleasePage.objects.get(pk=release.pk).record
    assert record.issuers[0].name == "Mistyped"
    # Still as of its date.
    assert record.institutions[0].name == "Ministry of Education"
    entry = PageLogEntry.objects.get(action="news.refresh_record")
    logged = {
        (difference["recorded"], difference["now"])
        for difference in entry.data["differences"]
    }
    assert ("Cancer Research Center", "Mistyped") in logged
    assert refreshing.find_differences(release) == []


def test_a_comparison_marks_only_the_words_that_differ(release, world, sign_in):
    Boilerplate.objects.update(text="<p>The text</p><p>of 2023.</p>")

    address = reverse("news_record", args=[release.pk])
    html = sign_in("Moderators").get(address).content.decode()

    body = " ".join(html.partition("<tbody>")[2].partition("</tbody>")[0].split())
    assert "Cancer Research Center<br><small>“About” text</small>" in body
    assert '<td>English</td> <td lang="en">The text of <del>2020.</del></td>' in body
    assert '<td lang="en">The text of <ins>2023.</ins></td>' in body


def test_every_version_tells_of_a_refresh_in_its_history(release, world, sign_in):
    german = publish(add_translation(release, "de"))
    change_everything(world)
    client = sign_in("Moderators")
    address = reverse("news_record", args=[release.pk])
    client.post(address, chosen(client.get(address)))

    for version in (release, german):
        address = reverse("wagtailadmin_pages:history", args=[version.pk])
        history = client.get(address).content.decode()

        assert "Record refreshed: Cancer Research Center" in history


def test_a_record_from_before_a_value_was_kept_does_not_differ_in_it(release, world):
    answer = release.resolved["en"][f"person-{world['minister'].pk}"]
    del answer["affiliation_role"]
    PressReleasePage.objects.filter(pk=release.pk).update(resolved=release.resolved)

    assert refreshing.find_differences(release) == []


def test_a_refresh_of_what_was_not_shown_is_refused(release, world, sign_in):
    client = sign_in("Moderators")
    address = reverse("news_record", args=[release.pk])
    shown = client.get(address).context["shown"]
    before = frozen(release)
    change_everything(world)

    response = client.post(address, {"shown": shown, "entry": "x"}, follow=True)

    assert "The data changed meanwhile." in response.content.decode()
    assert frozen(release) == before


def test_only_those_who_publish_may_refresh(release, sign_in):
    client = sign_in("Editors")

    response = client.get(reverse("news_record", args=[release.pk]), follow=True)

    assert "Refresh what is chosen" not in response.content.decode()
    unknown = client.get("/admin/releases/999999/record/", follow=True)
    assert unknown.status_code == 404


def test_the_form_says_whether_the_record_agrees(release, world, sign_in):
    client = sign_in("Moderators")
    address = reverse("wagtailadmin_pages:edit", args=[release.pk])
    agreeing = client.get(address).content.decode()
    change_everything(world)

    assert "It agrees with the present data." in agreeing
    assert (
        "different in the present data: compare" in client.get(address).content.decode()
    )


def test_the_form_offers_a_comparison_only_to_those_who_may_refresh(
    release, world, sign_in
):
    change_everything(world)
    form = reverse("wagtailadmin_pages:edit", args=[release.pk])
    address = reverse("news_record", args=[release.pk])

    editor = sign_in("Editors").get(form).content.decode()
    moderator = sign_in("Moderators").get(form).content.decode()

    assert "different in the present data. Who may publish" in editor
    assert address not in editor
    assert address in moderator


def test_a_contact_added_later_is_resolved_when_it_is_added(release, world):
    other = add_contact(world["dkfz"], email="night@newsroom.example")
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.release_contacts.add(ReleaseContact(contact=other, sort_order=1))

    contacts = publish(draft).record.contacts

    assert [contact.email for contact in contacts] == [
        "desk@newsroom.example",
        "night@newsroom.example",
    ]


def test_records_from_before_they_were_frozen_are_still_shown(client, release):
    old = release.record.as_stored()
    for key in ("issuers", "institutions", "people", "partnerships"):
        for entry in old[key]:
            entry.pop("id")
    for entry in old["boilerplates"]:
        entry.pop("institution_id")
    for statement in old["statements"].values():
        statement["speaker"].pop("id")
    old.pop("facts")
    PressReleasePage.objects.filter(pk=release.pk).update(
        record=old, resolved={}, resolved_as_of=None
    )

    html = client.get(release.get_url()).content.decode()

    assert "Ministry of Education" in html


def test_a_merge_changes_nothing_either(client, release, world, sign_in):
    before = frozen(release)
    page = article(client, release)
    kept = add_institution("Kept center", "KEPT", slug="kept")
    user = User.objects.create_user("merger")
    merge(world["dkfz"], kept, user)

    again(release)

    assert frozen(release) == before
    html = article(client, release)
    assert "Cancer Research Center" in html
    assert "Kept center" not in html
    assert 'today: <a href="/en/partners/institutions/kept/">Kept center</a>' in (
        client.get(release.get_url()).content.decode()
    )
    assert "institutions/dkfz/" in page
    led = client.get("/en/partners/institutions/dkfz/")
    assert (led.status_code, led["Location"]) == (
        301,
        "/en/partners/institutions/kept/",
    )


def test_comparing_costs_the_same_with_many_partners(newsroom, sign_in, count_queries):
    sign_in("Moderators")
    counts = []
    for number in (3, 12):
        # Who refers to whom is no question here, and takes half the time.
        with disable_reference_index_auto_update():
            institutions = [add_institution() for _n in range(number)]
            people = [add_person() for _n in range(number)]
            for institution, person in zip(institutions, people, strict=True):
                add_boilerplate(institution, "<p>About it.</p>")
                add_affiliation(person, institution)
            spoken = [
                add_statement(person, institution=institution)
                for institution, person in zip(institutions, people, strict=True)
            ]
            facts = [add_fact() for _n in range(number)]
            release = add_release(
                newsroom,
                institutions=[(one, "partner") for one in institutions],
                people=people,
                partnerships=[add_partnership() for _n in range(number)],
                rows={"bylines": [Byline(person=person) for person in people]},
                body=[
                    {"type": "statement", "value": {"statement": one.pk}}
                    for one in spoken
                ]
                + [
                    {"type": "facts", "value": {"title": "", "facts": [one.pk]}}
                    for one in facts
                ],
            )
        counts.append(count_queries(reverse("news_record", args=[release.pk])))

    assert counts[0] == counts[1]


def test_a_text_that_waits_shows_nothing_of_what_it_states(client, release, world):
    """A new revision of a public release that shall not be public yet."""
    kept = list(world["spoken"].release_statements.all())
    secret = add_statement(world["minister"], "EMBARGOED WORDS")
    mila = add_institution("Mila", slug="mila")
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.released_at = timezone.now() + timedelta(days=1)
    link = f'<p><a linktype="institution" id="{mila.pk}">Mila</a></p>'
    draft.body = json.dumps(
        [
            {"type": "statement", "value": {"statement": secret.pk}},
            {"type": "prose", "value": link},
        ]
    )
    with pytest.raises(PublicationError):
        draft.save_revision().publish()

    assert PressReleasePage.objects.get(pk=release.pk).live
    speaker = client.get("/en/partners/people/theresia/").content.decode()
    assert "EMBARGOED" not in speaker
    assert "It is good." in speaker
    assert "EMBARGOED" not in client.get("/graph/statements.csv").getvalue().decode()
    assert (
        "Frozen" not in client.get("/en/partners/institutions/mila/").content.decode()
    )
    assert list(world["spoken"].release_statements.all()) == kept


def test_who_is_erased_is_not_linked_nor_identified_any_more(client, newsroom):
    ada = add_person("Ada Lovelace", slug="ada")
    add_identifier(ada, scheme="orcid", value="0000-0002-1825-0097")
    guest = add_person("Guest", slug="guest")
    text = f'<p><a linktype="person" id="{guest.pk}">the guest</a></p>'
    release = add_release(
        newsroom,
        people=[ada],
        rows={"bylines": [Byline(person=ada)]},
        body=[
            {"type": "statement", "value": {"statement": add_statement(ada).pk}},
            {"type": "prose", "value": text},
        ],
    )
    identity = f"/id/releases/{release.translation_key}/en/"
    accept = {"Accept": "application/ld+json"}
    assert "0000-0002" in client.get(release.get_url()).content.decode()

    type(ada).objects.update(status="erased")

    for answer in (client.get(release.get_url()), client.get(identity, headers=accept)):
        html = answer.content.decode()
        assert answer.status_code == 200
        for trace in ("people/ada", "people/guest", "0000-0002-1825-0097"):
            assert trace not in html
    assert "the guest" in client.get(release.get_url()).content.decode()


def test_a_refresh_forgets_a_mention_of_who_has_no_page(newsroom, db):
    guest = add_person("Guest", slug="guest")
    text = f'<p><a linktype="person" id="{guest.pk}">the guest</a></p>'
    release = add_release(newsroom, body=[{"type": "prose", "value": text}])
    type(guest).objects.update(status="minimal")

    shown = refreshing.find_differences(release)
    refreshing.refresh(release, None, keys_of(shown))

    assert {(difference.recorded, difference.now) for difference in shown} >= {
        ("Guest", "")
    }
    stored = PressReleasePage.objects.get(pk=release.pk)
    assert stored.record.mentions == {}
    assert "people/guest" not in stored.feed_html


def test_a_merge_alone_is_nothing_different_today(client, newsroom):
    org, kept = add_institution("Org", slug="org"), add_institution("Kept", slug="k")
    ada = add_person("Ada", slug="ada")
    add_affiliation(ada, org, role={"en": "Head"})
    spoken = add_statement(ada, institution=org)
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]
    release = add_release(newsroom, people=[ada], body=body)
    merge(org, kept, None)

    assert "today:" not in client.get(release.get_url()).content.decode()


def test_a_merged_person_is_compared_by_the_affiliations_of_the_kept(client, newsroom):
    then, now = add_institution("Then", slug="then"), add_institution("Now", slug="now")
    double = add_person("Ada", slug="ada-2")
    add_affiliation(double, then)
    release = add_release(newsroom, people=[double])
    Affiliation.objects.update(valid_to=date(2024, 1, 1))
    ada = add_person("Ada", slug="ada")
    add_affiliation(ada, now, role={"en": "Head"}, valid_from=date(2024, 1, 1))
    merge(double, ada, None)

    html = client.get(release.get_url()).content.decode()

    assert 'today: <a href="/en/partners/people/ada/">Head, Now</a>' in html


def test_the_same_text_entered_again_is_no_difference(client, release, world):
    Boilerplate.objects.all().delete()
    add_boilerplate(world["dkfz"], "<p>The text  of 2020.</p>")

    html = client.get(release.get_url()).content.decode()

    assert "describes itself differently" not in html


def test_a_fact_that_a_release_states_cannot_be_deleted(release, world):
    with pytest.raises(ProtectedError):
        world["fact"].delete()


def test_a_partnership_that_is_not_announced_is_in_no_record(client, newsroom):
    tomorrow = timezone.localdate() + timedelta(days=1)
    secret = add_partnership("Geheimpakt", slug="geheim", announced_on=tomorrow)
    release = add_release(newsroom, partnerships=[secret])

    for address in (release.get_url(), "/en/newsroom/", "/en/newsroom/feed/"):
        html = client.get(address).content.decode()
        assert "Geheimpakt" not in html
        assert "geheim" not in html


@pytest.mark.parametrize("change", ["slug", "merge"])
def test_related_releases_are_found_whatever_partners_are_called_now(
    client, newsroom, change
):
    dkfz = add_institution("Center", "DKFZ", slug="dkfz")
    release = add_release(newsroom, "One", institutions=[(dkfz, "issuer")])
    add_release(newsroom, "Akin", institutions=[(dkfz, "partner")])
    if change == "slug":
        dkfz.slug = "renamed"
        dkfz.save()
    else:
        merge(dkfz, add_institution("Kept", "KEPT", slug="kept"), None)

    html = client.get(release.get_url()).content.decode()

    assert "Akin" in html.partition('class="related"')[2]
    assert f"In common: {'DKFZ' if change == 'slug' else 'KEPT'}" in html
