"""An answer costs the same number of queries with few and with many items."""

from datetime import timedelta

from django.utils import timezone

import pytest

from wagtail.signal_handlers import disable_reference_index_auto_update

from news.models import Byline
from partners.models import (
    Institution,
    InstitutionRelation,
    InstitutionSite,
    Partnership,
    PartnershipMember,
    PartnershipRole,
    Person,
)
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_topic,
    add_translation,
    publish,
)

FEW, MANY = 3, 12
ALL_OF_RELEASES = "expand=institutions,people,partnerships,statements,versions"
# Address and the most queries without any cache, one of them for what is due.
BOUNDS = {
    "releases": ("releases/?limit=100", 9),
    "of somebody": (
        "releases/?limit=100&institution=hub&person=hub&partnership=hub&topic=hub",
        15,
    ),
    "whole releases": ("releases/?limit=100&fields=all", 9),
    "expanded releases": (f"releases/?limit=100&fields=all&{ALL_OF_RELEASES}", 28),
    "a release": ("releases/{story}/en/", 7),
    "an expanded release": (f"releases/{{story}}/en/?{ALL_OF_RELEASES}", 26),
    "institutions": ("institutions/?limit=100", 16),
    "expanded institutions": (
        "institutions/?limit=100&expand=institutions,partnerships",
        26,
    ),
    "an institution": ("institutions/hub/", 16),
    "people": ("people/?limit=100", 10),
    "expanded people": ("people/?limit=100&expand=institutions,partnerships", 21),
    "a person": ("people/hub/", 9),
    "partnerships": ("partnerships/?limit=100", 10),
    "expanded partnerships": (
        "partnerships/?limit=100&expand=institutions,people",
        22,
    ),
    "a partnership": ("partnerships/hub/", 9),
}


@pytest.fixture
def hub(site):
    """One of each kind that everything added later refers to."""
    institution = add_institution("Hub institute", "HUB", slug="hub", logo=add_image())
    return {
        "newsroom": site["en"]["newsroom"],
        "institution": institution,
        "person": add_person("Hub person", slug="hub", portrait=add_image()),
        "partnership": add_partnership("Hub unit", [institution], slug="hub"),
        "image": add_image(),
        "series": add_series(institution=institution),
        "topic": add_topic("hub"),
    }


def add_ring(hub: dict, number: int) -> None:
    """Add one of everything, tied to the hub in every way there is."""
    institution = add_institution(f"Partner {number}", f"P{number}", logo=hub["image"])
    institution.identifiers.create(scheme="funder", value=f"1{institution.pk:08}")
    institution.save()
    mention = f'<a linktype="institution" id="{hub["institution"].pk}">hub</a>'
    mention += f'<a linktype="person" id="{hub["person"].pk}">hub</a>'
    mention += f'<a linktype="partnership" id="{hub["partnership"].pk}">hub</a>'
    add_boilerplate(institution, f"<p>{mention}</p>")
    person = add_person(f"Guest {number}", portrait=hub["image"])
    person.identifiers.create(scheme="wikidata", value=f"Q{person.pk}")
    person.save()
    partnership = add_partnership(f"Project {number}", [hub["institution"]])
    partnership.network = institution
    partnership.save()
    for one, other in ((institution, "institution"), (hub["institution"], "hub")):
        target = institution if other == "hub" else hub["institution"]
        InstitutionRelation.objects.create(
            institution=one, kind="cooperates_with", target=target
        )
        InstitutionSite.objects.create(institution=one, label="Site", host=target)
    for unit, member in ((hub["partnership"], institution), (partnership, institution)):
        PartnershipMember.objects.create(partnership=unit, institution=member)
        for somebody in (hub["person"], person):
            PartnershipRole.objects.create(
                partnership=unit,
                person=somebody,
                role={"en": "Head"},
                representing=member,
            )
    add_affiliation(person, hub["institution"])
    add_affiliation(hub["person"], institution)
    release = add_release(
        hub["newsroom"],
        f"Release {number}",
        **_content(hub, number, [institution], [person], [partnership]),
    )
    publish(add_translation(release, title=f"Mitteilung {number}"))


def _content(hub: dict, number: int, institutions, people, partnerships) -> dict:
    """Return a release of the hub with others."""
    spoken = [
        add_statement(one, f"Said {number}", institution=hub["institution"])
        for one in people
    ]
    return {
        "body": [{"type": "statement", "value": {"statement": s.pk}} for s in spoken],
        "lead_image": hub["image"],
        "series": hub["series"],
        "institutions": [
            (one, "issuer") for one in (hub["institution"], *institutions)
        ],
        "people": [hub["person"], *people],
        "partnerships": [hub["partnership"], *partnerships],
        "topics": [hub["topic"]],
        "rows": {"bylines": [Byline(person=one) for one in people]},
        "released_at": timezone.now() - timedelta(days=2),
    }


def add_rich_release(hub: dict, number: int) -> str:
    """Add a release that names everybody there is; returns its key."""
    others = (
        list(model.objects.exclude(slug="hub"))
        for model in (Institution, Person, Partnership)
    )
    content = _content(hub, number, *others)
    release = add_release(hub["newsroom"], f"All {number}", **content)
    publish(add_translation(release, title=f"Alle {number}"))
    return str(release.translation_key)


@pytest.fixture
def measure(hub, count_queries, settings):
    """Return what counts the queries of every address."""
    settings.API_RATE = "100000/second"

    def count(story: str) -> dict[str, int]:
        return {
            name: count_queries(f"/api/v2/{below.format(story=story)}")
            for name, (below, _most) in BOUNDS.items()
        }

    return count


def grow(hub: dict, first: int, last: int) -> str:
    """Add one of everything so many times; returns the key of the richest release."""
    # Who refers to whom is a question of the admin; answering it takes half the time.
    with disable_reference_index_auto_update():
        for number in range(first, last):
            add_ring(hub, number)
        return add_rich_release(hub, last)


def test_query_counts_do_not_grow_and_stay_in_bounds(hub, measure, get):
    few = measure(grow(hub, 0, FEW))
    story = grow(hub, FEW, MANY)
    many = measure(story)

    assert len(get("releases/?limit=100")["items"]) == 2 * (MANY + 2)
    assert len(get(f"releases/{story}/en/")["issuers"]) > MANY
    for name in ("institutions", "people", "partnerships"):
        assert len(get(f"{name}/?limit=100")["items"]) > MANY
    assert many == few
    over = {
        name: (many[name], most)
        for name, (_below, most) in BOUNDS.items()
        if many[name] > most
    }
    assert over == {}
