"""Lists file names as German dictionaries do, on both databases."""

import pytest

from partners.models import Institution, Person
from portal.core.filing import file_under
from tests.factories import add_institution, add_person

# As readers look for them, by DIN 5007-1.
FILED = [
    "3D-Zentrum",
    "Aa, van der",
    "A Zentrum",
    "Ähm",
    "Ahm, Zoë",
    "Ähm, Zora",
    "d'Alembert",
    "d’Alembert, Jean",
    "Émile",
    "Łoś",
    "Müller",
    "Muller, Eva",
    "Mueller-Lüdenscheidt",
    "Øst",
    "van der Aa",
    "Weiss, A.",
    "Weiß, Anna",
    "WEISS, Bert",
    "Zander",
    "Ærø",
]


def test_names_are_filed_by_their_letters():
    filed = sorted(FILED, key=file_under)
    assert [one for one in filed if one[0] in "ÄAa3"] == [
        *("3D-Zentrum", "A Zentrum", "Aa, van der", "Ähm", "Ahm, Zoë", "Ähm, Zora")
    ]
    assert filed.index("Ærø") < filed.index("d'Alembert") < filed.index("Émile")
    assert filed.index("Łoś") < filed.index("Mueller-Lüdenscheidt")
    assert filed[-5:] == [
        *("van der Aa", "Weiss, A.", "Weiß, Anna", "WEISS, Bert", "Zander")
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Łukasz Wałęsa", "lukasz walesa"),
        ("O’Neill, J. R.", "oneill j r"),
        ("Jean-Pierre", "jean pierre"),
        ("ﬁne ½", "fine 1 2"),
        ("Œuvre", "oeuvre"),
        ("Ελένη", "ελενη"),
        ("李明", "李明"),
        ("—", ""),
        ("x" * 300, "x" * 250),
    ],
)
def test_what_a_name_is_filed_under(name, key):
    assert file_under(name) == key


def test_every_list_has_them_so(client, site):
    names = ["Weiß", "Zander", "d'Alembert", "van der Aa", "Ähm", "Émile", "Øst", "Łoś"]
    right = ["Ähm", "d'Alembert", "Émile", "Łoś", "Øst", "van der Aa", "Weiß", "Zander"]
    for name in names:
        add_person(name)
        add_institution(name)

    assert [str(one) for one in Person.objects.all()] == right
    assert [str(one) for one in Institution.objects.all()] == right
    for kind in ("people", "institutions"):
        items = client.get(f"/api/v2/{kind}/").json()["items"]
        assert [item["name"] for item in items] == right
    page = client.get("/en/partners/people/").content.decode()
    places = [page.index(f">{name.replace(chr(39), '&#x27;')}<") for name in right]
    assert places == sorted(places)
