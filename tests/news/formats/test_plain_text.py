from tests.factories import (
    add_contact,
    add_institution,
    add_person,
    add_release,
    add_statement,
    add_translation,
    publish,
)


def test_reads_from_number_to_contact(get, full):
    text = get(full, "txt").content.decode()

    expected = """\
Press release: No. 48
Date: 6 August 2020, 12:30 (CEST)
Place: Heidelberg
Issued by: Größe & Ämter Institute
Embargo: none
Address: http://localhost/en/newsroom/bridge/

Computing

A bridge — between α and ü

Engines & poems.

Heidelberg – The whole text, with a link <https://example.org/a_(b)>.

Next

    “It will compose music.”

    – Ada Lovelace, Größe & Ämter Institute

    She expects poems, too.

    – Ada Lovelace

1. One
2. Two

In figures

People: 28 (August 2020)

(end)

Notes to editors

Call before noon.

About Größe & Ämter Institute

The institute is old.

Publication

- On engines, Notes, doi:10.1234/engines
  <https://doi.org/10.1234/engines>

Dates

- Open day: 1 September 2020, 10:00 CEST, Main hall

Press contact

Press desk
Größe & Ämter Institute
+49622142
press@newsroom.example
"""
    assert text == expected


def test_no_line_is_longer_than_it_may_be(get, newsroom):
    words = "<p>" + "Wort und Donaudampfschifffahrt " * 60 + "</p>"
    long = "https://example.org/" + "x" * 100
    body = [{"type": "prose", "value": words + f'<p><a href="{long}">link</a></p>'}]
    release = add_release(newsroom, "Word " * 40, standfirst="Word " * 80, body=body)

    lines = get(release, "txt").content.decode().splitlines()

    assert [line for line in lines if len(line) > 72] == [f"<{long}>"]


def test_a_page_of_the_site_is_told_and_the_name_of_an_institution_is_not(
    get, newsroom
):
    dkfz = add_institution("DKFZ", slug="dkfz")
    other = add_release(newsroom, slug="dusk")
    prose = (
        f'<p><a linktype="page" id="{other.pk}">Earlier</a> by '
        f'<a linktype="institution" id="{dkfz.pk}">DKFZ</a>.</p>'
    )
    release = add_release(newsroom, body=[{"type": "prose", "value": prose}])

    text = get(release, "txt").content.decode()

    assert "Earlier <http://localhost/en/newsroom/dusk/> by DKFZ." in text


def test_only_words_verbatim_stand_in_quotation_marks(get, newsroom):
    person = add_person("Ada")
    said = [
        add_statement(person, "Wörtlich."),
        add_statement(person, "Sinngemäß.", form="paraphrase"),
    ]
    body = [{"type": "statement", "value": {"statement": one.pk}} for one in said]
    german = publish(add_translation(add_release(newsroom, body=body), body=body))

    text = get(german, "txt").content.decode()

    assert "„Wörtlich.“" in text
    assert "\n    Sinngemäß.\n" in text


def test_says_how_a_contact_is_reached_today(get, newsroom):
    contact = add_contact(telephone="+491")
    release = add_release(newsroom, contact=contact)
    contact.telephone = "+492"
    contact.save()

    text = get(release, "txt").content.decode()

    assert "\n+491\n" in text
    assert "today: Press desk, +492" in text
