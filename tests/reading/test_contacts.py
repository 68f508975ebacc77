"""Of several contacts in one block each keeps what belongs to it."""

from __future__ import annotations

from news.reading.contacts import find_contacts
from news.reading.passages import Text
from portal.core import prose


def test_what_stands_below_the_last_mailbox_belongs_to_it():
    text = "Contacts:\nAnna Weiß, a@x.example\nJan Sand, j@x.example\n+49 6221 541234"
    passages = Text.of([prose.Paragraph(prose.runs(text))]).passages

    found = find_contacts(passages)

    assert [(one.name, one.email, one.telephone) for one in found] == [
        ("Anna Weiß", "a@x.example", ""),
        ("Jan Sand", "j@x.example", "+49 6221 541234"),
    ]


def test_a_date_is_no_telephone():
    passages = Text.of([prose.Paragraph(prose.runs("No. 48 | 06/08/2020 | by Koh"))])

    assert find_contacts(passages.passages) == []
