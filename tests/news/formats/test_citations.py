import json
import re

import pytest

from news.models import Byline
from tests.factories import add_institution, add_person, add_release

# What the schema of CSL-JSON (csl-data.json 1.0.2) allows of what we say.
CSL_KEYS = {
    *("id", "type", "genre", "number", "title", "author", "publisher"),
    *("publisher-place", "issued", "abstract", "language", "status", "note", "URL"),
}


def read_bibtex(text: str) -> dict[str, str]:
    """Read one entry as BibTeX does: a brace counts whatever stands before it."""
    start = re.match(r"@misc\{([\w-]+),\s*", text)
    fields, at = {"key": start.group(1)}, start.end()
    while field := re.compile(r"(\w+) = \{").match(text, at):
        at, depth, begin = field.end(), 1, field.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        fields[field.group(1)] = text[begin : at - 1]
        at = re.compile(r",?\s*").match(text, at).end()
    assert text[at:] == "}\n"
    return fields


def plain(latex: str) -> str:
    """Return what LaTeX prints."""
    names = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    return re.sub(
        r"\\(?:(text\w+)\{\}|([&%$#_]))",
        lambda found: names[found[1]] if found[1] else found[2],
        latex.removeprefix("{").removesuffix("}"),
    )


def read_ris(text: str) -> list[tuple[str, str]]:
    """Read one entry of RIS."""
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(line[2:6] == "  - " for line in lines)
    return [(line[:2], line[6:]) for line in lines]


def test_csl_says_what_is_needed_to_cite(get, full):
    (item,) = json.loads(get(full, "cite").content)

    assert set(item) <= CSL_KEYS
    assert item == {
        "id": full.guid,
        "type": "report",
        "genre": "Press release",
        "number": "No. 48",
        "title": "A bridge — between α and ü",
        "author": [{"literal": "Größe & Ämter Institute"}],
        "publisher-place": "Heidelberg",
        "issued": {"date-parts": [[2020, 8, 6]]},
        "abstract": "Engines & poems.",
        "language": "en",
        "URL": "http://localhost/en/newsroom/bridge/",
    }


def test_bibtex_says_the_same(get, full):
    fields = read_bibtex(get(full, "cite/bibtex").content.decode())

    assert plain(fields["title"]) == "A bridge — between α and ü"
    assert fields["author"] == r"{Größe \& Ämter Institute}"
    assert fields["howpublished"] == "Press release No. 48"
    assert (fields["year"], fields["month"]) == ("2020", "8")
    assert fields["url"] == "http://localhost/en/newsroom/bridge/"
    assert "doi" not in fields


def test_ris_says_the_same(get, full):
    tags = read_ris(get(full, "cite/ris").content.decode())

    assert tags[0] == ("TY", "RPRT")
    assert tags[-1] == ("ER", "")
    assert ("AU", "Größe & Ämter Institute") in tags
    assert ("TI", "A bridge — between α and ü") in tags
    assert ("M3", "Press release") in tags
    assert ("DA", "2020/08/06") in tags
    assert "DO" not in dict(tags)


def test_who_wrote_it_goes_before_who_issued_it(get, newsroom):
    person = add_person("Ada von Lovelace and Sons")
    release = add_release(
        newsroom,
        institutions=[(add_institution("EMBL"), "issuer")],
        rows={"bylines": [Byline(person=person), Byline(initials="Koh")]},
    )

    (item,) = json.loads(get(release, "cite").content)
    fields = read_bibtex(get(release, "cite/bibtex").content.decode())

    assert item["author"] == [{"literal": "Ada von Lovelace and Sons"}]
    assert item["publisher"] == "EMBL"
    assert fields["author"] == "{Ada von Lovelace and Sons}"


@pytest.mark.parametrize(
    "title", ["{", "}}{", "\\", "a\\{b", "@misc{x,", "$%&#_^~", '"']
)
def test_bibtex_bears_every_character(get, newsroom, title):
    release = add_release(newsroom, title)

    fields = read_bibtex(get(release, "cite/bibtex").content.decode())

    assert plain(fields["title"]) == title


def test_two_releases_have_two_keys(get, newsroom):
    slug = "a-very-long-address-that-is-cut-somewhere-behind-its-fortieth-letter"
    releases = [add_release(newsroom, slug=f"{slug}-{n}") for n in (1, 2)]

    keys = {
        read_bibtex(get(release, "cite/bibtex").content.decode())["key"]
        for release in releases
    }

    assert len(keys) == 2
