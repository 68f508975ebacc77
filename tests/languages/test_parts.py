"""What is in another language than the page says so (WCAG 2.2, 3.1.2).

On this site everything that somebody else is called is called so in English alone, by a
name that begins with ``Foreign``. German pages have to say that wherever they print it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

from django.template import Context, Template
from django.utils import timezone, translation

from bs4 import BeautifulSoup

from wagtail.models import Page

from news.models import Byline, ReleaseEvent, Statement
from news.pages import PressReleasePage
from news.syndication.formats import simple_html
from news.syndication.formats.sources import source_of
from partners.models import (
    InstitutionName,
    InstitutionRelation,
    InstitutionSite,
    PartnershipMember,
    PartnershipName,
    PartnershipRole,
)
from portal.core.languages import Translated, Wording
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_contact,
    add_fact,
    add_institution,
    add_partnership,
    add_person,
    add_site,
    add_topic,
    change_record,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared

FOREIGN = re.compile("Foreign")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
# The titles of pictures are names, as attributes are; an excerpt is of many texts.
SILENT = "script, style, template, svg[role=img], svg title, .result > p"


def unmarked(html: str) -> list[str]:
    """Return the foreign texts on a page that no element says the language of."""
    page = BeautifulSoup(html, "html.parser")
    for silent in page.select(SILENT):
        silent.decompose()
    return [
        f"{text.parent.name}: {text.strip()}"
        for text in page.body.find_all(string=FOREIGN)
        if text.find_parent(lang=True)["lang"] != "en"
    ]


def rename(entity, model, text: str, **values):
    entity.names.set([model(language="en", text=text, **values)])
    entity.save()
    return entity


@shared
def pages() -> list[str]:
    """The addresses of German pages of every kind that names somebody."""
    site = add_site()
    institute, ministry, host = (
        rename(add_institution(slug=slug), InstitutionName, f"Foreign {slug.title()}")
        for slug in ("institute", "ministry", "host")
    )
    programme = add_partnership(members=[institute], slug="programme")
    programme.network = host
    rename(programme, PartnershipName, "Foreign Programme")
    person = add_person("Ada Lovelace", slug="ada")
    role = {"role": {"en": "Foreign role"}}
    add_affiliation(person, institute, **role)
    PartnershipRole.objects.create(
        partnership=programme, person=person, representing=institute, **role
    )
    PartnershipMember.objects.create(partnership=programme, institution=ministry)
    InstitutionRelation.objects.create(
        institution=institute, kind="funded_by", target=ministry
    )
    InstitutionSite.objects.create(institution=institute, label="Haus", host=host)
    for code in ("en", "de"):
        add_boilerplate(institute, f"<p>{code}</p>", language=code)
    add_boilerplate(ministry, "<p>Foreign words.</p>", language="en")
    said = Statement.objects.create(
        speaker=person,
        original_language="de",
        institution=institute,
        text={"de": "Ja."},
        form="verbatim",
        **role,
    )
    fact = add_fact(
        subject={"en": "Foreign subject"},
        source={"en": "Foreign source"},
        as_of=date(2020, 3, 1),
    )
    link = f'<a linktype="institution" id="{institute.pk}">Foreign Institute</a>'
    contact = add_contact(
        institute, name={"en": "Foreign desk"}, function={"en": "Foreign office"}
    )
    for title in ("Erste", "Zweite"):
        release = publish(
            draft_release(
                site["de"]["newsroom"],
                title,
                slug=title.lower(),
                standfirst="Maschinen.",
                institutions=[(institute, "lead_issuer"), (ministry, "funder")],
                people=[person],
                partnerships=[programme],
                topics=[add_topic(f"topic-{title.lower()}", en=f"Foreign {title}")],
                contact=contact,
                body=[
                    {"type": "prose", "value": f"<p>Das {link} ist gut.</p>"},
                    {"type": "statement", "value": {"statement": said.pk}},
                    {"type": "facts", "value": {"title": "", "facts": [fact.pk]}},
                ],
                rows={
                    "bylines": [Byline(person=person)],
                    "events": [
                        ReleaseEvent(
                            title={"en": "Foreign event"},
                            place={"en": "Foreign place"},
                            starts_at=days_from_now(3),
                        )
                    ],
                },
            )
        )
    newsroom, below = site["de"]["newsroom"].url, site["de"]["partners"].url
    Page.objects.update(first_published_at=timezone.now())
    return [
        site["de"]["home"].url,
        release.url,
        newsroom,
        f"{newsroom}?institution=institute",
        "/de/feeds/",
        "/de/search/?q=Institute",
        below,
        f"{below}people/",
        f"{below}people/ada/",
        f"{below}network/",
        *(f"{below}institutions/{slug}/" for slug in ("institute", "ministry", "host")),
        f"{below}institutions/institute/network/",
        f"{below}partnerships/programme/",
        f"{below}partnerships/programme/network/",
    ]


def test_every_foreign_name_says_its_language(client, pages):
    found = {}
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        html = answer.content.decode()
        assert FOREIGN.search(html), address
        found[address] = unmarked(html)

    assert {address: texts for address, texts in found.items() if texts} == {}


def test_names_in_older_records_say_it_where_they_are_still_the_same(client, pages):
    for release in PressReleasePage.objects.released():
        PressReleasePage.objects.filter(pk=release.pk).update(
            record=change_record(
                release.record,
                institutions=[
                    one.model_copy(update={"name_lang": ""}).model_dump()
                    for one in release.record.institutions
                ],
            )
        )

    html = client.get("/de/aktuelles/erste/").content.decode()
    assert not [text for text in unmarked(html) if "Foreign Ministry" in text]


def test_feeds_say_it_too(client, pages):
    feed = ElementTree.fromstring(client.get("/de/aktuelles/feed/").content)

    texts = [one.text for one in feed.iter(f"{CONTENT}encoded")]
    assert len(texts) == 2
    for text in texts:
        html = f'<html lang="de"><body>{text}</body></html>'
        assert FOREIGN.search(html)
        assert unmarked(html) == []


def test_texts_for_mails_say_it_too(pages):
    for release in PressReleasePage.objects.released():
        html = simple_html.write(source_of(release).text.whole)
        assert FOREIGN.search(html)
        assert unmarked(f'<html lang="de"><body>{html}</body></html>') == []


def test_german_around_a_foreign_text_is_not_called_foreign(client, pages):
    page = BeautifulSoup(client.get("/de/aktuelles/erste/").content, "html.parser")

    for text in page.body.find_all(string=re.compile("Über ")):
        assert text.find_parent(lang=True)["lang"] == "de"


def test_a_part_says_its_language_where_it_is_not_that_of_the_page():
    template = Template("{% load parts %}{{ text|part }}")

    def shown(text) -> str:
        return template.render(Context({"text": text}))

    with translation.override("de"):
        assert shown(Wording("A & B", "en")) == '<span lang="en">A &amp; B</span>'
        assert shown(Wording("A & B", "de")) == "A &amp; B"
        assert shown(Wording("A & B")) == "A &amp; B"
        assert shown(Translated(en="Head")) == '<span lang="en">Head</span>'
        assert shown("A & B") == "A &amp; B"


def test_an_acronym_is_in_no_language(db):
    institution = add_institution("Institute", "INS")
    rename(institution, InstitutionName, "Institute of X", kind="short")

    with translation.override("de"):
        assert add_institution("Other", "OTH").acronym().lang == ""
        assert institution.acronym().lang == "en"
