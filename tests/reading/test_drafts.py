"""From a text and its accepted proposals to a draft, of which nothing is public."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

import pytest

from news.drafting.alignment import align
from news.drafting.copies import add_language
from news.drafting.drafts import make_draft
from news.drafting.readings import Reading
from news.drafting.translations import make_translation
from news.models import Contact, Publication, ReleaseNumber, Statement
from news.pages import PressReleasePage
from news.publishing import together
from news.publishing.stories import SHARED_ROWS
from news.reading.sources import Source
from partners import waiting
from partners.models import Institution, Person
from portal.users.models import User
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_institution,
    add_partnership,
    add_person,
    add_series,
)
from tests.sharing import shared

TEXT = """Pressemitteilung Nr. 12 | 6. August 2020 | von ks

Neues Labor

Fachleute erforschen gemeinsam Übergänge

Forschende aus vier Ländern arbeiten an einer Frage.

Heidelberg, 6. August 2020. Das Deutsche Krebsforschungszentrum (DKFZ) eröffnet \
gemeinsam mit dem Institut für Wellenforschung ein Labor, in dem Fachleute aus vier \
Ländern gemeinsam an einer Frage arbeiten. Beteiligt ist auch ELLIS Life.

„Wir fangen klein an, aber wir bleiben nicht klein“, sagt Ada Beispiel, Leiterin der \
Abteilung am DKFZ. Das Labor hat zwölf Räume.

Was als Nächstes kommt

Prof. Dr. Bruno Neumann, Direktor am Institut für Wellenforschung, sagte, das Labor \
werde im Herbst öffnen. Bis dahin wird noch viel gebaut, gestrichen und verkabelt, und \
zwar in allen Stockwerken des Hauses.

- Erstens ein Mikroskop
- Zweitens ein Rechner

Über das Deutsche Krebsforschungszentrum

Das DKFZ erforscht Krebs seit 1964.

Originalpublikation: A. Beispiel: Über Übergänge. DOI: 10.1000/182

Pressekontakt:
Pressestelle DKFZ, Telefon +49 (0)6221 42-2854, presse@dkfz.example
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(site):
    user = User.objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@shared
def world(site):
    dkfz = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    add_boilerplate(dkfz, "<p>Das DKFZ erforscht Krebs seit 1964.</p>", language="de")
    return {
        "newsroom": site["de"]["newsroom"],
        "dkfz": dkfz,
        "ada": add_person("Ada Beispiel"),
        "ellis": add_partnership("ELLIS Life"),
        "series": add_series(institution=dkfz),
    }


def make(text: str, newsroom, user=None, refuse=lambda one: False, is_html=False):
    reading = Reading.of(Source(text, is_html))
    proposals = list(reading.proposals.values())
    accepted = [one for one in proposals if not refuse(one)]
    release, outcome = make_draft(reading.text, proposals, accepted, newsroom, user)
    return PressReleasePage.objects.get(pk=release.pk), outcome


def kinds_of(release) -> list[str]:
    return [block.block_type for block in release.body]


def prose_of(release) -> str:
    return "".join(
        block.value.source for block in release.body if block.block_type == "prose"
    )


def test_the_head_of_a_text_fills_the_fields(world, editor):
    release, _outcome = make(TEXT, world["newsroom"], editor)

    assert release.title == "Fachleute erforschen gemeinsam Übergänge"
    assert release.kicker == "Neues Labor"
    assert release.standfirst == "Forschende aus vier Ländern arbeiten an einer Frage."
    assert release.dateline_place == "Heidelberg"
    assert timezone.localtime(release.released_at).date() == date(2020, 8, 6)
    assert (release.series, release.number, release.number_year) == (
        world["series"],
        12,
        2020,
    )
    assert [str(one) for one in release.bylines.all()] == ["ks"]
    assert release.owner == editor
    assert release.get_parent() == world["newsroom"].page_ptr


def test_the_body_has_the_text_in_its_order(world, editor):
    release, _outcome = make(TEXT, world["newsroom"], editor)

    assert kinds_of(release) == [
        "prose",
        "statement",
        "prose",
        "heading",
        "statement",
        "prose",
        "bullet_list",
    ]
    text = prose_of(release)
    assert text.startswith("<p>Das <a linktype=")
    assert "Das Labor hat zwölf Räume." in text
    for gone in ("Heidelberg, 6.", "sagt Ada", "Nr. 12", "Über das", "presse@", "DOI"):
        assert gone not in text
    assert release.body[3].value["text"] == "Was als Nächstes kommt"
    entries = [entry.source for entry in release.body[6].value["entries"]]
    assert entries == ["<p>Erstens ein Mikroskop</p>", "<p>Zweitens ein Rechner</p>"]


def test_statements_have_speaker_role_and_institution(world, editor):
    release, _outcome = make(TEXT, world["newsroom"], editor)

    said, told = [
        block.value["statement"]
        for block in release.body
        if block.block_type == "statement"
    ]
    assert said.text == {"de": "Wir fangen klein an, aber wir bleiben nicht klein"}
    assert (said.speaker, said.institution) == (world["ada"], world["dkfz"])
    assert said.role == {"de": "Leiterin der Abteilung"}
    assert (said.original_language, said.form) == ("de", "verbatim")
    assert (str(told.speaker), told.form) == ("Bruno Neumann", "paraphrase")
    assert told.institution.label == "Institut für Wellenforschung"
    quoted = {str(one.person): one.role for one in release.release_people.all()}
    assert quoted == {"Ada Beispiel": "quoted", "Bruno Neumann": "quoted"}


def test_who_is_involved_has_a_role(world, editor):
    release, _outcome = make(TEXT, world["newsroom"], editor)

    rows = {
        one.institution.label: (one.role, one.has_boilerplate)
        for one in release.release_institutions.all()
    }
    assert rows == {
        "Deutsches Krebsforschungszentrum": ("lead_issuer", True),
        "Institut für Wellenforschung": ("partner", False),
    }
    [partnership] = release.release_partnerships.all()
    assert (partnership.partnership, partnership.role) == (world["ellis"], "about")
    assert f'<a linktype="partnership" id="{world["ellis"].pk}">ELLIS Life</a>' in (
        prose_of(release)
    )


def test_contact_and_paper_are_made(world, editor):
    release, _outcome = make(TEXT, world["newsroom"], editor)

    [row] = release.release_contacts.all()
    assert row.contact.name == {"de": "Pressestelle DKFZ"}
    assert row.contact.telephone == "+496221422854"
    assert row.contact.email == "presse@dkfz.example"
    assert row.contact.institution == world["dkfz"]
    [row] = release.release_publications.all()
    assert row.publication.doi == "10.1000/182"
    assert row.publication.title == "A. Beispiel: Über Übergänge"


def test_what_is_known_is_made_once(world, editor):
    make(TEXT, world["newsroom"], editor)
    counts = [m.objects.count() for m in (Contact, Publication, Statement, Person)]

    release, outcome = make(TEXT, world["newsroom"], editor)

    assert counts == [
        m.objects.count() for m in (Contact, Publication, Statement, Person)
    ]
    assert outcome.made == []
    assert release.slug.startswith("fachleute-erforschen")


def test_nothing_of_it_is_public(world, editor):
    release, outcome = make(TEXT, world["newsroom"], editor)

    assert not release.live
    assert len(outcome.made) == 6
    for entity in (
        Person.objects.get(label="Bruno Neumann"),
        Institution.objects.get(label="Institut für Wellenforschung"),
    ):
        assert not entity.live
        assert waiting.rows_of(entity).get().story == release.translation_key
        for path in (f"/en/partners/{entity.path}", f"/de/partner/{entity.path}"):
            assert Client().get(path).status_code == 404
    assert not ReleaseNumber.objects.exists()
    for path in ("/de/aktuelles/", "/de/aktuelles/feed/", "/api/v2/people/"):
        body = Client().get(path).content.decode()
        assert "Neumann" not in body
        assert "Übergänge" not in body


def test_a_new_person_gets_no_page_and_works_where_the_text_says(world, editor):
    make(TEXT, world["newsroom"], editor)

    person = Person.objects.get(label="Bruno Neumann")
    assert person.status == Person.Status.MINIMAL
    assert person.titles() == "Prof. Dr."
    [tie] = person.affiliations.all()
    assert tie.institution.label == "Institut für Wellenforschung"
    assert tie.role == {"de": "Direktor"}


def test_what_is_refused_leaves_nothing_behind(world, editor):
    release, outcome = make(
        TEXT, world["newsroom"], editor, lambda one: one.kind != "headline"
    )

    assert release.title == "Fachleute erforschen gemeinsam Übergänge"
    assert outcome.made == []
    assert Person.objects.count() == 1
    assert Institution.objects.count() == 1
    assert not Statement.objects.exists()
    assert not Contact.objects.exists()
    assert kinds_of(release) == ["prose", "bullet_list", "prose"]
    text = prose_of(release)
    assert "„Wir fangen klein an" in text
    assert "Forschende aus vier Ländern" in text
    assert "presse@dkfz.example" in text
    assert "linktype" not in text


def test_a_statement_without_its_speaker_stays_in_the_text(world, editor):
    release, outcome = make(
        TEXT,
        world["newsroom"],
        editor,
        lambda one: one.kind == "person" and one.entity is None,
    )

    assert "sagte, das Labor werde im Herbst" in prose_of(release)
    assert ("Its speaker was not accepted.") in [
        str(why) for _what, why in outcome.left
    ]


def test_words_around_a_statement_are_never_lost(world, editor):
    text = TEXT.replace(
        "Leiterin der Abteilung am DKFZ.",
        "Leiterin der Abteilung am DKFZ, als sie am Montag das Band zerschnitt.",
    )

    release, outcome = make(text, world["newsroom"], editor)

    assert "als sie am Montag das Band zerschnitt" in prose_of(release)
    assert "„Wir fangen klein an" in prose_of(release)
    assert len(outcome.left) == 1


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        (
            ", co-director and coordinator of the new unit.",
            "co-director and coordinator of the new unit",
        ),
        (
            " of the Guild, the chief scientist there.",
            "chief scientist there, the Guild",
        ),
    ],
)
def test_a_role_is_all_that_the_sentence_says_of_the_speaker(
    world, site, editor, behind, role
):
    text = f"""A new unit opens its doors

    “We want to demonstrate the huge potential of this,” explained Ada Beispiel{behind}"""

    release, outcome = make(text, site["en"]["newsroom"], editor)

    assert kinds_of(release) == ["statement"]
    assert Statement.objects.get().role == {"en": role}
    assert outcome.left == []


@pytest.mark.parametrize("taken_by", ["series", "release"])
def test_a_number_that_is_not_free_is_left_out(world, editor, taken_by):
    if taken_by == "release":
        ReleaseNumber.objects.create(
            series=world["series"],
            year=2020,
            number=12,
            story="00000000-0000-0000-0000-000000000001",
        )
    else:
        world["series"].delete()

    release, outcome = make(TEXT, world["newsroom"], editor)

    assert release.number is None
    assert outcome.left[0][0] == "Number 12"


def test_a_changed_about_text_waits_for_the_release(world, editor):
    text = TEXT.replace("seit 1964.", "seit mehr als fünfzig Jahren in Heidelberg.")

    release, _outcome = make(text, world["newsroom"], editor)

    dkfz = Institution.objects.get(pk=world["dkfz"].pk)
    assert [one.text for one in dkfz.boilerplates.all()] == [
        "<p>Das DKFZ erforscht Krebs seit 1964.</p>"
    ]
    old, new = dkfz.get_latest_revision_as_object().boilerplates.all()
    assert old.valid_to == new.valid_from == date(2020, 8, 6)
    assert "seit mehr als fünfzig" in new.text
    assert waiting.rows_of(dkfz).get().story == release.translation_key


def test_an_about_text_is_left_where_somebody_else_has_a_draft(world, editor):
    world["dkfz"].has_unpublished_changes = True
    world["dkfz"].save()
    text = TEXT.replace("seit 1964.", "seit mehr als fünfzig Jahren in Heidelberg.")

    release, outcome = make(text, world["newsroom"], editor)

    assert "seit mehr als fünfzig" in prose_of(release)
    assert "another draft" in str(outcome.left[0][1])


@pytest.mark.parametrize(
    ("line", "days"), [("Sperrfrist: {day:%d.%m.%Y}, 14 Uhr", 3), ("Sperrfrist", 1)]
)
def test_an_embargo_is_never_short(world, editor, line, days):
    day = timezone.localdate() + timedelta(days=3)
    text = line.format(day=day) + "\n\n" + TEXT.split("\n", 1)[1]
    text = text.replace("Heidelberg, 6. August 2020. ", "")

    release, outcome = make(text, world["newsroom"], editor)

    until = timezone.localtime(release.released_at)
    assert until.date() == timezone.localdate() + timedelta(days=days)
    assert (until.hour, until.minute) == (23, 59)
    assert release.is_embargoed
    assert not release.live
    assert any("embargo" in str(note) for note in outcome.notes)
    assert release.title == "Fachleute erforschen gemeinsam Übergänge"


def test_roles_that_the_text_does_not_tell_come_from_the_day(world, editor):
    add_affiliation(world["ada"], world["dkfz"], role={"de": "Direktorin"})
    text = TEXT.replace(", Leiterin der Abteilung am DKFZ", "")

    make(text, world["newsroom"], editor)

    said = Statement.objects.get(speaker=world["ada"])
    assert (said.role, said.institution) == ({"de": "Direktorin"}, world["dkfz"])


def test_markup_is_kept_and_scripts_are_not(world, editor):
    html = """<h1>Ein Labor für Übergänge zwischen Welten</h1>
    <p>Das Labor misst seit Jahren genau 10<sup>6</sup> Proben, <b>mehr</b> als
    <a href="https://example.org/x">alle anderen</a> und
    <a href="javascript:alert(1)">noch mehr</a>, sagt man, in allen Räumen des Hauses.
    <script>alert(1)</script><img src="x" onerror="alert(1)"></p>
    <table><tr><th>Jahr</th><th>Proben</th></tr>
    <tr><td>2019</td><td>1 <i>etwa</i></td></tr></table>"""

    release, _outcome = make(html, world["newsroom"], editor, is_html=True)

    assert kinds_of(release) == ["prose", "table"]
    text = prose_of(release)
    assert "10<sup>6</sup> Proben, <b>mehr</b>" in text
    assert '<a href="https://example.org/x">alle anderen</a>' in text
    assert "script" not in text
    assert "onerror" not in text
    table = release.body[1].value["table"]
    assert [column["heading"] for column in table.columns] == ["Jahr", "Proben"]
    assert str(table.row_data[0]["values"][0]) == "2019"


def test_captions_wait_for_their_pictures(world, editor):
    text = TEXT.replace(
        "- Erstens", "Bild: Das Labor von außen (Foto: Eva Klick)\n\n- Erstens"
    )

    release, outcome = make(text, world["newsroom"], editor)

    [picture] = [one for one in release.body if one.block_type == "picture"]
    assert picture.value["caption"] == "Das Labor von außen"
    assert picture.value["image"] is None
    assert outcome.left == [
        ("Credit Eva Klick", "It belongs to the picture, which is to be chosen.")
    ]


def test_notes_to_editors_have_their_own_field(world, editor):
    text = TEXT.replace(
        "Originalpublikation",
        "Hinweis für Redaktionen:\n\nBilder gibt es.\n\nOriginalpublikation",
    )

    release, _outcome = make(text, world["newsroom"], editor)

    assert release.notes_to_editors == "<p>Bilder gibt es.</p>"


def test_who_may_add_no_release_makes_none(world):
    stranger = User.objects.create_user("stranger")

    with pytest.raises(PermissionDenied):
        make(TEXT, world["newsroom"], stranger)

    assert not PressReleasePage.objects.exists()


def test_who_may_add_no_entries_adds_none(world, editor):
    group = Group.objects.get(name="Editors")
    group.permissions.filter(
        codename__in=["add_person", "add_statement", "add_contact", "add_institution"]
    ).delete()

    release, outcome = make(TEXT, world["newsroom"], editor)

    assert not Statement.objects.exists()
    assert not Contact.objects.exists()
    assert Person.objects.count() == 1
    assert "You may not add such an entry." in {str(why) for _what, why in outcome.left}
    assert "„Wir fangen klein an" in prose_of(release)


ENGLISH = """Press release No. 12 | 6 August 2020 | by ks

Experts explore transitions together

Heidelberg, 6 August 2020. The Deutsches Krebsforschungszentrum (DKFZ) and the Institut \
für Wellenforschung open a laboratory in which people from four countries work together.

“We start small, but we will not stay small,” says Ada Beispiel, head of the department \
at DKFZ. The laboratory has twelve rooms.

Press contact:
DKFZ press office, telephone +49 6221 42-2854, presse@dkfz.example

Another contact:
The other desk, other@dkfz.example
"""


def test_another_language_is_made_of_its_own_text(world, site, editor):
    original, _outcome = make(TEXT, world["newsroom"], editor)
    counts = [m.objects.count() for m in (Statement, Person, Institution, Contact)]
    reading = Reading.of(Source(ENGLISH))
    proposals = list(reading.proposals.values())

    made, _outcome = make_translation(
        reading.text,
        proposals,
        proposals,
        site["en"]["newsroom"],
        original,
        editor,
    )

    release = PressReleasePage.objects.get(pk=made.pk)
    assert release.translation_key == original.translation_key
    assert (release.is_translation, release.live) == (True, False)
    assert release.title == "Experts explore transitions together"
    assert counts == [
        m.objects.count() for m in (Statement, Person, Institution, Contact)
    ]
    [statement] = [
        b.value["statement"] for b in release.body if b.block_type == "statement"
    ]
    assert statement.text == {
        "de": "Wir fangen klein an, aber wir bleiben nicht klein",
        "en": "We start small, but we will not stay small",
    }
    assert statement.role["en"] == "head of the department"
    assert statement.original_language == "de"
    for relation in SHARED_ROWS:
        rows = [getattr(one, relation).count() for one in (original, release)]
        assert rows[0] == rows[1]
    assert (release.number, release.released_at) == (12, original.released_at)
    assert "other@dkfz.example" in prose_of(release)
    assert "presse@dkfz.example" not in prose_of(release)


def test_a_text_takes_the_place_of_a_copy_that_is_not_translated(world, site, editor):
    original, _outcome = make(TEXT, world["newsroom"], editor)
    copy = add_language(original, site["en"]["newsroom"], editor)
    reading = Reading.of(Source(ENGLISH))
    proposals = list(reading.proposals.values())

    made, _outcome = make_translation(
        reading.text, proposals, proposals, site["en"]["newsroom"], original, editor
    )

    assert made.pk == copy.pk
    release = PressReleasePage.objects.get(pk=copy.pk)
    assert release.title == release.draft_title
    assert release.slug == "experts-explore-transitions-together"
    assert not together.is_untranslated(release)
    draft = release.get_latest_revision_as_object()
    assert "twelve rooms" in prose_of(draft)
    assert (draft.number, draft.released_at) == (12, original.released_at)
    first = PressReleasePage.objects.get(pk=original.pk)
    texts = (first.get_latest_revision_as_object(), draft)
    blocks = [[(b.block_type, b.id) for b in one.body][:3] for one in texts]
    assert blocks[0] == blocks[1]
    assert [kind for kind, _key in blocks[1]] == ["prose", "statement", "prose"]


def test_a_version_with_a_text_of_its_own_is_not_replaced(world, site, editor):
    original, _outcome = make(TEXT, world["newsroom"], editor)
    copy = add_language(original, site["en"]["newsroom"], editor)
    draft = copy.get_latest_revision_as_object()
    draft.title = "Together"
    draft.save_revision()
    reading = Reading.of(Source(ENGLISH))

    with pytest.raises(PermissionDenied):
        make_translation(reading.text, [], [], site["en"]["newsroom"], original, editor)


def test_a_picture_is_that_of_the_original_where_a_text_has_its_caption():
    image = {"id": "p", "type": "picture", "value": {"image": 7, "caption": "Ein Bild"}}
    prose = {"id": "a", "type": "prose", "value": "<p>Eins.</p>"}
    stream = PressReleasePage._meta.get_field("body").to_python
    text = [
        {"type": "heading", "value": {"text": "One", "level": "2"}},
        {"type": "prose", "value": "<p>One.</p>"},
        {"type": "picture", "value": {"image": None, "caption": "A picture"}},
    ]

    body = align(stream(text), stream([prose, image])).get_prep_value()

    assert [one["id"] for one in body[1:]] == ["a", "p"]
    assert body[2]["value"]["image"] == 7
    assert body[2]["value"]["caption"] == "A picture"


def test_a_language_that_is_there_is_not_made_again(world, site, editor):
    original, _outcome = make(TEXT, world["newsroom"], editor)
    reading = Reading.of(Source(ENGLISH))

    with pytest.raises(PermissionDenied):
        make_translation(reading.text, [], [], world["newsroom"], original, editor)
