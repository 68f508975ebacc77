"""The API as it describes itself: to programs in OpenAPI 3.1, to people on a page.

All of it comes from ``portal.api.resources``, which also validates and answers.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.api import resources
from portal.api.answers import PROBLEM, QUOTA_EXCEEDED
from portal.api.parameters import Parameter
from portal.api.reading import ROOT
from portal.api.resources import ALWAYS, RESOURCES, Resource
from portal.core.addresses import absolute
from portal.core.languages import content_languages
from portal.data import schemas

DESCRIPTION_PATH = f"{ROOT}openapi.json"
TITLE = "Dateline API"
SUMMARY = _(
    "Read what is public here: releases as they were published, and institutions, people and partnerships as they are today."
)
# Addresses that answer on every site; that they find something is up to the site.
EXAMPLES: list[tuple[str | Promise, str]] = [
    (_("The latest releases in German"), "releases/?language=de&limit=5"),
    (
        _("Headline and day of what an institution issued"),
        "releases/?institution=dkfz&relation=issued&fields=title,released_at",
    ),
    (
        _("Releases of a year, with their institutions and people as of today"),
        "releases/?since=2020-01-01&until=2020-12-31&expand=institutions,people",
    ),
    (
        _("A release by its number, with its statements"),
        "releases/?number=2020-15&expand=statements",
    ),
    (
        _("What was released or changed since a day"),
        "releases/?updated_since=2026-01-01",
    ),
    (
        _("An institution by its ROR, in German"),
        "institutions/?identifier=https://ror.org/04cdgtt98&language=de",
    ),
    (_("People and where they work"), "people/?fields=name,affiliations"),
    (
        _("Partnerships with all there is about their members"),
        "partnerships/?fields=name,members&expand=institutions",
    ),
]

META = schemas.part(
    "Where the page stands in the list.",
    total_count=schemas.number(42, "How many items the filters let through."),
    limit=schemas.number(20),
    offset=schemas.number(20),
    next=schemas.maybe(
        schemas.address(
            "https://newsroom.example/api/v2/releases/?offset=40",
            "The next page; null on the last one.",
        )
    ),
    previous=schemas.maybe(
        schemas.address(
            "https://newsroom.example/api/v2/releases/?offset=0",
            "The page before; null on the first one.",
        )
    ),
)
REFUSAL = schemas.part(
    "Why there is no answer (RFC 9457).",
    optional=("parameter", "violated-policies"),
    **{
        "type": schemas.text("about:blank", f"Or {QUOTA_EXCEEDED}"),
        "title": schemas.text("Bad Request"),
        "status": schemas.number(400),
        "detail": schemas.text("limit: write a whole number from 1 to 100."),
        "parameter": schemas.text("limit", "The parameter that was refused."),
        "violated-policies": schemas.list_of(
            schemas.text("address"), "The limits that were exceeded."
        ),
    },
)
INDEX = schemas.part(
    "What there is.",
    name=schemas.text(TITLE),
    summary=schemas.text("Read what is public here."),
    description=schemas.address(f"https://newsroom.example{DESCRIPTION_PATH}"),
    documentation=schemas.part(
        "The page for people, by language.",
        **{
            code: schemas.address(f"https://newsroom.example/{code}/api/")
            for code in content_languages()
        },
    ),
    resources=schemas.part(
        "The lists.",
        **{
            name: schemas.address(f"https://newsroom.example{ROOT}{name}/")
            for name in RESOURCES
        },
    ),
)
HEADERS = {
    "ETag": ("The version of the answer, for If-None-Match.", '"5d41402abc4b2a76"'),
    "RateLimit-Policy": (
        "How many requests (q) one address has in how many seconds (w).",
        '"address";q=120;w=60',
    ),
    "RateLimit": (
        "How many requests are left (r) for how many seconds (t).",
        '"address";r=119;t=42',
    ),
    "Retry-After": ("In how many seconds to come back.", "42"),
}
LIMITS = ("RateLimit-Policy", "RateLimit")
REFUSALS = {
    "400": "A parameter is unknown or cannot be read; the answer names it.",
    "404": "There is nothing public at this address.",
    "429": "The limit of requests is reached; the answer says when to come back.",
}


def index() -> dict[str, Any]:
    """Return what there is, with addresses."""
    pages = {}
    for code in content_languages():
        with override(code):
            pages[code] = absolute(reverse("api_page"))
    return {
        "name": TITLE,
        "summary": str(SUMMARY),
        "description": absolute(DESCRIPTION_PATH),
        "documentation": pages,
        "resources": {name: absolute(f"{ROOT}{name}/") for name in RESOURCES},
    }


@cache
def document() -> dict[str, Any]:
    """Return the description as OpenAPI 3.1, in English."""
    with override("en"):
        components = _components()
        paths = {
            ROOT: {
                "get": _operation(
                    "getIndex", "Index", "index", (), _example("Index", components)
                )
            }
        }
        for resource in RESOURCES.values():
            paths |= _paths(resource, components)
        return {
            "openapi": "3.1.0",
            "info": {"title": TITLE, "version": "2.0.0", "description": str(SUMMARY)},
            "servers": [{"url": settings.SITE_URL}],
            "security": [],
            "tags": [
                {"name": one.name, "description": str(one.about)}
                for one in RESOURCES.values()
            ],
            "paths": paths,
            "components": {
                "schemas": components,
                "headers": {
                    name: {
                        "description": about,
                        "schema": {"type": "string"},
                        "example": example,
                    }
                    for name, (about, example) in HEADERS.items()
                },
            },
        }


def item_schema(resource: Resource) -> schemas.Schema:
    """Return the schema of an item; which fields it has is up to who asks."""
    return {
        "type": "object",
        "description": str(resource.about),
        "properties": {
            name: field.described() for name, field in resource.fields.items()
        },
        "required": list(ALWAYS),
        "additionalProperties": False,
    }


def _components() -> dict[str, schemas.Schema]:
    named = {
        **resources.COMPONENTS,
        "Index": INDEX,
        "ListMeta": META,
        "Problem": REFUSAL,
    }
    for resource in RESOURCES.values():
        named[resource.one] = item_schema(resource)
        named[f"{resource.one}List"] = schemas.part(
            f"A page of the list: {resource.name}.",
            meta=schemas.known("ListMeta"),
            items=schemas.list_of(schemas.known(resource.one)),
        )
    return dict(sorted(named.items()))


def _paths(resource: Resource, components: dict) -> dict[str, dict]:
    item = "".join(f"{{{part.name}}}/" for part in resource.path)
    parts = [
        {
            "name": part.name,
            "in": "path",
            "required": True,
            "description": str(part.about),
            "schema": part.schema,
        }
        for part in resource.path
    ]
    listed = _operation(
        f"list{resource.name.capitalize()}",
        f"{resource.one}List",
        resource.name,
        resource.of_lists(),
        {
            "meta": _example("ListMeta", components),
            "items": [item_example(resource, components, is_list=True)],
        },
    )
    detail = _operation(
        f"get{resource.one}",
        resource.one,
        resource.name,
        resource.of_details(),
        item_example(resource, components, is_list=False),
        *parts,
    )
    if resource.path == resources.SLUG:
        detail["responses"]["301"] = {
            "description": "The slug is a former one; Location has the present one.",
            "headers": _headers(*LIMITS),
        }
    return {
        f"{ROOT}{resource.name}/": {"get": listed},
        f"{ROOT}{resource.name}/{item}": {"get": detail},
    }


def item_example(resource: Resource, components: dict, *, is_list: bool) -> dict:
    """Return an item as lists or details have it, made from what stands with fields."""
    return {
        name: schemas.example_of(field.schema, components)
        for name, field in resource.fields.items()
        if field.in_lists or not is_list
    }


def _example(name: str, components: dict) -> Any:
    return schemas.example_of(components[name], components)


def _operation(
    key: str,
    schema: str,
    tag: str,
    parameters: tuple[Parameter, ...],
    example: Any,
    *path: dict,
) -> dict[str, Any]:
    """Return what is asked and answered at an address."""
    content = {"schema": schemas.known(schema), "example": example}
    return {
        "operationId": key,
        "tags": [tag],
        "parameters": [*path, *(parameter.described() for parameter in parameters)],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": _headers("ETag", *LIMITS),
                "content": {"application/json": content},
            },
            "304": {
                "description": "Nothing has changed since the ETag that was sent.",
                "headers": _headers("ETag", *LIMITS),
            },
            **{status: _refusal(status) for status in REFUSALS},
        },
    }


def _refusal(status: str) -> dict[str, Any]:
    more = ("Retry-After",) if status == "429" else ()
    return {
        "description": REFUSALS[status],
        "headers": _headers(*LIMITS, *more),
        "content": {PROBLEM: {"schema": schemas.known("Problem")}},
    }


def _headers(*names: str) -> dict[str, dict]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
