"""The addresses of the API."""

from __future__ import annotations

from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from partners.public import present_slug
from portal.api.answers import Answer
from portal.api.description import document, index
from portal.api.parameters import read_all
from portal.api.reading import ROOT, ItemReader
from portal.api.resources import RESOURCES, Resource
from portal.core.addresses import absolute


class Index(Answer):
    """Says what there is."""

    def get(self, request) -> Response:
        read_all((), request.query_params)
        return Response(index())


class Description(Answer):
    """Answers with the description for programs."""

    def get(self, request) -> Response:
        read_all((), request.query_params)
        return Response(document())


class List(Answer):
    """The items that the filters let through, a page at a time."""

    def get(self, request, name: str) -> Response:
        resource = RESOURCES[name]
        values = read_all(resource.of_lists(), request.query_params)
        found = resource.narrow(resource.rows(), values)
        start, size = values["offset"], values["limit"]
        total = found.count()
        fields = resource.chosen(values, is_list=True)
        loaded = resource.load(found, fields)[start : start + size]
        rows = list(loaded) if start < total else []
        language = resource.language(values)
        reader = ItemReader(RESOURCES, fields, values["expand"] or ())
        meta = {"total_count": total, "limit": size, "offset": start}
        return Response(
            {
                "meta": meta | _neighbours(request, start, size, total),
                "items": reader.read(resource, rows, language),
            },
            headers=_languages([language] if language else [r.language for r in rows]),
        )


def _languages(codes: Collection[str]) -> dict[str, str]:
    """Return the header that names the languages of the texts of an answer."""
    return {"Content-Language": ", ".join(sorted(set(codes)))} if codes else {}


def _neighbours(request, start: int, size: int, total: int) -> dict[str, str | None]:
    """Return the addresses of the next and the previous page, null without one."""

    def at(offset: int) -> str:
        query = request.query_params.copy()
        query["offset"] = str(offset)
        return f"{absolute(request.path)}?{query.urlencode()}"

    return {
        "next": at(start + size) if start + size < total else None,
        "previous": at(max(0, start - size)) if start else None,
    }


class Detail(Answer):
    """One item."""

    def get(self, request, name: str, **which: Any) -> Response:
        resource = RESOURCES[name]
        values = read_all(resource.of_details(), request.query_params)
        lookups = {part.lookup: which[part.name] for part in resource.path}
        fields = resource.chosen(values, is_list=False)
        row = resource.load(resource.rows().filter(**lookups), fields).first()
        if row is None:
            return _moved(request, resource, which)
        reader = ItemReader(
            RESOURCES, fields, values["expand"] or (), makes_pictures=True
        )
        language = resource.language(values)
        (item,) = reader.read(resource, [row], language)
        return Response(item, headers=_languages([language or row.language]))


def _moved(request, resource: Resource, which: dict[str, Any]) -> Response:
    """Lead from a former slug to the present one; raises NotFound where none did."""
    slug = present_slug(resource.rows(), which["slug"]) if "slug" in which else ""
    if not slug:
        raise NotFound(f"There is no public {resource.one.lower()} at this address.")
    query = request.META["QUERY_STRING"]
    path = f"{ROOT}{resource.name}/{slug}/" + (f"?{query}" if query else "")
    return Response(
        status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": absolute(path)}
    )
