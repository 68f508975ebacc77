"""Corrections stand in every form; a withdrawn release has no text in any."""

import json

from django.utils import timezone
from django.utils.formats import date_format

import pytest

from news.models import Correction
from news.pages import PressReleasePage
from news.publishing import correcting
from news.syndication.formats.catalogue import BY_PATH
from tests.factories import add_image, add_person, add_release, add_statement
from tests.news.formats import pdf_text
from tests.news.formats.test_pdf import squeezed
from tests.sharing import shared

SECRET = "Wrongwords"


@shared
def release(newsroom):
    statement = add_statement(add_person("Ada"), f"{SECRET} said")
    return add_release(
        newsroom,
        "Headline stays",
        kicker=SECRET,
        standfirst=f"{SECRET} standfirst",
        notes_to_editors=f"<p>{SECRET} note</p>",
        lead_image=add_image(caption={"en": SECRET}, alt_text={"en": SECRET}),
        body=[
            {"type": "prose", "value": f"<p>{SECRET} text</p>"},
            {"type": "statement", "value": {"statement": statement.pk}},
        ],
    )


def note(release, kind, what="Five, not six.", why="We miscounted."):
    correcting.correct(
        Correction(
            story=release.translation_key, kind=kind, what={"en": what}, why={"en": why}
        )
    )
    return PressReleasePage.objects.get(pk=release.pk)


def words(form: str, content: bytes) -> str:
    """Return what a form says, without white space."""
    if form == "pdf":
        return squeezed(pdf_text.read(content))
    return squeezed(content.decode())


TEXTS = [form for form in BY_PATH if form not in ("share", "jsonld")]


@pytest.mark.parametrize("form", TEXTS)
def test_a_correction_stands_in_every_form(get, release, form):
    corrected = note(release, "correction")

    found = words(form, get(corrected, form).content)

    today = date_format(timezone.localdate(), "DATE_FORMAT")
    assert squeezed(f"Correction, {today}") in found
    assert squeezed("Five, not six. We miscounted.") in found
    if "cite" not in form:
        assert squeezed(f"{SECRET} text") in found


@pytest.mark.parametrize("form", TEXTS)
def test_a_withdrawn_release_says_so_and_says_nothing_else(get, release, form):
    withdrawn = note(
        release, "withdrawal", "The study was retracted.", "Data were wrong."
    )

    content = get(withdrawn, form).content
    found = words(form, content)

    assert squeezed("Headline stays") in found
    assert squeezed("Withdrawal, ") in found
    assert squeezed("The study was retracted. Data were wrong.") in found
    assert SECRET not in found
    assert SECRET.encode() not in content


def test_the_picture_to_share_says_it_too(get, release):
    before = get(release, "share").content
    withdrawn = note(release, "withdrawal")

    assert get(withdrawn, "share").content != before


def test_machines_are_told_by_the_words_of_their_standard(get, release):
    withdrawn = note(release, "withdrawal")

    item = json.loads(get(withdrawn, "ninjs").content)
    (cited,) = json.loads(get(withdrawn, "cite").content)

    assert item["pubstatus"] == "canceled"
    assert "bodies" not in item
    assert "associations" not in item
    assert cited["status"] == "withdrawn"
    assert 'status: "withdrawn"' in get(withdrawn, "md").content.decode()
    linked = get(withdrawn, "jsonld").content.decode()
    (node,) = json.loads(linked)["@graph"]
    assert node["creativeWorkStatus"] == "Withdrawn"
    assert node["description"] == "Five, not six."
    assert SECRET not in linked


def test_linked_data_tell_what_was_corrected_and_when(get, release):
    corrected = note(release, "correction")

    (node,) = json.loads(get(corrected, "jsonld").content)["@graph"]

    (comment,) = node["correction"]
    assert comment["text"] == "Five, not six."
    assert comment["datePublished"].startswith(timezone.localdate().isoformat())


def test_a_reinstated_release_is_whole_again(get, release):
    note(release, "withdrawal")
    back = note(release, "reinstatement", "It was right.")

    item = json.loads(get(back, "ninjs").content)

    assert item["pubstatus"] == "usable"
    assert SECRET in item["bodies"][0]["value"]
    assert "Reinstatement" in item["ednote"]


def test_a_correction_moves_when_the_release_was_updated(get, release):
    corrected = note(release, "addition")

    text = get(corrected, "md").content.decode()

    assert (
        f"updated: {json.dumps(timezone.localtime(corrected.updated_at).isoformat())}"
        in (text)
    )


@pytest.mark.parametrize("form", ["txt", "md"])
@pytest.mark.parametrize("count", [1, 3])
def test_notes_change_nothing_of_the_text_below_them(get, full, form, count):
    """Neither is anything said twice, nor does the dateline lose its paragraph."""
    before = get(full, form).content.decode().partition(" poems.")[2]
    for _n in range(count):
        corrected = note(full, "correction")

    found = get(corrected, form).content.decode()

    assert before
    assert found.partition(" poems.")[2] == before
    assert found.count("Five, not six.") == count


def test_notes_change_nothing_of_the_text_on_paper(get, full):
    before = words("pdf", get(full, "pdf").content).partition("Engines&poems.")[2]
    first_page = before.partition("Theinstituteisold.")[0]
    corrected = note(full, "correction")

    found = words("pdf", get(corrected, "pdf").content)

    assert "Heidelberg–Thewholetext" in first_page
    assert found.partition("Engines&poems.")[2].startswith(first_page)
    assert found.count("Five,notsix.") == 1


def test_both_bodies_for_news_agencies_begin_with_the_notes(get, full):
    corrected = note(full, "correction")

    html, plain = json.loads(get(corrected, "ninjs").content)["bodies"]

    assert html["value"].count("Five, not six.") == 1
    assert plain["value"].startswith("Correction, ")
    assert "\n\nHeidelberg – The whole text" in plain["value"]
