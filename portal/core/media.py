"""Serve uploaded pictures."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

PUBLIC_FOLDER = "images/"
# A rendition's name changes with its content.
MAX_AGE = 31_536_000


def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a rendition of a picture.

    Originals and documents are not served from here: an original can hold the
    photographer's data, and documents have an address that asks who may read them.
    """
    if not name.startswith(PUBLIC_FOLDER):
        raise Http404
    response = serve(request, name, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, public=True, max_age=MAX_AGE, immutable=True)
    return response
