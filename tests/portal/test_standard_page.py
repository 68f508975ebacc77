"""Pages of text and who they mention."""

import pytest

from portal.home.models import StandardPage
from tests.factories import add_institution, add_partnership, add_person

FEW, MANY = 2, 30


def mention(entity, text="them") -> str:
    return f'<a linktype="{entity._meta.model_name}" id="{entity.pk}">{text}</a>'


@pytest.fixture
def add_page(site):
    """Add a page of text below the English home."""

    def add(slug: str, body: list) -> str:
        page = StandardPage(title=slug, slug=slug, body=body)
        site["en"]["home"].add_child(instance=page)
        return page.url

    return add


def blocks(count: int) -> list:
    """Return blocks of every sort that has prose, each with other mentions."""
    body = []
    for _number in range(count):
        texts = [
            f"<p>{mention(one)}</p>"
            for one in (add_institution(), add_person(), add_partnership())
        ]
        entries = {"is_ordered": False, "entries": texts}
        body += [{"type": "prose", "value": text} for text in texts]
        body.append({"type": "bullet_list", "value": entries})
    return body


def test_many_mentions_cost_as_many_queries_as_few(add_page, count_queries):
    few = count_queries(add_page("few", blocks(FEW)))
    many = count_queries(add_page("many", blocks(MANY)))

    assert many == few


def test_mentions_lead_to_pages_and_are_named_in_the_language_of_the_page(
    client, add_page
):
    dkfz = add_institution("Cancer Centre", slug="dkfz")
    table = {
        "caption": "Who",
        "table": {
            "columns": [{"type": "prose", "heading": "Who"}],
            "rows": [{"values": [f"<p>{mention(dkfz, 'in a table')}</p>"]}],
        },
    }
    address = add_page(
        "who",
        [
            {"type": "prose", "value": f"<p>{mention(dkfz)}</p>"},
            {"type": "table", "value": table},
        ],
    )

    html = client.get(address).content.decode()

    start = '<a href="/en/partners/institutions/dkfz/" title="Cancer Centre">'
    assert f"{start}them</a>" in html
    assert f"{start}in a table</a>" in html


@pytest.mark.parametrize("status", ["minimal", "erased"])
def test_a_mention_of_who_has_no_page_is_plain_text(client, add_page, status):
    person = add_person("Ada Lovelace", status=status)
    address = add_page("who", [{"type": "prose", "value": f"<p>{mention(person)}</p>"}])

    html = client.get(address).content.decode()

    assert "<p>them</p>" in html
    assert "Lovelace" not in html


def test_a_page_without_text_is_a_page(client, add_page):
    assert client.get(add_page("empty", [])).status_code == 200
