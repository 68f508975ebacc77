"""Every page costs the same number of queries with few and with many objects."""

from datetime import timedelta

from django.utils import timezone

import pytest

from wagtail.signal_handlers import disable_reference_index_auto_update

from news.models import Byline
from partners.models import (
    Institution,
    InstitutionRelation,
    PartnershipMember,
    PartnershipRole,
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
)

FEW, MANY = 3, 25
SMALL = (12, 8)  # pixels: there are many pictures, in all sizes
# Address and the most queries without any cache, one of them for what is due.
BOUNDS = {
    "home": ("/en/", 16),
    "newsroom": ("/en/newsroom/", 16),
    "filtered": ("/en/newsroom/?institution=hub&kind=press_release", 16),
    "release": ("/en/newsroom/hub-release/", 13),
    "institution": ("/en/partners/institutions/hub/", 16),
    "person": ("/en/partners/people/hub/", 16),
    "partnership": ("/en/partners/partnerships/hub/", 16),
    "partners": ("/en/partners/", 16),
    "people": ("/en/partners/people/", 16),
    "network": ("/en/partners/network/", 16),
    "institution network": ("/en/partners/institutions/hub/network/", 16),
    "partnership network": ("/en/partners/partnerships/hub/network/", 16),
    "search": ("/en/search/?q=hub", 13),
    "feed": ("/en/newsroom/feed/", 8),
}


@pytest.fixture
def hub(site):
    """One of each kind that everything added later refers to."""
    institution = add_institution("Hub institute", "HUB", slug="hub")
    add_boilerplate(institution, "<p>About the hub.</p>")
    person = add_person("Hub person", slug="hub")
    partnership = add_partnership("Hub unit", [institution], slug="hub")
    site["en"]["home"].unit = partnership
    site["en"]["home"].save()
    return {
        "newsroom": site["en"]["newsroom"],
        "institution": institution,
        "person": person,
        "partnership": partnership,
        "image": add_image(pixels=SMALL),
        "series": add_series(institution=institution),
    }


def add_ring(hub: dict, number: int) -> None:
    """Add one of everything, tied to the hub in every way there is."""
    institution = add_institution(f"Hub partner {number}", f"HP{number}")
    person = add_person(f"Hub guest {number}")
    add_affiliation(person, hub["institution"], role={"en": "Head"}, is_primary=True)
    add_affiliation(hub["person"], institution)
    InstitutionRelation.objects.create(
        institution=hub["institution"], kind="cooperates_with", target=institution
    )
    InstitutionRelation.objects.create(
        institution=institution, kind="part_of", target=hub["institution"]
    )
    PartnershipMember.objects.create(
        partnership=hub["partnership"], institution=institution, role="founder"
    )
    PartnershipRole.objects.create(
        partnership=hub["partnership"],
        person=person,
        role={"en": "Director"},
        representing=institution,
    )
    partnership = add_partnership(f"Hub project {number}", [hub["institution"]])
    PartnershipRole.objects.create(
        partnership=partnership, person=hub["person"], role={"en": "Member"}
    )
    _add_release(hub, f"Hub news {number}", 1, [institution])


def _add_release(hub: dict, title: str, statements: int, institutions: list, **values):
    spoken = [
        add_statement(hub["person"], f"{title} {n}", institution=hub["institution"])
        for n in range(statements)
    ]
    body = [{"type": "statement", "value": {"statement": one.pk}} for one in spoken]
    mentions = "".join(
        f'<a linktype="{one._meta.model_name}" id="{one.pk}">{title}</a>'
        for one in (*institutions, hub["person"], hub["partnership"])
    )
    body.append({"type": "prose", "value": f"<p>{mentions}</p>"})
    body += [
        {
            "type": "picture",
            "value": {"image": add_image(pixels=SMALL).pk, "caption": ""},
        }
        for _n in range(statements)
    ]
    return add_release(
        hub["newsroom"],
        title,
        body=body,
        lead_image=hub["image"],
        series=hub["series"],
        institutions=[(hub["institution"], "lead_issuer")]
        + [(one, "partner") for one in institutions],
        people=[hub["person"]],
        partnerships=[hub["partnership"]],
        topics=[add_topic()],
        rows={"bylines": [Byline(initials="Koh")]},
        released_at=timezone.now() - timedelta(days=2),
        **values,
    )


def _add_hub_release(hub: dict, count: int) -> None:
    """Add the release that is itself rich: many statements, pictures, partners."""
    partners = list(Institution.objects.exclude(slug="hub")[:count])
    _add_release(hub, "Hub release", count, partners, slug="hub-release")


def grow(hub: dict, first: int, last: int) -> None:
    """Add one of everything so many times, and the release with the most of all."""
    # Who refers to whom is a question of the admin; answering it takes half the time.
    with disable_reference_index_auto_update():
        for number in range(first, last):
            add_ring(hub, number)
        _add_hub_release(hub, last)


@pytest.fixture
def warm(client):
    """Render everything once, so that pictures exist in all sizes."""

    def request_all():
        for address, _bound in BOUNDS.values():
            assert client.get(address).status_code == 200

    return request_all


@pytest.fixture
def measured(hub, warm, count_queries):
    """Queries of every page with few and with many objects behind it."""
    grow(hub, 0, FEW)
    warm()
    few = {name: count_queries(address) for name, (address, _b) in BOUNDS.items()}
    hub["newsroom"].get_children().get(slug="hub-release").delete()
    grow(hub, FEW, MANY)
    warm()
    many = {name: count_queries(address) for name, (address, _b) in BOUNDS.items()}
    return few, many


def test_query_counts_do_not_grow_and_stay_in_bounds(measured):
    few, many = measured

    assert many == few
    over = {
        name: (many[name], bound)
        for name, (_address, bound) in BOUNDS.items()
        if many[name] > bound
    }
    assert over == {}
