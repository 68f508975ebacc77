"""`read_release` prints what a file is proposed to become; `--create` makes a draft."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.management import CommandError, call_command

import pytest

from news.models import Statement
from news.pages import PressReleasePage
from news.reading.sources import LARGEST_CONTENT, Source, UnreadableError
from partners.models import Institution
from tests.factories import add_boilerplate, add_institution, add_person

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
PARAGRAPHS = (
    "Ein Labor für Übergänge",
    "Heidelberg, 6. August 2020. Das Deutsche Krebsforschungszentrum (DKFZ) eröffnet "
    "ein Labor, in dem Fachleute aus vier Ländern gemeinsam an einer Frage arbeiten.",
    "„Wir fangen klein an“, sagt Ada Beispiel, Leiterin der Abteilung am DKFZ.",
)

pytestmark = pytest.mark.django_db


def write_docx(path: Path) -> Path:
    """Write a Word file with the paragraphs, the smallest there is."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in PARAGRAPHS)
    document = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
    path.write_bytes(content.getvalue())
    return path


def read(path: Path) -> list[dict]:
    output = StringIO()
    call_command("read_release", str(path), stdout=output)
    return json.loads(output.getvalue())


def test_a_word_file_is_read(db, tmp_path):
    institution = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    person = add_person("Ada Beispiel")

    proposals = read(write_docx(tmp_path / "release.docx"))

    by_kind = {one["kind"]: one for one in proposals}
    assert by_kind["headline"]["text"] == PARAGRAPHS[0]
    assert by_kind["dateline_place"]["text"] == "Heidelberg"
    assert by_kind["date"]["value"] == {"date": "2020-08-06"}
    assert by_kind["institution"]["entity"]["id"] == institution.pk
    assert len(by_kind["institution"]["position"]) == 3
    statement = by_kind["statement"]
    assert statement["text"] == "Wir fangen klein an"
    assert statement["entity"] == {
        "kind": "person",
        "id": person.pk,
        "name": "Ada Beispiel",
    }
    assert statement["value"]["role"] == "Leiterin der Abteilung"
    assert statement["value"]["institution"] == "DKFZ"
    assert statement["reason"] == "The speaker is named behind the words."
    assert not Statement.objects.exists()
    assert Institution.objects.count() == 1


@pytest.mark.parametrize("name", ["release.docx", "missing.txt"])
def test_what_cannot_be_read_is_said(db, tmp_path, name):
    path = tmp_path / name
    if name == "release.docx":
        path.write_bytes(b"no archive")

    with pytest.raises(CommandError, match=name):
        read(path)


@pytest.mark.parametrize(
    ("written", "reason", "is_known"),
    [
        ("Das DKFZ erforscht Krebs seit 1964.", "It says what is on file", True),
        ("Das DKFZ erforscht den Krebs seit 1964 in Heidelberg.", "else than", True),
        ("Ganz andere Worte über dieses Haus am Neckar.", "under the name", False),
    ],
)
def test_what_is_said_about_an_institution_is_compared(
    db, tmp_path, written, reason, is_known
):
    institution = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    on_file = add_boilerplate(
        institution,
        "<p>Das <b>DKFZ</b> erforscht Krebs seit&nbsp;1964.</p>",
        language="de",
    )
    path = tmp_path / "release.txt"
    about = f"Über das Deutsche Krebsforschungszentrum\n\n{written}"
    path.write_text("\n\n".join([*PARAGRAPHS, about]), encoding="utf-8")

    [proposal] = [one for one in read(path) if one["kind"] == "boilerplate"]

    assert reason in proposal["reason"]
    assert proposal["entity"]["id"] == institution.pk
    assert proposal["value"]["version"] == (on_file.pk if is_known else None)


def create(path: Path, **options) -> tuple[list[dict], str]:
    """Make a draft; return what is proposed and the address of the draft."""
    output = StringIO()
    call_command("read_release", str(path), create=True, stdout=output, **options)
    data, _line, address = output.getvalue().rstrip().rpartition("\n")
    return json.loads(data), address


@pytest.mark.parametrize("ending", ["docx", "html", "txt"])
def test_a_draft_is_made_of_a_file(site, tmp_path, ending):
    add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    add_person("Ada Beispiel")
    path = tmp_path / f"release.{ending}"
    if ending == "docx":
        write_docx(path)
    elif ending == "html":
        path.write_text("".join(f"<p>{one}</p>" for one in PARAGRAPHS))
    else:
        path.write_text("\n\n".join(PARAGRAPHS))

    before = read(path)

    proposals, address = create(path, newsroom="aktuelles")

    release = PressReleasePage.objects.get()
    assert address == f"/admin/pages/{release.pk}/edit/"
    assert proposals == before
    assert release.title == PARAGRAPHS[0]
    assert [block.block_type for block in release.body] == ["prose", "statement"]
    assert Statement.objects.get().text == {"de": "Wir fangen klein an"}
    assert (release.live, release.owner) == (False, None)


@pytest.mark.parametrize(
    "options", [{}, {"newsroom": "nowhere"}, {"newsroom": "newsroom", "language": "de"}]
)
def test_a_draft_needs_one_newsroom(site, tmp_path, options):
    with pytest.raises(CommandError, match="--newsroom"):
        create(write_docx(tmp_path / "release.docx"), **options)

    assert not PressReleasePage.objects.exists()


def test_a_small_file_that_becomes_huge_is_not_unpacked():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"A" * (LARGEST_CONTENT + 1))

    assert len(file.getvalue()) < 100_000
    with pytest.raises(UnreadableError):
        Source.of_file("small.docx", file.getvalue())
