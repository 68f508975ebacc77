"""What the editorial checks find, and what they let be, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from wagtail.models import Site

from news.checking.checks import CHECKS, findings_of
from news.checking.findings import Severity
from news.checking.headlines import LONGEST_HEADLINE
from news.models import Byline, CheckKind, CheckSettings
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_image,
    add_institution,
    add_person,
    add_statement,
    draft_release,
)

DAY = datetime(2020, 8, 6, 10, tzinfo=UTC)


@pytest.fixture
def write(site):
    """Return what writes a draft in a language and checks it for one kind."""

    def write(kind: CheckKind, *texts: str, language: str = "en", **values):
        body = [{"type": "prose", "value": f"<p>{text}</p>"} for text in texts]
        values = {"released_at": DAY, "body": body} | values
        release = draft_release(site[language]["newsroom"], **values)
        return findings_of(release, kinds={kind})

    return write


def say(speaker, texts: dict[str, str]):
    """Add a statement with its words by language."""
    spoken = add_statement(speaker)
    spoken.text = texts
    spoken.save()
    return spoken


def test_every_kind_has_a_check():
    assert set(CHECKS) == set(CheckKind)


# Words of an embargo


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("en", "EMBARGOED UNTIL 6 August, 10:00", "EMBARGOED UNTIL"),
        ("en", "Under embargo until Tuesday.", "Under embargo"),
        ("en", "Not for publication before noon.", "Not for publication"),
        ("de", "Sperrfrist: 6. August, 10 Uhr", "Sperrfrist"),
        ("de", "Embargo bis 10 Uhr", "Embargo bis"),
        ("de", "Nicht zur Veröffentlichung bestimmt", "Nicht zur Veröffentlichung"),
    ],
)
def test_words_of_an_embargo_are_found(write, language, text, passage):
    [found] = write(CheckKind.EMBARGO, text, language=language)

    assert (found.passage, found.severity) == (passage, Severity.WARN)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The embargo on oil was lifted; the paper is for publication."),
        (
            "de",
            "Das Embargo gegen Öl endet. Zur Veröffentlichung in Nature angenommen.",
        ),
        ("de", "Das Manuskript ist nicht zur Veröffentlichung in Nature angenommen."),
    ],
)
def test_other_embargoes_are_let_be(write, language, text):
    assert write(CheckKind.EMBARGO, text, language=language) == []


# Names


@pytest.fixture
def known(site):
    dkfz = add_institution("German Cancer Research Center", "DKFZ")
    german = dkfz.names.get(language="de")
    german.text = "Deutsches Krebsforschungszentrum"
    dkfz.names.add(german)
    dkfz.save()
    return {
        "dkfz": dkfz,
        "jörg": add_person("Jörg Müllenbach"),
        "anna": add_person("Anna Lindqvist"),
    }


@pytest.mark.parametrize(
    ("language", "text", "passage", "name"),
    [
        ("en", "says Joerg Muellenbach.", "Joerg Muellenbach", "Jörg Müllenbach"),
        ("de", "sagt Jorg Müllenbach.", "Jorg Müllenbach", "Jörg Müllenbach"),
        ("en", "Anna Lindquist leads it.", "Anna Lindquist", "Anna Lindqvist"),
        ("de", "Anna Lindvqist leitet es.", "Anna Lindvqist", "Anna Lindqvist"),
        ("en", "Anna K. Lindqvist leads it.", "Anna K. Lindqvist", "Anna Lindqvist"),
        (
            "en",
            "At the German Cancer Reserch Center all",
            "German Cancer Reserch Center",
            "German Cancer Research Center",
        ),
        (
            "de",
            "am Deutschen Krebsforchungszentrum",
            "Deutschen Krebsforchungszentrum",
            "Deutschen Krebsforschungszentrum",
        ),
    ],
)
def test_a_name_nearly_like_a_known_one_is_found(
    write, known, language, text, passage, name
):
    [found] = write(CheckKind.NEAR_NAME, text, language=language)

    assert found.passage == passage
    assert "known name" in found.reason or name in found.reason
    assert [mend.words for mend in found.mends] == [name]
    assert name in found.mends[0].source


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Anna Lindqvist’s group and the German Cancer Research Center (DKFZ)."),
        ("en", "A. Lindqvist and Anna Sandqvist, Hanna Berg and Jörg Müller."),
        ("de", "Anna Lindqvists Gruppe am Deutschen Krebsforschungszentrum."),
        ("de", "Mitarbeitende des Deutschen Krebsforschungszentrums, J. Müllenbach"),
        ("de", "Die Anna Lindgren am Deutschen Museum und Jörg Möllen."),
    ],
)
def test_known_names_bent_or_of_others_are_let_be(write, known, language, text):
    assert write(CheckKind.NEAR_NAME, text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("en", "A team of the DKFZ did it.", "DKFZ"),
        (
            "de",
            "Das Team des Deutschen Krebsforschungszentrums.",
            "Deutschen Krebsforschungszentrums",
        ),
    ],
)
def test_a_known_name_without_a_link_is_found(write, known, language, text, passage):
    [found] = write(CheckKind.UNLINKED, text, language=language)

    assert found.passage == passage
    link = f'<a linktype="institution" id="{known["dkfz"].pk}">{passage}</a>'
    assert link in found.mends[0].source


@pytest.mark.parametrize("language", ["en", "de"])
def test_whoever_is_linked_once_is_let_be(write, known, language):
    link = f'<a linktype="institution" id="{known["dkfz"].pk}">center</a>'

    assert write(CheckKind.UNLINKED, f"The {link}, DKFZ", language=language) == []


# Roles


@pytest.fixture
def anna(known):
    """Somebody who led a department until 2019 and leads an institute since then."""
    person, old = known["anna"], known["dkfz"]
    new = add_institution("Bridge Institute")
    add_affiliation(
        person,
        old,
        role={"en": "Head of Imaging", "de": "Leiterin der Bildgebung"},
        valid_to=date(2019, 1, 1),
    )
    add_affiliation(
        person,
        new,
        role={"en": "Managing Director", "de": "Geschäftsführerin"},
        valid_from=date(2019, 1, 1),
    )
    return person


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("en", "says Anna Lindqvist, Head of Imaging.", "until"),
        ("de", "sagt Anna Lindqvist, Leiterin der Bildgebung.", "until"),
        (
            "en",
            "says Anna Lindqvist of the German Cancer Research Center.",
            "until",
        ),
        (
            "de",
            "sagt Anna Lindqvist vom Deutschen Krebsforschungszentrum.",
            "until",
        ),
    ],
)
def test_what_somebody_was_on_another_day_is_found(write, anna, language, text, reason):
    [found] = write(CheckKind.ROLE, f"„It is so“, {text}", language=language)

    assert found.passage == "Anna Lindqvist"
    assert reason in found.reason
    assert found.severity == Severity.WARN


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "says Anna Lindqvist, Managing Director of the Bridge Institute."),
        ("de", "sagt Anna Lindqvist, Geschäftsführerin des Bridge Institute."),
        ("en", "says Anna Lindqvist."),
        ("de", "sagt Jörg Müllenbach, Leiter der Bildgebung am DKFZ."),
    ],
)
def test_what_somebody_was_on_the_day_is_let_be(write, anna, language, text):
    assert write(CheckKind.ROLE, f"„It is so“, {text}", language=language) == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_statement_in_an_old_role_is_found(write, anna, known, language):
    spoken = add_statement(
        anna, role={"en": "Head of Imaging"}, institution=known["dkfz"]
    )
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]

    [found] = write(CheckKind.ROLE, language=language, body=body)

    assert found.where == "Statement"
    assert "until" in found.reason


def test_a_statement_of_its_own_day_is_let_be(write, anna, known):
    spoken = add_statement(
        anna,
        role={"en": "Head of Imaging"},
        institution=known["dkfz"],
        made_on=date(2018, 5, 1),
    )
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]

    assert write(CheckKind.ROLE, body=body) == []


# Statements


SAID = {
    "en": "We begin small and learn from every single patient we meet.",
    "de": "Wir fangen klein an und lernen von jedem Menschen, dem wir begegnen.",
}


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en", "“We start small and learn from every single patient we meet,”"),
        ("de", "„Wir fangen klein an und lernen von jedem Menschen, den wir treffen“,"),
    ],
)
def test_a_quotation_unlike_its_statement_is_found(write, known, language, quoted):
    say(known["anna"], SAID)

    [found] = write(
        CheckKind.STATEMENT, f"{quoted} says Anna Lindqvist.", language=language
    )

    assert SAID[language] in found.reason
    assert SAID[language] in found.mends[0].source


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_quotation_of_the_very_words_is_let_be(write, known, language):
    say(known["anna"], SAID)
    marks = "„%s“" if language == "de" else "“%s”"
    other = marks % "Something else was said here by somebody"
    whole, part = marks % SAID[language], marks % " ".join(SAID[language].split()[:-2])

    for quoted in (whole, part, other):
        text = f"{quoted}, says Anna Lindqvist."
        assert write(CheckKind.STATEMENT, text, language=language) == []


# Languages


@pytest.fixture
def story(site):
    """Return what writes both languages of a story and checks one of them."""

    def story(kind, english, german, language="en"):
        body = [{"type": "prose", "value": f"<p>{english}</p>"}]
        release = draft_release(
            site["en"]["newsroom"], "Words", released_at=DAY, body=body
        )
        copy = release.copy_for_translation(site["de"]["newsroom"].locale)
        copy.title, copy.is_translation = "Worte", True
        copy.body = [{"type": "prose", "value": f"<p>{german}</p>"}]
        copy.save_revision(clean=False)
        release.save_revision(clean=False)
        wanted = {"en": release, "de": copy}[language]
        return findings_of(wanted.get_latest_revision_as_object(), kinds={kind})

    return story


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("english", "german", "kind"),
    [
        ("About 1,250 samples.", "Rund 1.520 Proben.", "figure"),
        ("On 6 August 2020.", "Am 7. August 2020.", "date"),
        ('<a href="https://a.example/">Data</a>', "Daten", "link"),
    ],
)
def test_what_one_language_lacks_is_found(story, english, german, kind, language):
    found = story(CheckKind.LANGUAGES, english, german, language)

    assert found
    assert all(kind in one.reason for one in found)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_same_in_two_languages_is_let_be(story, language):
    english = (
        "About 1,250.5 samples, five of them on August 6, 2020, at 2 p.m. On 3 May 2021 more, "
        '<a href="https://a.example/">data</a>'
    )
    german = (
        "Rund 1.250,5 Proben, 5 davon am 6. August 2020 um 14 Uhr. Am 3.5.2021 mehr, "
        '<a href="https://a.example/">Daten</a>'
    )

    assert story(CheckKind.LANGUAGES, english, german, language) == []


def test_a_copy_that_is_not_translated_is_let_be(site):
    release = draft_release(
        site["en"]["newsroom"],
        released_at=DAY,
        body=[{"type": "prose", "value": "<p>12 apples</p>"}],
    )
    release.copy_for_translation(site["de"]["newsroom"].locale)

    assert findings_of(release, kinds={CheckKind.LANGUAGES}) == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_statement_that_one_language_lacks_is_found(site, known, language):
    spoken = add_statement(known["anna"])
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]
    release = draft_release(site["en"]["newsroom"], "Words", released_at=DAY, body=body)
    copy = release.copy_for_translation(site["de"]["newsroom"].locale)
    copy.title, copy.body = "Worte", []
    copy.save_revision(clean=False)
    checked = {"en": release, "de": copy}[language]

    [found] = findings_of(checked, kinds={CheckKind.STATEMENT})

    assert "Anna Lindqvist" in found.passage


def test_a_statement_without_words_in_the_language_is_found(write, known):
    spoken = say(known["anna"], {"de": "Es ist so."})
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]

    [found] = write(CheckKind.STATEMENT, body=body)

    assert "no text in this language" in found.reason
    assert write(CheckKind.STATEMENT, body=body, language="de") == []


def test_a_statement_with_other_figures_than_its_original_is_found(write, known):
    spoken = say(known["anna"], {"en": "We saw 25 cases.", "de": "Wir sahen 35 Fälle."})
    body = [{"type": "statement", "value": {"statement": spoken.pk}}]

    assert write(CheckKind.STATEMENT, body=body, language="de") != []
    assert write(CheckKind.STATEMENT, body=body) == []  # it is the original


# Dates


@pytest.mark.parametrize(
    ("language", "text", "passage", "mends"),
    [
        ("en", "on 06/08/2020 at", "06/08/2020", ["6 August 2020", "8 June 2020"]),
        ("de", "am 06/08/2020 um", "06/08/2020", ["6. August 2020", "8. Juni 2020"]),
        ("en", "on 6.8.20 at", "6.8.20", ["6 August 2020"]),
        ("en", "on 6.8.2020.", "6.8.2020", ["6 August 2020"]),
        ("de", "am 6.8.20 um", "6.8.20", ["6. August 2020"]),
    ],
)
def test_a_date_that_can_be_misread_is_found(write, language, text, passage, mends):
    [found] = write(CheckKind.DATE, text, language=language)

    assert found.passage == passage
    assert [mend.words for mend in found.mends] == mends


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 6 August 2020, version 1.2.34.5, ratio 3/4/5, on 2020-08-06."),
        ("de", "Am 6. August 2020 und am 6.8.2020, Version 10.4.12.1, 2020-08-06."),
        ("en", "doi.org/10.1234/5.6.78 and 99/99/2020"),
    ],
)
def test_clear_dates_and_other_figures_are_let_be(write, language, text):
    assert write(CheckKind.DATE, text, language=language) == []


# Bylines


@pytest.mark.parametrize("language", ["en", "de"])
def test_initials_that_no_other_release_has_are_found(write, site, language):
    draft_release(site["en"]["newsroom"], rows={"bylines": [Byline(initials="al/jm")]})

    [found] = write(
        CheckKind.BYLINE,
        language=language,
        rows={"bylines": [Byline(initials="xy/JM")]},
    )

    assert "“xy”" in found.reason


def test_initials_of_others_and_of_an_empty_newsroom_are_let_be(write, site):
    mine = {"bylines": [Byline(initials="al")]}
    assert write(CheckKind.BYLINE, rows=mine) == []

    assert write(CheckKind.BYLINE, rows={"bylines": [Byline(initials="AL")]}) == []


# "About" texts


ABOUT = {
    "en": (
        "The German Cancer Research Center has investigated cancer with 2,500 people "
        "since it was founded, in Heidelberg and at eight other places.",
        "The German Cancer Research Center has investigated cancer with 3,000 people "
        "since it was founded, in Heidelberg and at eight other places.",
    ),
    "de": (
        "Das Deutsche Krebsforschungszentrum erforscht mit 2.500 Menschen in Heidelberg "
        "und an acht weiteren Orten, wie Krebs entsteht und wie er geheilt wird.",
        "Das Deutsche Krebsforschungszentrum erforscht mit 3.000 Menschen in Heidelberg "
        "und an acht weiteren Orten, wie Krebs entsteht und wie er geheilt wird.",
    ),
}
HEADING = {
    "en": "About the German Cancer Research Center",
    "de": "Über das Deutsche Krebsforschungszentrum",
}


def about_body(language: str, text: str) -> list[dict]:
    return [
        {"type": "prose", "value": "<p>Something happened here today.</p>"},
        {"type": "heading", "value": {"text": HEADING[language], "level": "2"}},
        {"type": "prose", "value": f"<p>{text}</p>"},
    ]


def add_abouts(known, language):
    old, new = ABOUT[language]
    end = date(2019, 1, 1)
    dkfz = known["dkfz"]
    add_boilerplate(dkfz, f"<p>{old}</p>", language=language, valid_to=end)
    add_boilerplate(dkfz, f"<p>{new}</p>", language=language, valid_from=end)


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_about_text_of_another_time_is_found(write, known, language):
    add_abouts(known, language)
    old, new = ABOUT[language]

    [found] = write(
        CheckKind.BOILERPLATE, language=language, body=about_body(language, old)
    )

    assert found.passage == old
    assert "replaced" in found.reason
    assert [mend.words for mend in found.mends] == [new]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_about_text_of_the_day_is_let_be(write, known, language):
    add_abouts(known, language)
    body = about_body(language, ABOUT[language][1])

    assert write(CheckKind.BOILERPLATE, language=language, body=body) == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_about_text_without_a_version_for_the_day_is_found(write, known, language):
    dkfz = known["dkfz"]
    add_boilerplate(dkfz, "<p>Old</p>", language=language, valid_to=date(2019, 1, 1))
    rows = [(dkfz, "partner")]

    [found] = write(CheckKind.BOILERPLATE, language=language, institutions=rows)

    assert "ended" in found.reason


# Links


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "here"),
        ("en", "click here"),
        ("en", "<b>Read more</b> →"),
        ("en", "https://a.example/x"),
        ("de", "hier"),
        ("de", "Weitere Informationen"),
        ("de", "www.a.example/x"),
    ],
)
def test_links_that_say_nothing_are_found(write, language, words):
    text = f'See <a href="https://a.example/">{words}</a> for all.'

    [found] = write(CheckKind.LINK_TEXT, text, language=language)

    assert found.passage.strip()
    assert (found.before.strip(), found.after.strip()) == ("See", "for all.")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", '<a href="https://a.example/">The data here</a>, here and https://b.c'),
        ("de", '<a href="https://a.example/">Die Daten hier</a>, hier'),
    ],
)
def test_links_that_say_something_are_let_be(write, language, text):
    assert write(CheckKind.LINK_TEXT, text, language=language) == []


# Pictures


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("place", ["lead", "body"])
def test_pictures_without_credit_or_words_are_found(write, language, place):
    picture = add_image(pixels=(8, 8), credit="", alt_text={})
    block = {"image": {"image": picture.pk, "alt_text": "", "decorative": False}}
    values = (
        {"lead_image": picture}
        if place == "lead"
        else {"body": [{"type": "picture", "value": block | {"caption": ""}}]}
    )

    found = write(CheckKind.PICTURE, language=language, **values)

    assert [one.severity for one in found] == [Severity.WARN] * 2


@pytest.mark.parametrize(("language", "count"), [("en", 0), ("de", 1)])
def test_words_in_one_language_are_missing_in_the_other(write, language, count):
    picture = add_image(pixels=(8, 8), alt_text={"en": "Teal"})

    found = write(CheckKind.PICTURE, language=language, lead_image=picture)

    assert [one.severity for one in found] == [Severity.HINT] * count


# What stands there twice


@pytest.mark.parametrize(
    ("language", "text", "passage", "mended"),
    [
        ("de", "Er sagt: „„Es ist so“.", "„„", "„"),
        ("de", "„Es ist so““, sagt er.", "““", "“"),
        ("en", "He says: ““It is so”.", "““", "“"),
        ("en", "“It is so””, he says.", "””", "”"),
        ("en", "Photo: Photo: Ada", "Photo: Photo:", "Photo:"),
        ("de", "Foto: Foto: Ada", "Foto: Foto:", "Foto:"),
    ],
)
def test_what_stands_there_twice_is_found(write, language, text, passage, mended):
    [found] = write(CheckKind.DOUBLED, text, language=language)

    assert found.passage == passage
    assert [mend.words for mend in found.mends] == [mended]
    assert passage not in found.mends[0].source


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "„Er sagt: ‚Es ist so.‘“ Foto: Ada. Fotos: Bild: unbekannt"),
        ("en", "“He says: ‘It is so.’” Photo: Ada"),
    ],
)
def test_marks_within_marks_are_let_be(write, language, text):
    assert write(CheckKind.DOUBLED, text, language=language) == []


# The headline


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_long_headline_is_found(write, language):
    long, short = "x" * (LONGEST_HEADLINE + 1), "x" * LONGEST_HEADLINE

    [found] = write(CheckKind.HEADLINE, language=language, title=long)

    assert str(LONGEST_HEADLINE) in found.reason
    assert write(CheckKind.HEADLINE, language=language, title=short) == []


# Which kinds


def test_kinds_can_be_switched_off_for_a_site(site):
    release = draft_release(
        site["en"]["newsroom"],
        body=[{"type": "prose", "value": "<p>Not for publication on 06/08/2020</p>"}],
    )
    assert {one.kind for one in findings_of(release)} == {
        CheckKind.EMBARGO,
        CheckKind.DATE,
    }

    CheckSettings.objects.create(
        site=Site.objects.get(), switched_off=[CheckKind.EMBARGO]
    )

    assert {one.kind for one in findings_of(release)} == {CheckKind.DATE}
