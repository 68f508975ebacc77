from datetime import UTC, datetime

import pytest

from news.models import Byline, Publication, ReleaseEvent, ReleasePublication
from tests.factories import (
    add_boilerplate,
    add_contact,
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_topic,
)
from tests.news.formats.pdf_ua import find_faults
from tests.sharing import shared

AUGUST = datetime(2020, 8, 6, 10, 30, tzinfo=UTC)


@pytest.fixture
def get(client):
    """Ask for a format of a release, which must be there, or gone if withdrawn."""

    def ask(release, form: str, **headers):
        response = client.get(f"{release.get_url()}{form}/", headers=headers)
        is_gone = release.is_withdrawn and form != "share"
        assert response.status_code == (410 if is_gone else 200)
        # Every PDF that is asked for anywhere is one that everybody can read.
        if response["Content-Type"] == "application/pdf":
            assert find_faults(response.content) == []
        return response

    return ask


@shared
def full(newsroom):
    """A release that has everything a release can have."""
    institution = add_institution("Größe & Ämter Institute", "GÄI", slug="gai")
    partner = add_institution("Partner university", slug="partner")
    add_boilerplate(institution, "<p>The institute is old.</p>")
    person = add_person("Ada Lovelace", slug="ada")
    said = [
        add_statement(person, "It will compose music.", institution=institution),
        add_statement(person, "She expects poems, too.", form="paraphrase"),
    ]
    publication = Publication.objects.create(
        title="On engines",
        container="Notes",
        doi="10.1234/engines",
        is_peer_reviewed=True,
    )
    return add_release(
        newsroom,
        "A bridge — between α and ü",
        slug="bridge",
        kicker="Computing",
        standfirst="Engines & poems.",
        dateline_place="Heidelberg",
        released_at=AUGUST,
        notes_to_editors="<p>Call before noon.</p>",
        series=add_series(institution=institution),
        number=48,
        lead_image=add_image(caption={"en": "A teal sheet"}, usage_terms="CC BY 4.0"),
        institutions=[(institution, "lead_issuer"), (partner, "partner")],
        people=[person],
        partnerships=[add_partnership("Unit", slug="unit")],
        topics=[add_topic("ai", en="Artificial intelligence")],
        contact=add_contact(institution, telephone="+49622142"),
        rows={
            "bylines": [Byline(initials="Koh")],
            "release_publications": [ReleasePublication(publication=publication)],
            "events": [
                ReleaseEvent(
                    title={"en": "Open day"},
                    starts_at=datetime(2020, 9, 1, 8, tzinfo=UTC),
                    place={"en": "Main hall"},
                )
            ],
        },
        body=[
            {
                "type": "prose",
                "value": '<p>The <b>whole</b> text, <a href="https://example.org/a_(b)">'
                "with a link</a>.</p>",
            },
            {"type": "heading", "value": {"text": "Next", "level": "2"}},
            {"type": "statement", "value": {"statement": said[0].pk}},
            {"type": "statement", "value": {"statement": said[1].pk}},
            {
                "type": "bullet_list",
                "value": {"is_ordered": True, "entries": ["<p>One</p>", "<p>Two</p>"]},
            },
            {
                "type": "fact_box",
                "value": {
                    "title": "In figures",
                    "facts": [
                        {"label": "People", "value": "28", "as_of": "August 2020"}
                    ],
                },
            },
        ],
    )
