"""Stable identities, and the graph as files."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page, Site

from news.record.today import add_today
from news.syndication.structured_data import refer_by_name, release_node
from partners.models import InstitutionRelation
from partners.public import KINDS
from partners.structured_data import RELATION_TERMS, entity_node
from portal.core.addresses import absolute, page_path
from portal.core.clock import cap_lifetime
from portal.core.languages import order_languages
from portal.core.models import SiteSettings
from portal.core.querysets import public_pages
from portal.core.site_data import site_nodes
from portal.core.structured_data import (
    DOCUMENT_CONTEXT,
    MEDIA_TYPE,
    PUBLISHER_PATH,
    SITE_PATH,
    Node,
    identify,
    is_preferred,
    respond,
    stream,
)
from portal.graph import entities, export
from portal.graph.catalogue import TABLES
from portal.legal.models import LegalFacts

FILE_MAX_AGE = 300
# Up to this many bytes a file is kept in memory while it is made, then on the disk.
IN_MEMORY = 1_000_000
VARIES = ("Accept", "Accept-Language")


@require_safe
def entity(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Answer for the identity of an institution, a person or a partnership."""
    if kind == "relations":
        return _relation(slug)
    if kind not in KINDS:
        raise Http404
    found = entities.find(kind, slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect(identify(found.path), permanent=True)
    return _answer(request, [entity_node(found)], entities.page_of(found))


@require_safe
def release(request: HttpRequest, story: UUID, language: str) -> HttpResponse:
    """Answer for the identity of a release in a language."""
    found = entities.find_release(story, language)
    if found is None:
        raise Http404
    others = entities.other_versions(found, entities.versions([found]))
    node = release_node(
        found, add_today(found.record, found.language), others, refer_by_name
    )
    node["mainEntityOfPage"] = found.full_url
    return _answer(request, [node], page_path(found))


@require_safe
def identified(request: HttpRequest, path: str) -> HttpResponse:
    """Answer for the identity of the site or of who publishes it."""
    if f"{path}/" not in (SITE_PATH, PUBLISHER_PATH):
        raise Http404
    nodes = site_nodes(export.settings_of_site(), None)
    wanted = [node for node in nodes if node["@id"] == identify(f"{path}/")]
    return _answer(request, wanted, f"/{get_language()}/")


def _relation(kind: str) -> HttpResponse:
    """Lead to where the relations are described that schema.org has no term for."""
    known = set(InstitutionRelation.Kind.values) - set(RELATION_TERMS)
    if kind not in known:
        raise Http404
    return _see_other(reverse("graph"))


def _answer(request: HttpRequest, nodes: list[Node], path: str) -> HttpResponse:
    """Answer with data for who prefers them, else lead to the page."""
    if is_preferred(request):
        response = respond(nodes)
    elif path:
        response = _see_other(path)
    else:
        raise Http404
    patch_vary_headers(response, VARIES)
    return response


def _see_other(path: str) -> HttpResponse:
    """Lead to a page about something that is not itself a page."""
    response = HttpResponse(status=303, headers={"Location": path})
    patch_vary_headers(response, VARIES)
    return response


@require_safe
def whole(request: HttpRequest) -> FileResponse:
    """Answer with the whole graph as one JSON-LD file."""
    lines = stream(export.everything(), DOCUMENT_CONTEXT)
    return _file(lines, MEDIA_TYPE, "graph.jsonld")


@require_safe
def table(request: HttpRequest, name: str) -> FileResponse:
    """Answer with one model of the graph as CSV."""
    if name not in TABLES:
        raise Http404
    media_type = "text/csv; charset=utf-8; header=present"
    return _file(TABLES[name].lines(), media_type, f"{name}.csv")


def _file(lines: Iterable[str], media_type: str, name: str) -> FileResponse:
    """Answer with a file that is made first and sent piece by piece then.

    Made first, because only its content is an honest validator (rows have no date
    of change, and time alone makes things public), and because an error midway
    must not look like a complete file.
    """
    spool = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    digest = sha256()
    for line in lines:
        encoded = line.encode()
        digest.update(encoded)
        spool.write(encoded)
    length = spool.tell()
    spool.seek(0)
    response = FileResponse(spool, content_type=media_type, filename=name)
    response["Content-Length"] = str(length)
    response["ETag"] = f'"{digest.hexdigest()[:32]}"'
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=cap_lifetime(FILE_MAX_AGE))
    return response


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Describe the files and what stands in them."""
    files = [
        {
            "label": table.label,
            "name": f"{name}.csv",
            "url": reverse("graph_table", args=[name]),
            "media_type": "text/csv",
            "columns": list(table.columns),
        }
        for name, table in TABLES.items()
    ]
    terms = _find_terms(request)
    response = render(
        request,
        "graph/graph.html",
        {
            "page_kind": "WebPage",
            "page_title": _("Open data"),
            "canonical_url": absolute(reverse("graph")),
            "files": files,
            "minutes": FILE_MAX_AGE // 60,
            "terms": terms and {"title": terms.title, "url": page_path(terms)},
            "nodes": [_dataset(files, _find_licence(request, terms))],
        },
    )
    patch_cache_control(response, public=True, max_age=0, s_maxage=FILE_MAX_AGE)
    return response


def _find_terms(request: HttpRequest) -> Page | None:
    """Return the page with the terms of use, in the best language that is public."""
    site = Site.find_for_request(request)
    chosen = SiteSettings.for_site(site).data_terms if site else None
    if chosen is None:
        return None
    versions = public_pages().filter(translation_key=chosen.translation_key)
    by_language = {
        page.locale.language_code: page for page in versions.select_related("locale")
    }
    return next(
        (by_language[code] for code in order_languages() if code in by_language), None
    )


def _find_licence(request: HttpRequest, terms: Page | None) -> str:
    """Return the address of the licence, or of the terms; empty without any."""
    site = Site.find_for_request(request)
    licence = LegalFacts.for_site(site).licences["data"] if site else None
    if licence and licence.url:
        return licence.url
    return absolute(page_path(terms)) if terms else ""


def _dataset(files: list[dict], licence: str) -> Node:
    """Return the files as a data set, for those who look for data sets."""
    whole = {"label": _("The whole graph"), "url": reverse("graph_jsonld")}
    return {
        "@type": "Dataset",
        "@id": absolute(reverse("graph")) + "#dataset",
        "name": _("Institutions, people, partnerships and releases"),
        "description": _("All that is public here, as JSON-LD and as tables."),
        "isAccessibleForFree": True,
        **({"license": licence} if licence else {}),
        "distribution": [
            _download(file) for file in (whole | {"media_type": MEDIA_TYPE}, *files)
        ],
    }


def _download(file: dict) -> Node:
    label: str | Promise = file["label"]
    return {
        "@type": "DataDownload",
        "name": str(label),
        "contentUrl": absolute(file["url"]),
        "encodingFormat": file["media_type"],
    }
