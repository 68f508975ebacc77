"""Reads JSON-LD as a stranger would: with a real parser and without a network."""

from __future__ import annotations

import json
import re

from rdflib import Graph, Namespace, URIRef

from portal.core.structured_data import DOCUMENT_CONTEXT, PAGE_CONTEXT

SCHEMA = Namespace("http://schema.org/")
BASE = "http://localhost"
SCRIPT = re.compile(r'(?s)<script type="application/ld\+json">(.*?)</script>')


def parse(text: str) -> Graph:
    """Return the triples of a JSON-LD document."""
    return Graph().parse(data=text, format="json-ld")


def data_of(html: str) -> dict:
    """Return the JSON-LD of a page, of which there is exactly one element."""
    (text,) = SCRIPT.findall(html)
    return json.loads(text)


def page_graph(html: str) -> Graph:
    """Return the triples of a page, its context replaced by one without a network."""
    data = data_of(html)
    assert data["@context"] == PAGE_CONTEXT
    return parse(json.dumps(data | {"@context": DOCUMENT_CONTEXT}))


def body(response) -> str:
    """Return the text of an answer, streamed or not."""
    assert response.status_code == 200
    return response.getvalue().decode()


def node(path: str) -> URIRef:
    return URIRef(f"{BASE}/id/{path}")


def texts(graph: Graph, subject, term: str) -> set[str]:
    return {str(value) for value in graph.objects(subject, SCHEMA[term])}


def roles(graph: Graph, subject, term: str) -> set[tuple]:
    """Return target, start and end of the roles behind a term."""
    return {
        (
            graph.value(role, SCHEMA[term]),
            str(graph.value(role, SCHEMA.startDate) or ""),
            str(graph.value(role, SCHEMA.endDate) or ""),
        )
        for role in graph.objects(subject, SCHEMA[term])
    }
