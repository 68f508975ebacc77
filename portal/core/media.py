"""Serve uploaded pictures."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

from wagtail.documents.views.serve import serve as serve_wagtail_document

from portal.core import file_keys

# Sizes of pictures lie side by side in one folder, under names that Wagtail makes of
# ASCII characters, no longer than the field that holds them. No other name is looked
# for: "images/../" would lead to the originals, and 256 letters are an error of the
# file system.
PUBLIC_NAME = re.compile(r"images/\w[\w.-]{0,99}", re.ASCII)
# A rendition's name changes with its content.
MAX_AGE = 31_536_000


def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a rendition of a picture.

    Originals and documents are not served from here: an original can hold the
    photographer's data, and documents have an address that asks who may read them.
    """
    if not PUBLIC_NAME.fullmatch(name):
        raise Http404
    response = serve(request, name, document_root=settings.MEDIA_ROOT)
    if file_keys.opens(request):
        return keep_for_nobody(response)
    patch_cache_control(response, public=True, max_age=MAX_AGE, immutable=True)
    return response


def serve_document(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Answer with a document; also to those who have its key."""
    response = serve_wagtail_document(request, key, name)
    return keep_for_nobody(response) if file_keys.opens(request) else response


def keep_for_nobody(response: HttpResponseBase) -> HttpResponseBase:
    """Let no cache and no search engine keep what one person was given."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
