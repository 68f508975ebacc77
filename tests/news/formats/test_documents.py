"""What docs/forms.md promises is answered."""

import re
from pathlib import Path

from news.syndication.formats.catalogue import BY_PATH

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "forms.md"


def rows() -> dict[str, str]:
    """Return the media type of every address in the table."""
    table = re.findall(
        r"(?m)^\| `([^`]+)` \| [^|]+ \| `([^`]+)` \|", DOCUMENT.read_text()
    )
    return {address.rstrip("/"): media_type for address, media_type in table}


def test_the_table_lists_every_form():
    assert list(rows()) == list(BY_PATH)


def test_every_address_in_the_table_answers_as_it_says(get, full):
    for address, media_type in rows().items():
        assert get(full, address)["Content-Type"] == media_type


def test_the_addresses_in_the_text_answer(client, newsroom):
    named = re.findall(r"(?m)^`(/[\w./]+)`", DOCUMENT.read_text())

    assert named == ["/llms.txt"]
    assert {client.get(address).status_code for address in named} == {200}
