"""What a browser sends for the forms of institutions, people and partnerships."""

from django.db import connection

from wagtail.test.utils.form_data import inline_formset, nested_form_data

PUBLISH = {"action-publish": "action-publish"}
ALWAYS = {
    "valid_from": "",
    "valid_from_precision": "day",
    "valid_to": "",
    "valid_to_precision": "day",
    "source": "",
}
UNTIL_2010 = {**ALWAYS, "valid_to": "2011-01-01"}
FROM_2011 = {**ALWAYS, "valid_from": "2011-01-01"}


def name(text="A name", **values) -> dict:
    return {**ALWAYS, "text": text, "language": "en", "kind": "official"} | values


def relation(kind: str, target, time=ALWAYS, **values) -> dict:
    row = {"kind": kind, "share_percent": "", "target": target.pk}
    return {**time, **row} | values


def rows(entries, initial=0) -> dict:
    return inline_formset(entries, initial=initial, min=0)


def institution_data(**values) -> dict:
    """Return what the browser sends for a filled-in form of an institution."""
    defaults = {
        "kind": "research_centre",
        "status": "active",
        "slug": "typed-slug",
        "description_en": "Typed description",
        "description_de": "",
        "city": "Heidelberg",
        "region": "",
        "country": "DE",
        "latitude": "",
        "longitude": "",
        "founded_year": "",
        "dissolved_year": "",
        "website": "",
        "logo": "",
        "names": [name()],
        "identifiers": [],
        "boilerplates": [],
        "relations": [],
        "sites": [],
    }
    return _sent(defaults | values)


def person_name(text: str = "Ada Lovelace", **values) -> dict:
    return {
        "text": text,
        "titles": "",
        "sort_name": "",
        "kind": "official",
        **ALWAYS,
    } | values


def person_data(**values) -> dict:
    defaults = {
        "names": [person_name()],
        "slug": "typed-slug",
        "status": "staff",
        "biography_en": "Typed description",
        "biography_de": "",
        "website": "",
        "portrait": "",
        "portrait_consent_until": "",
        "affiliations": [],
        "identifiers": [],
    }
    return _sent(defaults | values)


def partnership_data(**values) -> dict:
    days = ("announced", "started", "committed", "ended")
    defaults = {
        "kind": "cooperation",
        "slug": "typed-slug",
        "network": "",
        "description_en": "Typed description",
        "description_de": "",
        "goals_en": "",
        "goals_de": "",
        "website": "",
        "names": [name()],
        "members": [],
        "roles": [],
        "milestones": [],
        "announced_on": "",
        "started_on": "",
        "committed_until": "",
        "ended_on": "",
        **{f"{day}_precision": "day" for day in days},
    }
    return _sent(defaults | values)


def _sent(values: dict) -> dict:
    """Return what the browser sends when the button *Publish* is pressed."""
    values = {**PUBLISH, **values}
    kept = {
        relation: sum(1 for row in entries if "id" in row)
        for relation, entries in values.items()
        if isinstance(entries, list)
    }
    return nested_form_data(
        {
            field: rows(value, kept[field]) if field in kept else value
            for field, value in values.items()
        }
    )


def names_of(entity) -> list[dict]:
    return [
        name(one.text, id=one.pk, language=one.language, kind=one.kind)
        for one in entity.names.all()
    ]


def errors(response, relation: str) -> list[dict]:
    """Return the messages beside the fields of every row, and check nothing is lost."""
    assert response.status_code == 200
    assert "Typed description" in response.content.decode()
    assert "typed-slug" in response.content.decode()
    formset = response.context["form"].formsets[relation]
    return [dict(form.errors) for form in formset.forms]


def is_saved(response) -> bool:
    """Tell whether a form was taken, also by the database when the request ends."""
    connection.check_constraints()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return response.status_code == 302
