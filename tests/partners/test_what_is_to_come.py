"""What begins on a day is told nowhere before it, and everywhere from it on."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.management import call_command

import pytest

from partners.models import (
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    PartnershipMember,
    PartnershipRole,
)
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_institution,
    add_partnership,
    add_person,
)
from tests.partners import clock
from tests.sharing import shared

DAY = date(2027, 1, 1)
EVE = DAY - timedelta(days=1)

INSTITUTION = ("Newname", "Comingsite", "Comingtext", "Comingrole", "partnerships/unit")
# Where what is told, by the words that stand for it.
TOLD = {
    "/en/partners/institutions/alpha/": (*INSTITUTION, "77 percent"),
    "/de/partner/institutions/alpha/": (*INSTITUTION, "77 Prozent"),
    "/en/partners/institutions/delta/": ("77 percent", "institutions/alpha"),
    "/en/partners/people/": ("Comingrole", "Newname"),
    "/en/partners/people/ada/": ("Comingrole", "Comingpart", "Newname"),
    "/de/partner/people/ada/": ("Comingrole", "Comingpart", "Newname"),
    # With the timeline.
    "/en/partners/partnerships/unit/": ("Newname", "Member joins", "Comingpart"),
    "/de/partner/partnerships/unit/": ("Newname", "Mitglied tritt bei", "Comingpart"),
    "/en/partners/": ("Newname",),
    "/en/partners/network/": (
        "Newname",
        "Comingsite",
        "Comingrole",
        "Comingpart",
        "77 percent",
    ),
    "/en/search/?q=Newname": ("institutions/alpha", "people/ada"),
    "/en/search/?q=Comingrole": ("people/ada",),
    "/id/institutions/alpha/": ("Newname", "Comingsite", "unit"),
    "/id/people/ada/": ("Comingrole", "Comingpart"),
    "/id/partnerships/unit/": ("alpha", "Comingpart"),
    "/api/v2/institutions/alpha/": (
        "Newname",
        "Comingsite",
        "Comingtext",
        "77.0",
        "partnerships/unit",
    ),
    "/api/v2/people/ada/": ("Comingrole", "Comingpart", "Newname"),
    "/api/v2/people/?institution=alpha": ("people/ada",),
    "/api/v2/partnerships/unit/": ("institutions/alpha", "Comingpart"),
    "/api/v2/partnerships/?institution=alpha": ("partnerships/unit",),
    "/api/v2/partnerships/?person=ada": ("partnerships/unit",),
    "/graph/institution-names.csv": ("Newname",),
    "/graph/affiliations.csv": ("Comingrole",),
    "/graph/members.csv": ("institutions/alpha",),
    "/graph/roles.csv": ("Comingpart",),
    "/graph/relations.csv": ("77",),
    "/graph/sites.csv": ("Comingsite",),
    "/graph/boilerplates.csv": ("Comingtext",),
    "/graph/graph.jsonld": (
        "Newname",
        "Comingsite",
        "Comingrole",
        "Comingpart",
        "77 percent",
    ),
}
# What is over on the day; its end is not told before.
ENDS = {
    "/en/partners/people/ada/": "until 31 December 2026",
    "/de/partner/people/ada/": "bis 31. Dezember 2026",
    "/en/partners/partnerships/unit/": "until 31 December 2026",
    "/en/partners/institutions/delta/": "until 31 December 2026",
    "/api/v2/people/ada/": '"valid_to":"2026-12-31"',
    "/api/v2/institutions/alpha/": '"valid_to":"2026-12-31"',
    "/api/v2/partnerships/unit/": '"valid_to":"2026-12-31"',
    "/graph/affiliations.csv": "2026-12-31",
    "/graph/members.csv": "2026-12-31",
    "/graph/institution-names.csv": "2026-12-31",
    "/graph/graph.jsonld": "2026-12-31",
}


@shared
def beginnings(site):
    """Something of every kind that begins, and that ends, when 2027 begins."""
    with pytest.MonkeyPatch.context() as patch:
        clock.stop(patch, EVE)
        add_beginnings()
        call_command("turn_day")


def add_beginnings() -> None:
    alpha, delta = (
        add_institution("Oldname", slug="alpha"),
        add_institution("Delta", slug="delta"),
    )
    alpha.names.update(valid_to=DAY)
    alpha.names.add(InstitutionName(language="en", text="Newname", valid_from=DAY))
    alpha.save()
    ada = add_person("Ada Lovelace", slug="ada")
    role = {"en": "Comingrole", "de": "Comingrole"}
    add_affiliation(ada, alpha, role=role, valid_from=DAY)
    add_affiliation(ada, delta, role={"en": "Former"}, valid_to=DAY)
    unit = add_partnership("Joint unit", slug="unit")
    members = PartnershipMember.objects
    members.create(partnership=unit, institution=alpha, valid_from=DAY)
    members.create(partnership=unit, institution=delta, valid_to=DAY)
    part = {"en": "Comingpart", "de": "Comingpart"}
    PartnershipRole.objects.create(
        partnership=unit, person=ada, role=part, valid_from=DAY
    )
    InstitutionRelation.objects.create(
        institution=alpha,
        kind="funded_by",
        target=delta,
        share_percent=77,
        valid_from=DAY,
    )
    InstitutionSite.objects.create(
        institution=alpha, label="Comingsite", host=delta, valid_from=DAY
    )
    add_boilerplate(alpha, "<p>Comingtext</p>", valid_from=DAY)
    for one in (alpha, delta, ada, unit):
        one.save()


@pytest.fixture
def world(beginnings, monkeypatch):
    """What is told on the last day of 2026."""
    clock.stop(monkeypatch, EVE)


def ask(client, address: str) -> str:
    headers = {"Accept": "application/ld+json"} if "/id/" in address else {}
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()


def found(client, address: str) -> list[str]:
    if "/search/" in address:
        return [entry["entry"].path for entry in client.get(address).context["results"]]
    return [ask(client, address)]


def is_in(word: str, texts: list[str]) -> bool:
    return any(word in text for text in texts)


@pytest.mark.parametrize("address", TOLD)
def test_what_begins_is_told_from_its_day_on(client, world, monkeypatch, address):
    before = found(client, address)
    clock.stop(monkeypatch, DAY, hour=0)
    call_command("turn_day")
    after = found(client, address)

    assert [word for word in TOLD[address] if is_in(word, before)] == []
    assert [word for word in TOLD[address] if not is_in(word, after)] == []


@pytest.mark.parametrize("address", TOLD)
def test_nothing_tells_of_a_day_to_come(client, world, address):
    assert not is_in("2027", found(client, address))


@pytest.mark.parametrize("address", ENDS)
def test_an_end_is_told_when_it_has_come(client, world, monkeypatch, address):
    before = ask(client, address)
    clock.stop(monkeypatch, DAY, hour=0)
    after = ask(client, address)

    assert ENDS[address] not in before
    assert ENDS[address] in after


def test_all_but_the_search_is_right_before_anything_has_run(
    client, world, monkeypatch
):
    clock.stop(monkeypatch, DAY, hour=0)

    missing = {
        address: [word for word in words if not is_in(word, found(client, address))]
        for address, words in TOLD.items()
        if "/search/" not in address
    }

    assert not any(missing.values()), missing


def test_what_partners_promise_is_told_at_once_and_an_end_when_it_has_come(
    client, site, monkeypatch
):
    clock.stop(monkeypatch, EVE)
    add_partnership(
        slug="unit",
        started_on=date(2026, 1, 1),
        committed_until=date(2030, 6, 30),
        ended_on=DAY,
    )
    addresses = [
        "/en/partners/partnerships/unit/",
        "/id/partnerships/unit/",
        "/api/v2/partnerships/unit/",
        "/graph/partnerships.csv",
    ]
    before = {address: ask(client, address) for address in addresses}
    clock.stop(monkeypatch, DAY)

    for address in addresses:
        assert "2027-01-01" not in before[address], address
        assert "2027-01-01" in ask(client, address), address
        # Of what is promised schema.org has no term.
        assert "2030-06-30" in before[address] or address.startswith("/id/"), address


def test_an_institution_whose_only_name_lies_ahead_is_not_called_by_it(
    client, site, monkeypatch
):
    clock.stop(monkeypatch, EVE)
    institution = add_institution("Newname", slug="centre")
    institution.names.update(valid_from=DAY)
    institution.label = ""
    institution.save()

    assert "Newname" not in ask(client, "/en/partners/institutions/centre/")
    clock.stop(monkeypatch, DAY)
    assert "Newname" in ask(client, "/en/partners/institutions/centre/")
