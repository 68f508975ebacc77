"""What was signed off or waits under embargo is not got round."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone

import pytest

from wagtail.models import PageLogEntry, Workflow, WorkflowTask

from news.models import ReleaseInstitution
from news.pages import PressReleasePage
from news.publishing import schedule
from news.publishing.publication import PublicationError
from portal.guests import approvals, giving, parts, signing
from portal.guests.models import GuestLink, SignOff, SignOffTask
from portal.guests.texts import find_drafts
from portal.users.models import User
from tests.at_once import at_once
from tests.factories import (
    add_institution,
    add_person,
    add_release,
    add_site,
    add_statement,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.guests.conftest import add_journalist, add_link
from tests.news.reading import correct
from tests.news.test_schedule import make_due

QUOTE = "This changes everything."


@pytest.fixture
def statement(speaker):
    return add_statement(speaker, QUOTE)


@pytest.fixture
def release(newsroom, statement):
    return drafted(newsroom, statement)


def drafted(newsroom, statement) -> PressReleasePage:
    body = [{"type": "statement", "value": {"statement": statement.pk}, "id": "said"}]
    draft = draft_release(
        newsroom,
        "Headline",
        slug="headline",
        body=body,
        released_at=days_from_now(4),
    )
    draft.save_revision()
    return PressReleasePage.objects.get(pk=draft.pk)


def ask(release, user=None, email="marie@lab.example", quorum=0, **about) -> SignOff:
    asked = signing.Asked("Marie", email, release.language, **about)
    conditions = signing.Conditions(days_from_now(5), quorum=quorum)
    (added,) = signing.ask(release, [asked], conditions, user)
    return added


def approve(asked: SignOff) -> None:
    draft = find_drafts(asked.link.story)[asked.text_language]
    seen = parts.digest(draft, asked)
    assert signing.decide(asked, SignOff.Decision.APPROVED, seen, draft, [])


def test_words_that_changed_after_the_sign_off_do_not_become_public(
    release, speaker, statement
):
    asked = ask(release, person=speaker)
    approve(asked)
    publish(release)
    statement.text = {"en": "I never said that."}
    statement.save()

    make_due(release)
    failed = schedule.run()

    assert failed
    assert not PressReleasePage.objects.get(pk=release.pk).live
    statement.text = {"en": QUOTE, "de": QUOTE}
    statement.save()
    schedule.run()
    assert PressReleasePage.objects.get(pk=release.pk).live


def test_what_all_languages_share_is_signed_off_in_each(newsroom, editor):
    alpha, beta = add_institution("Alpha"), add_institution("Beta")
    english = draft_release(
        newsroom,
        released_at=days_from_now(2),
        institutions=[(alpha, "partner")],
    )
    english.save_revision()
    german = add_translation(english, title="Deutsch")
    german = PressReleasePage.objects.get(pk=german.pk)
    approve(ask(german, institution=alpha))
    publish(german.get_latest_revision_as_object())

    draft = english.get_latest_revision_as_object()
    draft.release_institutions = [ReleaseInstitution(institution=beta, role="issuer")]
    text = draft.save_revision()

    with pytest.raises(PublicationError, match="sign-off is missing"):
        text.publish(user=editor)


def test_one_more_who_is_asked_lowers_no_quorum(release, editor):
    institution = add_institution("Radium Institute")
    for name in ("a", "b"):
        ask(release, editor, f"{name}@lab.example", institution=institution)
    approve(ask(release, editor, "c@lab.example", quorum=1, institution=institution))

    missing = approvals.find_missing(
        release.translation_key, find_drafts(release.translation_key)
    )

    assert len(missing) == 2


def test_a_withdrawn_text_is_not_shown_to_who_was_asked(client, release, speaker):
    asked = ask(release, person=speaker)
    SignOff.objects.update(is_required=False)
    publish(release)
    make_due(release)
    schedule.run()
    address = f"/en/sign-off/{asked.link.add_token()}/"
    assert QUOTE in client.get(address).text

    correct(PressReleasePage.objects.get(pk=release.pk), "withdrawal")

    answer = client.get(address)
    assert answer.status_code == 404
    assert QUOTE not in answer.text


def test_what_waits_is_not_copied(sign_in, release, newsroom):
    publish(release)
    client = sign_in("Moderators")
    form = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": newsroom.pk,
    }

    answer = client.post(
        reverse("wagtailadmin_pages:copy", args=[release.pk]), form, follow=True
    )

    assert "under embargo cannot be copied" in answer.text
    assert not PressReleasePage.objects.filter(slug="copy").exists()


def test_what_is_to_be_signed_off_is_not_copied(sign_in, release, newsroom, speaker):
    asked = ask(release, person=speaker)
    client = sign_in("Moderators")
    address = reverse("wagtailadmin_pages:copy", args=[newsroom.pk])
    home = newsroom.get_parent()
    form = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": home.pk,
        "copy_subpages": "on",
    }

    answer = client.post(address, form, follow=True)

    assert "signed off cannot be copied" in answer.text
    SignOff.objects.filter(pk=asked.pk).update(is_required=False)
    assert "cannot be copied" not in client.get(address, follow=True).text


def test_public_releases_are_copied(sign_in, newsroom):
    release = add_release(newsroom)
    client = sign_in("Moderators")

    answer = client.get(reverse("wagtailadmin_pages:copy", args=[release.pk]))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("group", "is_shown"), [("Editors", False), ("Moderators", True)]
)
def test_journalists_are_shown_to_who_lets_them_in(sign_in, release, group, is_shown):
    add_link(release, name="Ada Lovelace")
    add_link(release, "share", name="Grace Hopper")

    page = sign_in(group).get(f"/admin/releases/{release.pk}/guests/").text

    assert ("Ada Lovelace" in page) == is_shown
    assert "Grace Hopper" in page


def test_who_is_asked_anew_twice_has_one_link(release, speaker, editor):
    asked = ask(release, person=speaker)

    one, other = (
        signing.ask_again(
            SignOff.objects.get(pk=asked.pk),
            "Marie",
            "marie@lab.example",
            days_from_now(5),
            release,
            editor,
        )
        for _n in range(2)
    )

    assert one == other


@pytest.mark.django_db(transaction=True)
def test_a_sign_off_is_decided_once_and_a_pass_given_once():
    newsroom = add_site()["en"]["newsroom"]
    statement = add_statement(add_person("Marie Curie"), QUOTE)
    release = drafted(newsroom, statement)
    asked = ask(release, person=statement.speaker)
    journalist = add_journalist()
    SignOff.objects.update(is_required=False)
    release = publish(release)
    draft = find_drafts(release.translation_key)["en"]

    def decide(decision):
        fresh = SignOff.objects.get(pk=asked.pk)
        return signing.decide(fresh, decision, "0" * 64, draft, [])

    def delegate():
        fresh = SignOff.objects.get(pk=asked.pk)
        return signing.delegate(fresh, "Pierre", "pierre@lab.example", draft)

    def give():
        until = timezone.now() + timedelta(days=9)
        return len(giving.give_passes(release, [journalist], until, None))

    decided = at_once(
        *[lambda: decide(SignOff.Decision.APPROVED)] * 3,
        *[lambda: decide(SignOff.Decision.CHANGE)] * 3,
        *[delegate] * 2,
    )
    given = at_once(*[give] * 4)

    assert sorted(decided) == [False] * 7 + [True]
    assert sorted(given) == [0, 0, 0, 1]
    assert GuestLink.objects.passes().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_the_last_two_who_approve_one_ends_the_step():
    newsroom = add_site()["en"]["newsroom"]
    release = drafted(newsroom, add_statement(add_person("Marie Curie"), QUOTE))
    both = [ask(release), ask(release)]
    task = SignOffTask.objects.create(name="Sign-off")
    workflow = Workflow.objects.create(name="Only sign-off")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(release, User.objects.create_superuser("author"))
    draft = find_drafts(release.translation_key)["en"]
    seen = [parts.digest(draft, one) for one in both]

    decided = at_once(
        *[
            partial(signing.decide, one, SignOff.Decision.APPROVED, digest, draft, [])
            for one, digest in zip(both, seen, strict=True)
        ]
    )

    assert decided == [True, True]
    approvals_logged = PageLogEntry.objects.filter(action="wagtail.workflow.approve")
    assert approvals_logged.count() == 1
    assert PressReleasePage.objects.scheduled().filter(pk=release.pk).exists()


@pytest.mark.parametrize("is_taken_down", [False, True])
def test_guests_read_nothing_that_was_taken_back(client, newsroom, is_taken_down):
    release = add_release(newsroom, "Headline", body=[("prose", f"<p>{QUOTE}</p>")])
    asked = signing.ask(
        release,
        [signing.Asked("G", "g@lab.example", "en")],
        signing.Conditions(days_from_now(5)),
        None,
    )
    _link, shared = add_link(release, "share")
    addresses = [f"/en/draft/{shared}/", f"/en/sign-off/{asked[0].link.add_token()}/"]
    correct(release, kind="withdrawal")
    if is_taken_down:
        PressReleasePage.objects.get(pk=release.pk).unpublish()

    for address in addresses:
        answer = client.get(address, follow=True)
        assert QUOTE not in answer.text
        assert "This link leads nowhere" in answer.text or not is_taken_down


def test_guests_read_what_was_brought_back(client, newsroom):
    release = add_release(newsroom, "Headline", body=[("prose", f"<p>{QUOTE}</p>")])
    _link, token = add_link(release, "share")
    correct(release, kind="withdrawal")
    correct(release, kind="reinstatement")
    PressReleasePage.objects.get(pk=release.pk).unpublish()

    assert QUOTE in client.get(f"/en/draft/{token}/").text


def test_a_pass_shows_nothing_that_was_taken_back(client, release):
    publish(release)
    _link, token = add_link(release, terms_accepted_at=timezone.now())
    correct(release, kind="withdrawal")

    assert QUOTE not in client.get(f"/en/embargo/{token}/").text
    assert "<entry>" not in client.get(f"/en/embargo/{token}/feed/").text
