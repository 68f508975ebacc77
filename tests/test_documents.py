"""What the documents promise is there."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from portal.settings import ENV_SCHEMA

ROOT = Path(__file__).resolve().parent.parent
RECORDS = sorted((ROOT / "docs" / "adr").glob("*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LARGEST_PICTURE = 300_000

each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)
each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name)


def example() -> list[tuple[str, str, str]]:
    """Return name, value and comment of every variable in .env.example."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    variables = []
    for comment, line in zip(lines[::2], lines[1::2], strict=True):
        name, _, value = line.partition("=")
        variables.append((name, value, comment))
    return variables


def targets(document: Path) -> list[str]:
    """Return where the links and pictures of a document lead."""
    prose = re.sub(r"(?ms)^ *```.*?^ *```$", "", document.read_text())
    return re.findall(r"\]\(([^)\s]+)\)", prose)


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.+)$", document.read_text())
    kept = [re.sub(r"[^\w\s-]", "", heading.lower()) for heading in headings]
    return {heading.strip().replace(" ", "-") for heading in kept}


@each_document
def test_every_make_command_is_a_target(document):
    makefile = (ROOT / "Makefile").read_text()
    known = set(re.findall(r"(?m)^([a-z]+):", makefile))
    text = document.read_text()

    named = set(re.findall(r"`make ([a-z]+)", text))
    named |= set(re.findall(r"(?m)^ *make ([a-z]+)", text))

    assert named <= known


def test_the_readme_names_the_two_commands():
    commands = re.findall(r"(?m)^```\n(.+)\n```$", (ROOT / "README.md").read_text())

    assert commands[:2] == ["make demo", "make test"]


def test_the_readme_tells_where_things_live():
    tree = re.search(
        r"(?s)## Where things live\n\n```\n(.*?)```", (ROOT / "README.md").read_text()
    )[1]

    lines = tree.splitlines()
    assert len(lines) == 13
    for line in lines:
        for path in re.split(r" {2,}", re.split(r" {3,}", line)[0]):
            assert (ROOT / path).exists(), path


@each_document
def test_every_relative_link_leads_somewhere(document):
    for target in targets(document):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = unquote(target).partition("#")
        linked = (document.parent / path).resolve() if path else document
        assert linked.exists(), target
        assert linked.is_relative_to(ROOT), target
        if fragment:
            assert fragment in anchors(linked), target


def test_every_picture_is_used_and_small():
    used = {
        (document.parent / target).resolve()
        for document in DOCUMENTS
        for target in targets(document)
    }
    pictures = set((ROOT / "docs" / "images").iterdir())

    assert pictures
    assert pictures <= used
    assert all(picture.stat().st_size < LARGEST_PICTURE for picture in pictures)


def test_decision_records_are_numbered_consecutively():
    numbers = [int(record.name.partition("-")[0]) for record in RECORDS]

    assert numbers == list(range(1, len(RECORDS) + 1))


@each_record
def test_a_decision_record_is_complete(record):
    text = record.read_text()
    number = int(record.name.partition("-")[0])

    assert text.startswith(f"# {number}. ")
    assert re.search(r"(?m)^Status: (accepted|superseded by \d+)", text)
    headings = re.findall(r"(?m)^## (.+)$", text)
    assert headings == ["Context", "Decision", "Consequences"]
    assert len(text.split()) <= 500


def test_code_refers_to_decisions_that_exist():
    for package in ("portal", "news", "partners"):
        for module in (ROOT / package).rglob("*.py"):
            for number in re.findall(r"\bADR[- ](\d+)", module.read_text()):
                assert 1 <= int(number) <= len(RECORDS), module


def test_the_example_environment_lists_every_variable_in_order():
    assert [name for name, _value, _comment in example()] == list(ENV_SCHEMA)


def test_the_example_environment_explains_every_variable():
    for name, _value, comment in example():
        assert re.match(r"# \S.*\.$", comment), name


def test_the_example_environment_holds_no_secret():
    values = {name: value for name, value, _comment in example()}

    assert values["SECRET_KEY"] == ""


def test_the_operations_manual_repeats_the_example_environment():
    manual = (ROOT / "docs" / "operations.md").read_text()
    rows = re.findall(r"(?m)^\| `(\w+)` \| (.+?) \| (?:`(.*)`)? ?\|$", manual)

    assert rows == [
        (name, comment.removeprefix("# "), value) for name, value, comment in example()
    ]
