"""Every address of the admin lets in who the table says, and nobody else."""

from __future__ import annotations

from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse

import pytest

from portal.core.models import Topic
from tests.admin.roles.asking import REFUSALS, SIGN_IN, Answer, get, post
from tests.admin.roles.table import RULES, rule_for
from tests.admin.roles.world import Address, Role, add_people, add_things, addresses
from tests.sharing import shared

NOT_ALLOWED = 405


@shared
def people(site):
    return add_people()


@shared
def things(site, people):
    return add_things(site, people)


@pytest.fixture
def admin_addresses(things) -> list[Address]:
    """Return all addresses; the one that signs out comes last."""
    return sorted(addresses(things), key=lambda one: "logout" in one.name)


def test_every_address_has_a_rule_and_every_rule_an_address(admin_addresses):
    names = {one.name for one in admin_addresses}

    assert [name for name in sorted(names) if not rule_for(name)] == []
    used = {rule_for(name) for name in names}
    assert [one.names for one in RULES if one not in used] == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.NOBODY])
def test_lets_in_who_may_and_nobody_else(people, admin_addresses, monkeypatch, role):
    # Whether a page is drawn well is asked elsewhere; here it would take a minute.
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    client = Client(raise_request_exception=False)
    if user := people[role]:
        client.force_login(user)

    wrong = [
        (address.name, answers)
        for address in admin_addresses
        if not _is_right(role, address, answers := _ask(client, role, address))
    ]

    assert wrong == []


def test_a_copy_is_not_sent_to_its_original(people, things, client):
    """It would change the original, for whoever may add and view and not change."""
    client.force_login(people[Role.SUPERUSER])

    client.post(
        reverse("wagtailsnippets_core_topic:copy", args=[things.topic.pk]),
        {"slug": "other", "label_en": "Other", "parent": ""},
    )

    assert [topic.slug for topic in Topic.objects.all()] == ["quokka-topic"]


def _ask(client: Client, role: Role, address: Address) -> tuple[Answer, Answer | None]:
    """Return the answers to GET and, to who is refused or must send a form, POST."""
    # Else what was told of each refusal is carried on to the next.
    client.cookies.pop("messages", None)
    answer = get(client, address.url)
    if role >= rule_for(address.name).role and answer != NOT_ALLOWED:
        return answer, None
    return answer, post(client, address.url)


def _is_right(role: Role, address: Address, answers: tuple) -> bool:
    """Tell whether the table says what was answered."""
    asked, sent = answers
    rule = rule_for(address.name)
    if role >= rule.role:
        answer = asked if sent is None else sent
        return answer in rule.answers or (sent is not None and sent not in REFUSALS)
    if role < Role.ACCESS:
        return asked == sent == SIGN_IN
    # An address may know one of the two methods only.
    return {asked, sent} <= REFUSALS | {NOT_ALLOWED} and {asked, sent} != {NOT_ALLOWED}
