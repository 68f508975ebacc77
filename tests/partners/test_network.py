"""Who is tied to whom, as a picture and as a table."""

from datetime import date, timedelta
from itertools import combinations
from urllib.parse import quote

import pytest

from partners.models import (
    Institution,
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    PartnershipMember,
    PartnershipRole,
)
from partners.network.drawing import SYMBOL, box_of, draw
from partners.network.graph import RELATION_STYLES, network_on
from partners.network.layout import lay_out
from partners.validity import today
from tests.factories import (
    add_affiliation,
    add_institution,
    add_partnership,
    add_person,
    days_from_now,
)
from tests.network_samples import add_network
from tests.sharing import shared

DAY = date(2026, 6, 1)
CHANGE = date(2021, 1, 1)
PAGES = {
    "site": "/en/partners/network/",
    "institution": "/en/partners/institutions/sample-0/network/",
    "partnership": "/en/partners/partnerships/sample-0/network/",
}


def relate(institution, target, kind="part_of", **values):
    return InstitutionRelation.objects.create(
        institution=institution, target=target, kind=kind, **values
    )


def triples(network):
    return {(t.source.short, str(t.how), t.target.short) for t in network.ties}


@shared
def world(site):
    """One tie of every sort around DKFZ, and one tie far from it."""
    dkfz = add_institution("German Cancer Research Center", "DKFZ", slug="dkfz")
    helmholtz = add_institution("Helmholtz Association", "HGF", slug="hgf")
    embl = add_institution("Molecular Biology Laboratory", "EMBL")
    far = add_institution("Far institute", "FAR")
    unit = add_partnership("Joint unit", slug="unit", network=helmholtz)
    ada = add_person("Ada Lovelace", slug="ada")
    relate(dkfz, helmholtz)
    relate(dkfz, embl, "funded_by", share_percent=90)
    relate(embl, far)
    InstitutionSite.objects.create(institution=dkfz, label="Dresden", host=helmholtz)
    PartnershipMember.objects.create(partnership=unit, institution=dkfz, role="funder")
    PartnershipRole.objects.create(
        partnership=unit, person=ada, role={"en": "Director"}, representing=dkfz
    )
    add_affiliation(ada, dkfz, role={"en": "Group leader"})
    return {"dkfz": dkfz, "hgf": helmholtz, "embl": embl, "unit": unit, "ada": ada}


def test_every_sort_of_tie_is_there(world):
    assert triples(network_on(DAY)) == {
        ("DKFZ", "is part of", "HGF"),
        ("DKFZ", "is funded by", "EMBL"),
        ("EMBL", "is part of", "FAR"),
        ("DKFZ", "has a site at", "HGF"),
        ("DKFZ", "Funder", "Joint unit"),
        ("Joint unit", "belongs to the network", "HGF"),
        ("Ada Lovelace", "Director", "Joint unit"),
        ("Ada Lovelace", "represents", "DKFZ"),
        ("Ada Lovelace", "Group leader", "DKFZ"),
    }


def test_every_kind_of_relation_has_a_style():
    assert set(RELATION_STYLES) == set(InstitutionRelation.Kind.values)


def test_the_network_of_a_thing_is_what_is_tied_to_it_and_the_ties_among_these(world):
    network = network_on(DAY).around(world["unit"])

    assert {node.short for node in network.nodes} == {
        "Joint unit", "DKFZ", "HGF", "Ada Lovelace",
    }  # fmt: skip
    assert ("DKFZ", "is part of", "HGF") in triples(network)
    assert ("DKFZ", "is funded by", "EMBL") not in triples(network)


def test_a_day_has_the_ties_and_the_names_of_that_day(site):
    old, new = (add_institution(name) for name in ("Old partner", "New partner"))
    one = add_institution("Name of today")
    one.names.set(
        [
            InstitutionName(language="en", text="Name of old", valid_to=CHANGE),
            InstitutionName(language="en", text="Name of today", valid_from=CHANGE),
        ]
    )
    one.save()
    relate(one, old, valid_to=CHANGE)
    relate(one, new, valid_from=CHANGE)

    assert triples(network_on(date(2019, 5, 4))) == {
        ("Name of old", "is part of", "Old partner")
    }
    assert triples(network_on(DAY)) == {("Name of today", "is part of", "New partner")}


def test_an_institution_is_not_drawn_before_its_foundation(site):
    relate(add_institution("Young", founded_year=2010), add_institution("Old"))

    assert [node.name for node in network_on(date(2009, 12, 31)).nodes] == ["Old"]
    assert len(network_on(date(2010, 1, 1)).ties) == 1


@pytest.mark.parametrize(
    ("dates", "day", "is_drawn"),
    [
        ({}, DAY, True),
        ({"announced_on": date(2020, 8, 6)}, date(2020, 8, 5), False),
        ({"announced_on": date(2020, 8, 6)}, date(2020, 8, 6), True),
        ({"started_on": date(2021, 1, 1)}, date(2020, 12, 31), False),
        ({"ended_on": date(2022, 1, 1)}, date(2021, 12, 31), True),
        ({"ended_on": date(2022, 1, 1)}, date(2022, 1, 1), False),
    ],
)
def test_a_partnership_is_drawn_while_it_lasts(site, dates, day, is_drawn):
    add_partnership("Unit", [add_institution()], **dates)

    assert bool(network_on(day).ties) == is_drawn


def test_a_partnership_under_embargo_is_on_no_day(site, client):
    institution = add_institution(slug="one")
    ahead = days_from_now(2).date()
    secret = add_partnership("Secret unit", [institution], announced_on=ahead, slug="s")

    assert network_on(ahead + timedelta(days=1)).ties == []
    for path in ("network/", "institutions/one/network/"):
        html = client.get(f"/en/partners/{path}?as_of=2999-01-01").content.decode()
        assert "Secret unit" not in html
    assert client.get(f"/en/partners/{secret.path}network/").status_code == 404


@pytest.mark.parametrize("status", ["minimal", "erased"])
def test_who_has_no_page_is_not_in_the_network(site, status):
    person = add_person("Grace Minimal", status=status)
    add_affiliation(person, add_institution())

    assert network_on(DAY).ties == []


def test_people_are_drawn_only_while_they_have_a_tie(site):
    person = add_person()
    add_affiliation(person, add_institution(), valid_to=date(2020, 1, 1))

    assert len(network_on(date(2019, 1, 1)).nodes) == 2
    assert len(network_on(DAY).nodes) == 1


def test_what_was_merged_is_not_drawn(site):
    kept, duplicate = add_institution("Kept"), add_institution("Duplicate")
    relate(duplicate, kept)
    Institution.objects.filter(pk=duplicate.pk).update(merged_into=kept)

    network = network_on(DAY)

    assert [node.name for node in network.nodes] == ["Kept"]
    assert network.ties == []


def boxes(picture):
    """Left, top, right and bottom of every symbol with its label."""
    for drawn in picture.nodes:
        width, height = box_of([line for line, _y in drawn.lines])
        top = drawn.y - SYMBOL / 2
        yield drawn.x - width / 2, top, drawn.x + width / 2, top + height


@pytest.mark.parametrize("nodes", [5, 50, 200])
def test_labels_never_overlap_and_stay_inside_the_picture(site, nodes):
    add_network(nodes)

    picture = draw(network_on(DAY))

    found = list(boxes(picture))
    assert len(found) == nodes
    overlapping = [
        (a, b)
        for a, b in combinations(found, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert overlapping == []
    assert min(min(left, top) for left, top, _r, _b in found) >= 0
    assert max(right for _l, _t, right, _b in found) <= picture.width
    assert max(bottom for *_rest, bottom in found) <= picture.height


def test_the_same_network_is_the_same_picture(site):
    add_network(40)

    assert draw(network_on(DAY)) == draw(network_on(DAY))


def test_boxes_in_one_place_are_moved_apart():
    everything_tied = [(a, b) for a, b in combinations(range(12), 2)]

    places = lay_out([(150, 48)] * 12, everything_tied).places

    for (x, y), (other_x, other_y) in combinations(places, 2):
        assert abs(x - other_x) >= 150 or abs(y - other_y) >= 48


def test_many_untied_boxes_fill_rows_and_not_the_horizon():
    layout = lay_out([(100, 33)] * 60, [])

    assert layout.width <= 1000
    assert layout.height < 600


def test_ties_of_one_style_between_two_nodes_are_one_line(site):
    one, unit = add_institution(), add_partnership()
    for role in ("founder", "member", "funder"):
        PartnershipMember.objects.create(partnership=unit, institution=one, role=role)

    lines = draw(network_on(DAY)).lines

    assert sorted((line.style.value, len(line.ties)) for line in lines) == [
        ("funding", 1),
        ("member", 2),
    ]
    assert lines[0].path != lines[1].path


def test_an_arrow_of_funding_leads_to_the_funded(site):
    funded, funder = add_institution("Funded"), add_institution("Funder")
    relate(funded, funder, "funded_by")

    picture = draw(network_on(DAY))

    places = {drawn.node.name: drawn.x for drawn in picture.nodes}
    [line] = picture.lines
    start, end = (float(end.split()[0]) for end in line.path[1:].split("L"))
    assert line.has_arrow
    assert (start < end) == (places["Funder"] < places["Funded"])


def test_a_page_draws_links_and_repeats_every_tie_in_a_table(client, world, settings):
    html = client.get("/en/partners/institutions/dkfz/network/").content.decode()

    picture = html.partition('role="group"')[2].partition("</svg>")[0]
    table = html.partition("<table>")[2].partition("</table>")[0]
    assert (
        'href="/en/partners/institutions/hgf/" aria-label="Helmholtz Association, Institution"'
        in picture
    )
    assert "is-focus" in picture
    assert table.count('scope="row"') == 8
    assert "90 percent" in table
    assert "Far institute" not in html
    assert (
        f'<link rel="canonical" href="{settings.SITE_URL}/en/partners/institutions/dkfz/network/">'
        in html
    )
    assert "noindex" not in html
    assert 'href="/de/partner/institutions/dkfz/network/"' in html


def test_coordinates_have_points_in_german_too(client, world):
    html = client.get("/de/partner/network/").content.decode()

    picture = html.partition('role="group"')[2].partition("</svg>")[0]
    paths = [part.partition('"')[0] for part in picture.split(' d="')[1:]]
    assert len(paths) > 5
    assert not [path for path in paths if "," in path]


def test_the_overview_and_the_pages_of_things_lead_to_the_networks(client, world):
    for path in ("", "institutions/dkfz/", "partnerships/unit/"):
        html = client.get(f"/en/partners/{path}").content.decode()
        assert f'href="/en/partners/{path}network/"' in html
    assert "/en/partners/network/" in client.get("/sitemap.xml").content.decode()


def test_a_day_can_be_chosen_and_such_a_page_is_not_indexed(client, world):
    world["dkfz"].relations.update(valid_from=date(2022, 1, 1))

    html = client.get("/en/partners/network/?as_of=2021-05-04").content.decode()

    assert "4 May 2021" in html
    assert 'value="2021-05-04"' in html
    assert "is funded by" not in html
    assert 'content="noindex, follow"' in html
    assert 'rel="canonical"' not in html


@pytest.mark.parametrize("path", ["en/partners", "de/partner"])
@pytest.mark.parametrize("typed", ["4.5.2021", "2021-02-30", "<b>", "9" * 30, "٢٠٢١"])
def test_a_day_that_is_none_is_said_beside_the_field_and_today_is_shown(
    client, world, path, typed
):
    response = client.get(f"/{path}/network/?as_of={quote(typed)}")

    html = response.content.decode()
    assert response.status_code == 200
    assert response.context["day"] == today()
    assert response.context["form"]["as_of"].value() == typed
    assert html.count('class="as-of__error"') == 1
    assert '<input type="text" name="as_of"' in html
    assert "DKFZ" in html


@pytest.mark.parametrize("days", [1, 365_000])
def test_a_day_in_the_future_is_refused_beside_the_field(client, world, days):
    typed = (today() + timedelta(days=days)).isoformat()
    world["dkfz"].names.add(
        InstitutionName(
            language="en", kind="alias", text="To come", valid_from=today().max
        )
    )
    world["dkfz"].save()
    relate(world["embl"], world["hgf"], "jointly_with", valid_from=typed)

    response = client.get(f"/en/partners/network/?as_of={typed}")

    html = response.content.decode()
    assert response.status_code == 200
    assert response.context["day"] == today()
    assert response.context["form"]["as_of"].value() == typed
    assert "The day must not lie in the future." in html
    assert html.count('class="as-of__error"') == 1
    assert f'value="{typed}"' in html
    assert "jointly" not in html


def test_today_is_a_day_that_can_be_asked_for(client, world):
    response = client.get(f"/en/partners/network/?as_of={today()}")

    assert "as-of__error" not in response.content.decode()


def test_an_empty_day_is_today_and_no_error(client, world):
    response = client.get("/en/partners/network/?as_of=")

    assert response.context["day"] == today()
    assert "as-of__error" not in response.content.decode()


def test_a_network_without_ties_is_a_sentence(client, site):
    add_institution(slug="alone")

    for path in ("network/", "institutions/alone/network/"):
        html = client.get(f"/en/partners/{path}").content.decode()
        assert "Nothing is known of any tie" in html
        assert "scroller" not in html


def test_what_has_no_tie_is_named_below_the_table(client, world):
    add_institution("All alone", slug="alone")

    html = client.get("/en/partners/network/").content.decode()

    assert "All alone" in html.partition("Without a known tie")[2]


@pytest.mark.parametrize("kind", ["institutions", "partnerships"])
def test_the_network_of_nothing_is_not_found(client, site, kind):
    assert client.get(f"/en/partners/{kind}/unknown/network/").status_code == 404


def test_three_hundred_ties_cost_as_many_queries_as_three(client, site, count_queries):
    add_network(8)
    few = {name: count_queries(address) for name, address in PAGES.items()}
    add_network(240, prefix="more")
    hub = Institution.objects.get(slug="sample-0")
    for other in Institution.objects.filter(slug__startswith="more"):
        relate(other, hub, "cooperates_with")
    many = {name: count_queries(address) for name, address in PAGES.items()}

    assert InstitutionRelation.objects.count() > 300 - 60
    assert many == few
    assert max(many.values()) <= 16, many
