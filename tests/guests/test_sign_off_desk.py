"""Editors ask for sign-offs, see what came of them, and workflows wait for them."""

from __future__ import annotations

import re

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

import pytest

from wagtail.models import (
    GroupApprovalTask,
    PageLogEntry,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from news.pages import PressReleasePage
from news.publishing import gates
from portal.guests import workflow as guests_workflow
from portal.guests.models import GuestLink, SignOff, SignOffTask
from portal.users.models import User
from tests.factories import (
    add_institution,
    add_person,
    add_statement,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.guests.test_sign_off import decide, link_of
from tests.sharing import shared

UNTIL = f"{days_from_now(9):%Y-%m-%d %H:%M}"
QUOTE = "This changes everything."


@shared
def release(newsroom):
    statement = add_statement(add_person("Marie Curie"), QUOTE)
    draft = draft_release(
        newsroom,
        "Headline",
        slug="headline",
        body=[
            {"type": "statement", "value": {"statement": statement.pk}, "id": "said"}
        ],
        released_at=days_from_now(4),
        institutions=[(add_institution("Radium Institute"), "partner")],
    )
    draft.save_revision()
    return PressReleasePage.objects.get(pk=draft.pk)


def guests(release) -> str:
    return f"/admin/releases/{release.pk}/guests/"


def ask(client, release, **values):
    """Fill in the form as it is shown, with addresses for some rows."""
    html = client.get(f"{guests(release)}sign-off/").text
    form = {"expires_at": UNTIL, "is_required": "on", "remind_after_days": "3"}
    for place in range(html.count('name="email_')):
        about = re.search(
            rf'<select name="about_{place}".*?</select>', html, re.DOTALL
        )[0]
        chosen = re.search(r'value="([^"]*)" selected', about)
        name = re.search(rf'name="name_{place}" value="([^"]*)"', html)
        form[f"about_{place}"] = chosen[1] if chosen else ""
        form[f"name_{place}"] = name[1] if name else ""
        form[f"language_{place}"] = "en"
    return client.post(f"{guests(release)}sign-off/", form | values)


def test_those_whom_the_release_names_are_asked(client, sign_in, letters, release):
    sign_in("Editors")

    response = ask(
        client,
        release,
        email_0="marie@lab.example",
        email_1="press@radium.example",
        name_1="Press office",
        email_2="somebody@else.example",
        name_2="Somebody Else",
    )

    assert response.status_code == 302
    asked = SignOff.objects.order_by("pk")
    assert [str(one.person or one.institution or "") for one in asked] == [
        "Marie Curie",
        "Radium Institute",
        "",
    ]
    assert len(letters()) == 3
    html = client.get(guests(release)).text
    assert html.count("asked, no answer yet") == 3
    entry = PageLogEntry.objects.get(page=release.pk, action="guests.ask_sign_off")
    assert "marie" not in f"{entry.data} {entry.message}".lower()


def test_an_address_needs_a_name(client, sign_in, release):
    sign_in("Editors")

    response = ask(client, release, email_1="press@radium.example")

    assert "Write whom you ask." in response.text
    assert "Write the e-mail address of whom you ask." in ask(client, release).text
    assert not SignOff.objects.exists()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name_1": "Press office"}, "Write where that person gets mail."),
        ({"name_2": "Somebody Else"}, "Write where that person gets mail."),
        (
            {"email_1": "press@radium.example", "name_1": "Press", "quorum": "2"},
            "For one of the institutions you ask 1 guest only.",
        ),
    ],
)
def test_what_asks_nobody_and_what_cannot_be_reached_is_refused(
    client, sign_in, release, values, error
):
    sign_in("Editors")

    response = ask(client, release, email_0="marie@lab.example", **values)

    assert error in response.text
    assert not SignOff.objects.exists()


def test_mails_are_in_the_language_of_the_release_unless_another_is_chosen(
    client, sign_in, release
):
    german = add_translation(release)
    sign_in("Editors")

    html = client.get(f"{guests(german)}sign-off/").text

    chosen = re.search(r'<select name="language_0".*?</select>', html, re.DOTALL)[0]
    assert '<option value="de" selected' in chosen


def test_a_refused_publication_leads_to_the_guests(client, sign_in, release):
    sign_in("Moderators")
    ask(client, release, email_0="marie@lab.example")
    draft = PressReleasePage.objects.get(pk=release.pk)

    response = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={draft.pk}", follow=True
    )

    assert "A required sign-off is missing: Marie Curie." in response.text
    said = response.text[response.text.index("A required sign-off is missing") :]
    assert f'href="{guests(release)}"' in said[: said.index("</li>")]


def test_comments_and_void_ones_are_seen_and_asked_again(
    client, sign_in, letters, release
):
    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")
    first = SignOff.objects.get()
    decide(link_of(first), "change", **{"comment-said": "I said much."})
    html = client.get(guests(release)).text
    assert "I said much." in html
    assert "change asked for" in html

    letters()
    client.post(
        f"/admin/sign-offs/{first.pk}/again/",
        {"name": "Marie", "email": "marie@lab.example", "expires_at": UNTIL},
    )

    assert [one.to for one in letters()] == [["marie@lab.example"]]
    assert client.get(guests(release)).text.count("asked, no answer yet") == 1
    assert client.get(f"/admin/sign-offs/{first.pk}/again/").status_code == 404


def schedule(release) -> None:
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.save_revision().publish()


def test_administrators_go_on_without_for_a_reason(client, sign_in, release):
    sign_in("Administrators")
    ask(client, release, email_0="marie@lab.example")
    address = f"{guests(release)}without/"
    assert "This field is required." in client.post(address, {"reason": ""}).text

    asked = client.post(address, {"reason": "She is on an expedition."}).text
    assert "Marie Curie" in asked
    assert SignOff.objects.get().waived_at is None
    client.post(address, {"reason": "She is on an expedition.", "confirmed": "1"})

    entry = PageLogEntry.objects.get(page=release.pk, action="guests.waive_sign_off")
    assert "She is on an expedition." in entry.message
    schedule(release)
    assert PressReleasePage.objects.scheduled().exists()


def test_moderators_do_not_go_on_without(client, sign_in, release):
    sign_in("Moderators")
    ask(client, release, email_0="marie@lab.example")

    client.post(
        f"{guests(release)}without/", {"reason": "I want to.", "confirmed": "1"}
    )

    assert SignOff.objects.get().waived_at is None


@pytest.fixture
def started(release, db):
    """A workflow that waits for sign-offs."""
    workflow = Workflow.objects.create(name="With sign-off")
    task = SignOffTask.objects.create(name="Sign-off")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    second = GroupApprovalTask.objects.create(name="Moderators")
    second.groups.set(Group.objects.filter(name="Moderators"))
    WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)
    author = User.objects.create_superuser("author")
    return workflow.start(release, author)


def test_a_workflow_goes_on_when_all_have_approved(client, sign_in, started, release):
    sign_in("Editors")
    ask(
        client,
        release,
        email_0="marie@lab.example",
        email_1="press@radium.example",
        name_1="Press",
    )
    first, second = SignOff.objects.order_by("pk")

    decide(link_of(first))
    started.refresh_from_db()
    assert started.current_task_state.task.name == "Sign-off"
    decide(link_of(second))

    started.refresh_from_db()
    assert started.current_task_state.task.name == "Moderators"
    assert started.status == WorkflowState.STATUS_IN_PROGRESS


def test_a_decision_is_not_noted_without_what_follows_from_it(
    client, sign_in, started, release, monkeypatch
):
    """Who is killed in between has noted nothing, and the guest can decide again."""

    def die(*arguments):
        raise KeyboardInterrupt

    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")
    asked = SignOff.objects.get()
    with monkeypatch.context() as dying:
        dying.setattr(guests_workflow, "_act", die)
        with pytest.raises(KeyboardInterrupt):
            decide(link_of(asked))
    asked.refresh_from_db()
    assert not asked.decision

    decide(link_of(asked))

    started.refresh_from_db()
    assert started.current_task_state.task.name == "Moderators"


def test_a_step_that_was_left_goes_on_by_itself(client, sign_in, started, release):
    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")
    decide(link_of(SignOff.objects.get()))
    TaskState.objects.filter(task__name="Moderators").delete()
    # As it is when the process ends before it has looked.
    first = TaskState.objects.filter(workflow_state=started).get()
    TaskState.objects.filter(pk=first.pk).update(status="in_progress", finished_at=None)
    WorkflowState.objects.filter(pk=started.pk).update(current_task_state=first)

    call_command("remind_guests")

    started.refresh_from_db()
    assert started.current_task_state.task.name == "Moderators"


def test_a_workflow_stops_when_a_change_is_asked_for(client, sign_in, started, release):
    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")

    decide(link_of(SignOff.objects.get()), "change", general="Not so.")

    started.refresh_from_db()
    assert started.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_a_workflow_begins_after_all_have_approved(
    client, sign_in, release, django_capture_on_commit_callbacks
):
    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")
    decide(link_of(SignOff.objects.get()))
    workflow = Workflow.objects.create(name="Only sign-off")
    task = SignOffTask.objects.create(name="Sign-off")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)

    with django_capture_on_commit_callbacks(execute=True):
        state = workflow.start(release, User.objects.create_superuser("author"))

    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_APPROVED
    assert PressReleasePage.objects.scheduled().filter(pk=release.pk).exists()


def test_administrators_end_the_step_with_a_reason(client, sign_in, started, release):
    sign_in("Administrators")
    ask(client, release, email_0="marie@lab.example")
    state = started.current_task_state
    address = f"/admin/pages/workflow/action/{release.pk}/approve/{state.pk}/"

    client.post(address, {"comment": ""})
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
    client.post(address, {"comment": "On an expedition."})

    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_APPROVED
    assert SignOff.objects.get().waiver_reason == "On an expedition."


def test_a_workflow_that_cannot_publish_is_no_business_of_a_guest(
    client, sign_in, release, monkeypatch
):
    """The decision stays; so does the step."""

    def refuse(*arguments):
        raise ValidationError("refused")

    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")
    workflow = Workflow.objects.create(name="Only sign-off")
    task = SignOffTask.objects.create(name="Sign-off")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(release, User.objects.create_superuser("author"))
    asked = SignOff.objects.get()
    address = link_of(asked)
    monkeypatch.setattr(gates, "ask", refuse)

    response = decide(address)

    assert response.status_code == 303
    asked.refresh_from_db()
    assert asked.decision == "approved"
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS


def test_the_admin_offers_the_task(client, sign_in):
    user = User.objects.create_superuser("root")
    client.force_login(user)

    html = client.get("/admin/workflows/tasks/add/guests/signofftask/").text

    assert "Quorum of each institution" in html
    assert GuestLink.objects.count() == 0
    assert Client().get("/en/sign-off/x/").status_code == 404


@pytest.fixture
def waiting(release):
    """The release, approved and waiting for its time."""
    return publish(release.get_latest_revision_as_object())


def test_who_may_not_publish_requires_nothing_of_what_waits(client, sign_in, waiting):
    sign_in("Editors")
    values = {"email_0": "me@x.example"}

    refused = ask(client, waiting, **values)

    assert "without this sign-off it would not" in refused.text
    assert not SignOff.objects.exists()
    assert ask(client, waiting, **values, is_required="").status_code == 302
    sign_in("Moderators")
    assert ask(client, waiting, **values).status_code == 302


def test_who_may_not_publish_asks_for_nothing_again_that_waits(
    client, sign_in, release
):
    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")
    asked = SignOff.objects.get()
    decide(link_of(asked))
    waiting = publish(release.get_latest_revision_as_object())
    again = f"/admin/sign-offs/{asked.pk}/again/"
    form = {"name": "Me", "email": "me@x.example", "expires_at": UNTIL}

    refused = client.post(again, form)

    assert "without this sign-off it would not" in refused.text
    assert SignOff.objects.count() == 1
    sign_in("Moderators")
    assert client.post(again, form).status_code == 302
    assert waiting.scheduled_revision


def test_who_may_not_publish_asks_again_for_a_draft(client, sign_in, release):
    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")
    asked = SignOff.objects.get()
    decide(link_of(asked))
    form = {"name": "Me", "email": "me@x.example", "expires_at": UNTIL}

    answer = client.post(f"/admin/sign-offs/{asked.pk}/again/", form)

    assert answer.status_code == 302


def test_what_was_decided_before_stays_to_be_read(client, sign_in, release):
    sign_in("Editors")
    ask(client, release, email_0="marie@lab.example")
    first = SignOff.objects.get()
    decide(link_of(first), "change", general="Not radium: polonium.")
    form = {"name": "Pierre", "email": "pierre@lab.example", "expires_at": UNTIL}
    client.post(f"/admin/sign-offs/{first.pk}/again/", form)

    html = client.get(guests(release)).text

    assert "Pierre" in html
    assert "Marie Curie: change asked for" in html
    assert "Not radium: polonium." in html
