"""Answers an editor that something was pasted into. Nothing is stored."""

from __future__ import annotations

import json

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import features as registry

from portal.core.blocks import ProseStreamBlock
from portal.core.pasting import read_pasted

LARGEST = 1_000_000  # characters
KINDS = ("heading", "prose", "table")


@require_POST
def paste(request: HttpRequest) -> JsonResponse:
    """Return what pasted HTML becomes: ``content`` of the editor, blocks, notes.

    What cannot be read is refused, and the browser pastes it as it always does.
    """
    html = request.POST.get("html", "")
    if len(html) > LARGEST:
        return JsonResponse({}, status=413)
    features = [
        name
        for name in request.POST.getlist("features")
        if registry.get_converter_rule("contentstate", name)
    ]
    kinds = set(KINDS).intersection(request.POST.getlist("kinds"))
    try:
        pasted = read_pasted(html, features, kinds, is_empty="is_empty" in request.POST)
    except RecursionError:  # nested deeper than any text
        return JsonResponse({}, status=422)
    content = ContentstateConverter(features).from_database_format(pasted.here)
    return JsonResponse(
        {
            "content": json.loads(content) if pasted.here else None,
            "before": _form_state(pasted.before),
            "after": _form_state(pasted.after),
            "notes": pasted.notes,
        }
    )


def _form_state(parts: list[dict]) -> list[dict]:
    """Return parts of a stream as a form of the admin shows them."""
    block = ProseStreamBlock()
    return block.get_form_state(block.to_python(parts))
