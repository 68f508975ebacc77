"""People and institutions approve a release by a link, and what they approved holds."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

import pytest

from wagtail.users.models import UserProfile

from news.models import (
    Publication,
    RelatedLink,
    ReleaseEvent,
    ReleasePartnership,
    ReleasePerson,
    ReleasePublication,
    Statement,
)
from news.models.shape import Record
from news.pages import PressReleasePage
from news.publishing.publication import PublicationError
from partners import waiting
from partners.models import Person
from portal.core.models import SiteSettings
from portal.guests import approvals, parts, signing
from portal.guests.approvals import State
from portal.guests.models import GuestLink, SignOff
from portal.guests.texts import find_drafts
from portal.users.models import User
from tests.factories import (
    add_affiliation,
    add_document,
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_statement,
    add_topic,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared

QUOTE = "This changes everything."


@shared
def institution():
    return add_institution("Radium Institute")


@shared
def release(newsroom, speaker, institution):
    statement = add_statement(speaker, QUOTE)
    body = [
        {"type": "prose", "value": "<p>First paragraph.</p>", "id": "first"},
        {"type": "statement", "value": {"statement": statement.pk}, "id": "said"},
    ]
    draft = draft_release(
        newsroom,
        "Headline",
        slug="headline",
        body=body,
        released_at=days_from_now(4),
        institutions=[(institution, "partner")],
    )
    draft.save_revision()
    return PressReleasePage.objects.get(pk=draft.pk)


@pytest.fixture
def ask(release, editor):
    def asking(name="Marie", person=None, institution=None, language="en", **values):
        values.setdefault("expires_at", days_from_now(5))
        (added,) = signing.ask(
            release,
            [
                signing.Asked(
                    name,
                    f"{name.split()[0].lower()}@lab.example",
                    language,
                    person,
                    institution,
                )
            ],
            signing.Conditions(**values),
            editor,
        )
        return added

    return asking


def link_of(sign_off: SignOff) -> str:
    return f"/en/sign-off/{sign_off.link.add_token()}/"


def seen_in(html: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"', html)[1]


def decide(address: str, decision: str = "approved", **values):
    visitor = Client()
    values.setdefault("seen", seen_in(visitor.get(address).text))
    return visitor.post(address, {"decision": decision} | values)


def state(sign_off: SignOff) -> State:
    fresh = SignOff.objects.select_related("link", "person").get(pk=sign_off.pk)
    return approvals.find_state(fresh, find_drafts(fresh.link.story))


def edit(release, **values):
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()
    return draft


def test_an_approval_of_an_institution_holds_for_all_that_readers_see(
    ask, institution, release
):
    asked = ask(institution=institution)
    decide(link_of(asked))
    paper = Publication.objects.create(title="On radium", doi="10.1234/radium")
    event = ReleaseEvent(
        title={"en": "Open day", "de": "Tag"}, starts_at=days_from_now(9)
    )
    changes = {
        "release_people": [ReleasePerson(person=add_person("Irène"), role="about")],
        "release_partnerships": [ReleasePartnership(partnership=add_partnership("P"))],
        "release_publications": [ReleasePublication(publication=paper)],
        "events": [event],
        "related_links": [RelatedLink(title="Elsewhere", url="https://x.example/")],
        "evidence_status": "peer_reviewed",
        "kind": "statement",
        "topics": [add_topic("radium")],
        "lead_image": add_image(credit="Photo: Irène"),
    }
    before = PressReleasePage.objects.get(pk=release.pk).latest_revision
    for name, value in changes.items():
        edit(release, **{name: value})
        assert state(asked) == State.VOID, name
        before.as_object().save_revision()
        assert state(asked) == State.APPROVED, name

    edit(release, released_at=days_from_now(5))
    assert state(asked) == State.APPROVED


def test_every_part_of_a_record_is_signed_off_or_left_out_on_purpose():
    in_passages = {"boilerplates", "statements", "figures"}
    by_itself = {"image", "mentions"}
    known_at_the_lift = {"number"}

    assert set(Record.model_fields) == {
        *parts.INVOLVED,
        *in_passages,
        *by_itself,
        *known_at_the_lift,
    }


def test_who_goes_public_with_a_release_voids_nothing(ask, newsroom, institution):
    """What is told of them is shown to guests as it will be."""
    lab, person = add_institution("Lab", acronym="LAB"), add_person("Irène")
    add_affiliation(person, lab)
    draft = draft_release(
        newsroom, "Other", people=[person], body=[prose("About <em>them</em>.")]
    )
    draft.save_revision()
    hidden = Person.objects.filter(pk=person.pk)
    hidden.update(live=False)
    waiting.let_wait(person, draft.translation_key)
    (asked,) = signing.ask(
        draft,
        [signing.Asked("G", "g@lab.example", "en", institution=institution)],
        signing.Conditions(days_from_now(5)),
        None,
    )
    decide(link_of(asked))

    hidden.update(live=True)
    waiting.forget(person)

    assert state(asked) == State.APPROVED


def test_a_document_is_called_by_its_title(ask, institution, release):
    block = {
        "type": "document",
        "value": {"document": add_document("Fact sheet").pk, "title": ""},
        "id": "file",
    }
    edit(release, body=[block])
    asked = ask(institution=institution)

    draft = find_drafts(asked.link.story)["en"]
    told = {one.key: one.text for one in parts.list_passages(draft, asked)}

    assert "Fact sheet" in told["file"]
    assert "http" not in told["file"]


def prose(text: str) -> dict:
    return {"type": "prose", "value": f"<p>{text}</p>", "id": "first"}


def test_a_mail_leads_to_a_faithful_preview_with_the_own_part_marked(
    letters, ask, speaker
):
    ask(person=speaker)

    (mail,) = letters()
    path = re.search(r"<http://[^/]+(/en/sign-off/[^>]+)>", mail.body)[1]
    response = Client().get(path)

    assert QUOTE not in mail.body
    assert QUOTE in response.text
    assert "First paragraph." in response.text
    assert response.text.count("To be signed off by you") == 1
    assert response["Cache-Control"] == "no-store, private"
    assert not response.cookies


def test_an_institution_is_marked_where_it_is_named(ask, institution):
    html = Client().get(link_of(ask(institution=institution))).text

    assert html.count("To be signed off by you") == 1
    assert "for Radium Institute" in html


def test_the_items_of_a_list_stand_in_lines(ask, institution, release):
    items = "<ul><li>One thing</li><li>Two &#8211; of many</li></ul>"
    long = "word " * 40
    edit(
        release,
        body=[{"type": "prose", "value": f"<p>{long}</p>{items}", "id": "first"}],
    )
    asked = ask(institution=institution)

    draft = find_drafts(asked.link.story)["en"]
    (passage,) = (
        one for one in parts.list_passages(draft, asked) if one.key == "first"
    )

    assert passage.text == f"{long.strip()}\n\n- One thing\n- Two – of many"


def test_opening_decides_nothing(ask, speaker):
    asked = ask(person=speaker)
    address = link_of(asked)
    for method in (Client().get, Client().head):
        assert method(address).status_code == 200

    assert state(asked) == State.OPEN


def test_a_decision_is_made_once_and_can_be_read_then(ask, speaker):
    asked = ask(person=speaker)
    address = link_of(asked)
    seen = seen_in(Client().get(address).text)

    response = decide(address, seen=seen)
    assert response.status_code == 303
    assert state(asked) == State.APPROVED
    again = Client().post(
        address, {"decision": "change", "seen": seen, "general": "No!"}
    )

    assert "You approved the text" in again.text
    assert "editor@newsroom.example" in again.text
    assert state(asked) == State.APPROVED
    assert not SignOff.objects.get().comments.exists()


def test_a_change_is_asked_for_at_the_passage(ask, speaker):
    asked = ask(person=speaker)
    address = link_of(asked)

    nothing = decide(address, "change")
    assert "Write what is to be changed." in nothing.text
    decide(address, "change", **{"comment-said": "I said: much."})

    (comment,) = SignOff.objects.get().comments.all()
    assert (comment.key, comment.comment) == ("said", "I said: much.")
    assert QUOTE in comment.passage
    assert state(asked) == State.CHANGE


def test_who_approves_has_nothing_to_change(ask, speaker):
    asked = ask(person=speaker)

    response = decide(link_of(asked), general="But …")

    assert response.status_code == 200
    assert "Ask for a change, or take them out." in response.text
    assert state(asked) == State.OPEN


def test_a_text_that_changed_while_it_was_read_is_not_approved(ask, speaker, release):
    asked = ask(person=speaker)
    address = link_of(asked)
    seen = seen_in(Client().get(address).text)
    Statement.objects.update(text={"en": "Nothing changes.", "de": "Nichts."})

    response = decide(address, "change", seen=seen, general="Mine")

    assert response.status_code == 200
    assert "The text has changed since you opened this page." in response.text
    assert ">\nMine</textarea>" in response.text
    assert state(asked) == State.OPEN
    again = decide(address, seen=seen_in(response.text))
    assert again.status_code == 303


def test_an_edit_of_the_own_part_voids_it_and_another_one_does_not(
    ask, speaker, institution, release
):
    person, whole = ask(person=speaker), ask("Irène", institution=institution)
    for one in (person, whole):
        decide(link_of(one))

    statement = release.body.raw_data[1]
    edit(release, body=[prose("Changed."), dict(statement)])
    assert (state(person), state(whole)) == (State.APPROVED, State.VOID)

    Statement.objects.update(text={"en": "Nothing changes.", "de": "Nichts."})
    assert state(person) == State.VOID


def test_an_edit_that_is_taken_back_voids_nothing(ask, institution, release):
    asked = ask(institution=institution)
    decide(link_of(asked))
    edit(release, title="Another")
    assert state(asked) == State.VOID

    edit(release, title="Headline")

    assert state(asked) == State.APPROVED


def test_a_missing_sign_off_refuses_to_schedule(ask, speaker, release):
    asked = ask(person=speaker)

    with pytest.raises(PublicationError, match="Marie Curie"):
        publish(edit(release))
    decide(link_of(asked))
    publish(edit(release))

    assert PressReleasePage.objects.scheduled().filter(pk=release.pk).exists()


def test_a_sign_off_that_is_not_required_refuses_nothing(ask, speaker, release):
    ask(person=speaker, is_required=False)

    publish(edit(release))


def test_a_void_sign_off_refuses_and_is_asked_for_again(
    ask, institution, release, editor
):
    asked = ask(institution=institution)
    decide(link_of(asked))
    changed = edit(release, title="Another")
    with pytest.raises(PublicationError):
        publish(changed)

    again = signing.ask_again(
        asked, "Irène", "irene@lab.example", days_from_now(3), release, editor
    )
    decide(link_of(again))

    publish(edit(release))


def test_the_quorum_of_an_institution_is_enough(ask, institution, release):
    asked = [
        ask(name, institution=institution, quorum=2) for name in ("Ada", "Bea", "Cia")
    ]
    decide(link_of(asked[0]))
    with pytest.raises(PublicationError):
        publish(edit(release))

    decide(link_of(asked[2]))

    publish(edit(release))


def test_an_unanswered_one_expires_and_is_still_missing(ask, speaker, release):
    asked = ask(person=speaker)
    address = link_of(asked)
    GuestLink.objects.update(expires_at=days_from_now(-1))

    assert Client().get(address).status_code == 404
    assert state(asked) == State.EXPIRED
    with pytest.raises(PublicationError):
        publish(edit(release))


def test_revoking_the_link_takes_no_requirement_away(ask, speaker, release):
    ask(person=speaker)
    GuestLink.objects.update(revoked_at=timezone.now())

    with pytest.raises(PublicationError):
        publish(edit(release))


def test_somebody_else_is_named_and_decides(ask, speaker, letters, release):
    asked = ask(person=speaker)
    letters()
    address = link_of(asked)

    refused = decide(address, "delegated")
    assert "Write who decides." in refused.text
    decide(address, "delegated", name="Pierre", email="pierre@lab.example")

    (mail,) = letters()
    assert mail.to == ["pierre@lab.example"]
    path = re.search(r"<http://[^/]+(/en/sign-off/[^>]+)>", mail.body)[1]
    assert "You named somebody else" in Client().get(address).text
    with pytest.raises(PublicationError):
        publish(edit(release))
    decide(path)
    publish(edit(release))


def test_who_does_not_answer_is_reminded(ask, speaker, letters):
    ask(person=speaker)
    letters()
    call_command("remind_guests")
    assert letters() == []

    GuestLink.objects.update(mailed_at=timezone.now() - timedelta(days=4))
    call_command("remind_guests")
    call_command("remind_guests")

    (mail,) = letters()
    assert mail.subject.startswith("Reminder")


def test_nobody_is_reminded_who_has_decided(ask, speaker, letters):
    asked = ask(person=speaker)
    letters()
    decide(link_of(asked))
    letters()
    GuestLink.objects.update(mailed_at=timezone.now() - timedelta(days=4))

    call_command("remind_guests")

    assert letters() == []


def test_form_and_mail_are_in_the_language_of_the_guest(ask, speaker, letters):
    asked = ask(person=speaker, language="de")
    token = asked.link.add_token()

    response = Client().get(f"/de/sign-off/{token}/", follow=True)

    assert response.redirect_chain == [(f"/en/sign-off/{token}/", 302)]
    assert '<html lang="de">' in response.text


def test_who_asked_is_told_of_a_decision(letters, ask, speaker, release, editor):
    asked = ask(person=speaker)
    letters()

    decide(link_of(asked))

    (mail,) = letters()
    assert mail.to == ["editor@newsroom.example"]
    # In all languages of the admin, as nobody has chosen one.
    assert mail.subject == "A sign-off has been given / Eine Freigabe wurde erteilt"
    assert "Marie approves" in mail.body
    assert "Marie gibt die Pressemitteilung frei" in mail.body
    assert f"/admin/releases/{release.pk}/guests/" in mail.body
    assert release.title not in mail.body + mail.subject
    assert letters() == []


def test_who_asked_is_told_of_a_change_without_its_words(letters, ask, speaker, editor):
    UserProfile.objects.create(user=editor, preferred_language="de")
    asked = ask(person=speaker)
    letters()

    decide(link_of(asked), "change", general="Shorter, please.")

    (mail,) = letters()
    assert "Marie bittet um eine Änderung" in mail.body
    assert "Shorter" not in mail.body


@pytest.mark.parametrize("values", [{"email": ""}, {"is_active": False}, None], ids=str)
def test_the_desk_is_told_where_nobody_who_asked_is_left(
    letters, ask, speaker, editor, values
):
    settings = SiteSettings.load_default()
    settings.desk_email = "desk@newsroom.example"
    settings.save()
    asked = ask(person=speaker)
    letters()
    if values is None:
        editor.delete()
    else:
        User.objects.filter(pk=editor.pk).update(**values)

    decide(link_of(asked))

    (mail,) = letters()
    assert mail.to == ["desk@newsroom.example"]
    assert "approves the press release" in mail.body
    assert "gibt die Pressemitteilung frei" in mail.body


def test_naming_somebody_else_is_no_decision(letters, ask, speaker):
    asked = ask(person=speaker)
    letters()

    decide(link_of(asked), "delegated", name="Irène", email="irene@lab.example")

    assert [mail.to for mail in letters()] == [["irene@lab.example"]]


def test_all_around_the_text_is_in_the_language_of_the_link(ask, institution):
    address = link_of(ask(institution=institution, language="de"))

    html = Client().get(address).text

    assert '<html lang="de">' in html
    assert "Zum Inhalt" in html
    assert "Skip to content" not in html
    assert 'href="/de/' in html
    assert '<div lang="en">' in html
    assert "Kommentar: Überschrift" in html
    assert "Comment:" not in html
