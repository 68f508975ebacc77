"""The page that explains the API to people."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.api import resources
from portal.api.description import DESCRIPTION_PATH, EXAMPLES, SUMMARY, document
from portal.api.parameters import Choice, Instant, Number, Parameter
from portal.api.reading import ROOT
from portal.api.resources import RESOURCES, Resource
from portal.core.addresses import absolute
from portal.core.structured_data import MAX_AGE

# Of the example of an answer; the whole of it stands in the description.
SHOWN = ("id", "api_url", "title", "released_at", "number", "issuers")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Explain end points, parameters, fields and limits, from what drives them."""
    response = render(
        request,
        "api/api.html",
        {
            "page_kind": "WebPage",
            "page_title": _("Programming interface"),
            "canonical_url": absolute(reverse("api_page")),
            "summary": str(SUMMARY),
            "root": ROOT,
            "description_path": DESCRIPTION_PATH,
            "resources": [_resource(one) for one in RESOURCES.values()],
            "shared": [_parameter(one) for one in (resources.LIMIT, resources.OFFSET)],
            "examples": [
                {"about": about, "address": ROOT + below} for about, below in EXAMPLES
            ],
            "answer": json.dumps(_answer(), indent=2, ensure_ascii=False),
            "rate": _rate(),
            "most": resources.MOST,
            "usual": resources.USUAL,
            "max_age": MAX_AGE,
        },
    )
    patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
    return response


def _resource(resource: Resource) -> dict[str, Any]:
    """Return a resource as the page describes it."""
    own = (*resource.filters, *resource.options)
    return {
        "name": resource.name,
        "label": resource.label,
        "about": resource.about,
        "list": f"{ROOT}{resource.name}/",
        "detail": f"{ROOT}{resource.name}/"
        + "".join(f"<{part.name}>/" for part in resource.path),
        "path": resource.path,
        "parameters": [_parameter(one) for one in own],
        "expands": list(resource.expands),
        "fields": [
            {"name": name, "about": field.about, "in_lists": field.in_lists}
            for name, field in resource.fields.items()
        ],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter as the page describes it."""
    return {
        "name": parameter.name,
        "about": parameter.about,
        "example": parameter.example,
        "values": ", ".join(
            parameter.choices if isinstance(parameter, Choice) else parameter.known
        ),
        "minimum": parameter.minimum if isinstance(parameter, Number) else None,
        "maximum": parameter.maximum if isinstance(parameter, Number) else None,
        "is_instant": isinstance(parameter, Instant),
        "default": parameter.default,
    }


def _answer() -> dict[str, Any]:
    """Return the example of an answer, as short as a page bears."""
    path = document()["paths"][f"{ROOT}releases/"]["get"]
    example = path["responses"]["200"]["content"]["application/json"]["example"]
    (item,) = example["items"]
    return {
        "meta": example["meta"],
        "items": [{name: item[name] for name in SHOWN}],
    }


def _rate() -> str:
    """Return the limit of requests in words."""
    count, _slash, period = settings.API_RATE.partition("/")
    sentences = {
        "second": _("%(count)s requests a second"),
        "minute": _("%(count)s requests a minute"),
        "hour": _("%(count)s requests an hour"),
        "day": _("%(count)s requests a day"),
    }
    return sentences[period] % {"count": count}
