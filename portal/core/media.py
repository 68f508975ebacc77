"""Serve uploaded pictures."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

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
    patch_cache_control(response, public=True, max_age=MAX_AGE, immutable=True)
    return response
