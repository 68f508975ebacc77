"""Pictures that come in through the form of a page, one request for each.

A picture goes the same way as through every other form: made safe, described by what
its file says, private until something public shows it.
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry
from wagtail.utils.file import hash_filelike

from portal.core.blocks import PictureBlock
from portal.core.models import CustomImage
from portal.core.picture_files.safety import SafePicture

LONGEST_TITLE = 100
# What is asked for beside a new picture; the rest stands in its own form.
DESCRIBING = (
    *("alt_text", "is_decorative", "caption", "credit", "licence", "usage_terms"),
    *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
)


@require_POST
def drop(request: HttpRequest) -> JsonResponse:
    """Store the one file that is sent, and return a block that shows it.

    ``row`` describes it in HTML, ``lead`` is what a chooser shows of it. A file that
    is refused is answered with words for the editor, in ``error``.
    """
    policy = policy_registry.get_by_type(CustomImage)
    collection = policy.collections_user_has_permission_for(request.user, "add").first()
    if collection is None:
        raise PermissionDenied
    files = request.FILES.getlist("file")
    if len(files) != 1:
        return JsonResponse({"error": _("Send one file at a time.")}, status=400)
    data = {"title": _title_of(files[0]), "collection": collection.pk}
    form_class = get_image_form(CustomImage)
    form = form_class(data, {"file": files[0]}, user=request.user)
    if not form.is_valid():
        return JsonResponse({"error": _words(form)}, status=422)
    known = _find_same(form.cleaned_data["file"], request.user, policy)
    if known is None:
        form.instance.uploaded_by_user = request.user
        form.save()
    language = request.POST.get("language", "")
    return JsonResponse(_told(request, known or form.instance, language, known))


@require_POST
def describe(request: HttpRequest, image_id: int) -> JsonResponse:
    """Keep what is said of a picture; return its row, with what is wrong if anything is."""
    policy = policy_registry.get_by_type(CustomImage)
    own = policy.instances_user_has_permission_for(request.user, "change")
    image = get_object_or_404(own, pk=image_id)
    form = _form_for(request, image, request.POST)
    if not form.is_valid():
        row = _row(request, CustomImage.objects.get(pk=image_id), form)
        return JsonResponse({"row": row, "alt": None}, status=422)
    form.save()
    language = request.POST.get("language", "")
    return JsonResponse({"row": "", "alt": _alt(image, language)})


def _title_of(file: UploadedFile) -> str:
    """Return what a picture is called at first: its file, as people read it."""
    name = PurePath(unicodedata.normalize("NFC", file.name or "")).stem
    words = " ".join(name.replace("_", " ").split())
    return Truncator(words).chars(LONGEST_TITLE) or _("picture")


def _words(form: forms.BaseForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _find_same(safe: SafePicture, user: Any, policy: Any) -> CustomImage | None:
    """Return the picture of the library whose file is the same, if it may be chosen."""
    safe.seek(0)
    own = policy.instances_user_has_permission_for(user, "choose")
    same = own.filter(file_hash=hash_filelike(safe)).order_by("pk")
    return next((image for image in same if image.is_usable), None)


def _told(
    request: HttpRequest, image: CustomImage, language: str, known: CustomImage | None
) -> dict[str, Any]:
    block = PictureBlock()
    shown = {"image": image.pk, "alt_text": _alt(image, language)}
    chosen = block.to_python({"image": shown, "caption": ""})
    value = block.get_form_state(chosen)
    form = _form_for(request, image) if _may_describe(request, image) else None
    note = _("The library has this picture already: “%(title)s”.")
    return {
        "block": {"type": "picture", "value": value},
        "lead": value["image"]["image"],
        "row": _row(request, image, form),
        "note": note % {"title": known.title} if known else "",
    }


def _alt(image: CustomImage, language: str) -> str:
    """Return the alternative text in the language of a page, and in no other."""
    return "" if image.is_decorative else image.alt_text.get(language, "")


def _may_describe(request: HttpRequest, image: CustomImage) -> bool:
    policy = policy_registry.get_by_type(CustomImage)
    return policy.user_has_permission_for_instance(request.user, "change", image)


def _form_for(request: HttpRequest, image: CustomImage, data: Any = None) -> Any:
    form_class = get_image_form(CustomImage, DESCRIBING)
    prefix = f"picture-{image.pk}"
    form = form_class(data, instance=image, prefix=prefix, user=request.user)
    form.fields.pop("collection", None)  # where it lies is asked in its own form
    # The one form of the page must not take it for its own.
    for field in form.fields.values():
        _give_away(field.widget, f"describe-{image.pk}")
    return form


def _give_away(widget: forms.Widget, form_id: str) -> None:
    """Let an input belong to a form that it does not stand in."""
    widget.attrs["form"] = form_id
    for part in getattr(widget, "widgets", ()):
        _give_away(part, form_id)


def _row(request: HttpRequest, image: CustomImage, form: Any) -> str:
    return render_to_string(
        "core/desk/dropped_picture.html", {"image": image, "form": form}, request
    )
