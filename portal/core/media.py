"""Serve uploaded pictures and documents: to everybody what something public shows.

All other files are private (ADR 36). Whoever may choose a file in the admin gets it, and
whoever has its key or may read a restricted page that shows it. Everybody else gets the
answer to an unknown file, whatever is wrong with the address.
"""

from __future__ import annotations

import re
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
)
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, quote_etag

from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from portal.core import file_keys, file_uses
from portal.core.models import CustomDocument, CustomImage, CustomRendition
from portal.core.models.licences import is_usable

# Sizes of pictures lie side by side in one folder, under names that Wagtail makes of
# ASCII characters, no longer than the field that holds them. No other name is looked
# for: "images/../" would lead to the originals, and 256 letters are an error of the
# file system.
PUBLIC_NAME = re.compile(r"images/\w[\w.-]{0,99}", re.ASCII)
# Who may do one of these with a file may see it.
RIGHTS = ["add", "change", "delete", "choose"]

AnyFile = TypeVar("AnyFile", CustomImage, CustomDocument)


def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a rendition of a picture.

    Originals and documents are not served from here: an original can hold the
    photographer's data, and documents have an address that asks who may read them.
    """
    if not PUBLIC_NAME.fullmatch(name):
        raise Http404
    is_shown = file_uses.is_shown(CustomImage, OuterRef("image_id"))
    rows = CustomRendition.objects.filter(file=name).select_related("image")
    found = rows.annotate(is_public=_answer_to(is_shown & is_usable("image__"))).first()
    is_public = bool(found and found.is_public)
    if not is_public:
        _refuse_others(request, found and found.image)
    return _send(Path(default_storage.path(name)), is_public=is_public)


def serve_document(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Answer with a document, under its number and the name of its file."""
    is_shown = file_uses.is_shown(CustomDocument, OuterRef("pk"))
    found = (
        CustomDocument.objects.annotate(
            is_public=_answer_to(is_shown & is_usable()),
            asks_first=_is_in_restricted_collection(),
        )
        .filter(pk=int(key))
        .first()
    )
    if found and found.filename != name:
        found = None
    is_public = bool(found and found.is_public)
    if found is None or not is_public:
        found = _refuse_others(request, found)
    elif found.asks_first:
        is_public = False
        is_let_in = file_keys.opens(request) or _may_see(request, found)
        if not is_let_in and (refusal := _ask(request, found)):
            return _keep_for_one(refusal)
    response = _send(Path(found.file.path), is_public=is_public)
    response["Content-Type"] = found.content_type
    response["Content-Disposition"] = found.content_disposition
    # What a browser shows of a document loads and runs nothing.
    response["Content-Security-Policy"] = "default-src 'none'"
    document_served.send(sender=CustomDocument, instance=found, request=request)
    return response


def _answer_to(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _is_in_restricted_collection() -> Exists:
    """Return whether the collection of a document has a view restriction of Wagtail."""
    restrictions = CollectionViewRestriction.objects.annotate(
        inner_path=ExpressionWrapper(OuterRef("collection__path"), CharField())
    )
    return Exists(restrictions.filter(inner_path__startswith=F("collection__path")))


def _ask(request: HttpRequest, document: CustomDocument) -> HttpResponse | None:
    """Return what asks for a password or an account; None for who has passed."""
    for hook in hooks.get_hooks("before_serve_document"):
        response = hook(document, request)
        if isinstance(response, HttpResponse):
            return response
    return None


def _refuse_others(request: HttpRequest, file: AnyFile | None) -> AnyFile:
    """Return a private file to those who may have it; raise Http404 for all others.

    Who is signed in is looked up first: a file that does not exist must not answer
    with other headers.
    """
    has_key = file_keys.opens(request)
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if has_session:
        request.user.is_authenticated  # noqa: B018  notes that the answer depends on it
    if file is None:
        raise Http404
    if _may_see(request, file):
        return file
    if file.is_usable and (
        has_key or (has_session and file_uses.reads_page_with(request, file))
    ):
        return file
    raise Http404


def _may_see(request: HttpRequest, file: AnyFile) -> bool:
    """Tell whether somebody may see a file in the admin."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    policy = policy_registry.get(file)
    return policy.user_has_any_permission_for_instance(request.user, RIGHTS, file)


def _send(path: Path, *, is_public: bool) -> HttpResponseBase:
    """Answer with a file; ``ConditionalGetMiddleware`` makes a 304 of it.

    A cache may keep what is public and asks each time whether it still is: a file is
    private again at once. Nothing keeps what is not.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise Http404 from error
    stored = path.stat()
    kind = guess_type(path.name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    told = f"{path.name} {stored.st_size} {stored.st_mtime_ns}"
    response["ETag"] = quote_etag(sha256(told.encode()).hexdigest()[:32])
    response["Last-Modified"] = http_date(stored.st_mtime)
    if not is_public:
        return _keep_for_one(response)
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _keep_for_one(response: HttpResponseBase) -> HttpResponseBase:
    """Let no cache and no search engine keep what one person was given."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
