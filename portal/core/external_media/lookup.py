"""Find out about an address when an editor saves it; never when a visitor comes."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from wagtail.utils.file import hash_filelike

from portal.core.external_media.fetching import (
    Deadline,
    Fetcher,
    FetchError,
    NotThereError,
    RefusedError,
    Wanted,
)
from portal.core.external_media.oembed import Told, ask
from portal.core.models import CustomImage, ExternalMedium
from portal.core.picture_files.safety import PictureRefused, make_safe
from portal.privacy import registry

Problem = ExternalMedium.Problem

SECONDS = 6  # for all that an editor waits for
ANSWER_LASTS = timedelta(days=1)
# An editor's form saves itself again and again.
PROBLEM_LASTS = timedelta(minutes=5)
POSTER = Wanted(
    tuple(f"image/{kind}" for kind in ("avif", "gif", "jpeg", "png", "webp")),
    5 * 1024 * 1024,
)
logger = logging.getLogger(__name__)
fetcher = Fetcher()


def is_on() -> bool:
    """Tell whether providers are asked: a site that shows no external media asks none."""
    return settings.EXTERNAL_MEDIA_LOOKUP and any(
        service.category == registry.Category.EXTERNAL_MEDIA
        for service in registry.services_asked_for()
    )


def find(address: str) -> ExternalMedium | None:
    """Return what was told of an address before, without asking anybody."""
    return ExternalMedium.objects.filter(key=_key(address)).first()


def look_up(address: str) -> ExternalMedium | None:
    """Return what the provider of an address tells; it is asked once in a while.

    None where providers are not asked. A problem is noted in the row.
    """
    if not is_on():
        return find(address)
    known = find(address)
    lasts = PROBLEM_LASTS if known and known.problem else ANSWER_LASTS
    if known and timezone.now() < known.asked_at + lasts:
        return known
    return _save(address, _ask(address))


def _ask(address: str) -> dict:
    """Return the fields of a row that an answer changes."""
    deadline = Deadline(SECONDS)
    try:
        told = ask(address, fetcher, deadline)
    except FetchError as error:
        logger.warning("External media: %s", error)
        return {"problem": _name_problem(error)}
    fields = {
        "title": _title(told),
        "provider": told.provider,
        "player": asdict(told.player) if told.player else None,
        "problem": "",
    }
    if not told.thumbnail:
        return fields
    try:
        return fields | {"poster": _fetch_poster(told, deadline)}
    except (FetchError, PictureRefused) as error:
        logger.warning("External media: %s: %s", told.thumbnail, error)
        return fields | {"problem": Problem.NO_POSTER}


def _name_problem(error: FetchError) -> str:
    if isinstance(error, RefusedError):
        return Problem.REFUSED
    if isinstance(error, NotThereError):
        return Problem.NOT_THERE
    return Problem.UNUSABLE


def _title(told: Told) -> str:
    """Return the title; posts have none, so who wrote it and where stands for it."""
    return told.title or " – ".join(filter(None, (told.author, told.provider)))


def _fetch_poster(told: Told, deadline: Deadline) -> CustomImage:
    """Return the picture of a film, made safe like every other.

    The same picture is stored once. It says nothing that the title beside it does not.
    """
    content = fetcher.fetch(told.thumbnail, POSTER, deadline).content
    safe = make_safe(ContentFile(content, name="poster"))
    safe.seek(0)
    file_hash = hash_filelike(safe)
    same = CustomImage.objects.filter(file_hash=file_hash).first()
    return same or CustomImage.objects.create(
        title=_title(told) or told.provider or "poster",
        file=safe,
        file_hash=file_hash,
        file_size=safe.size,
        is_decorative=True,
        credit=" / ".join(filter(None, (told.author, told.provider)))[:200],
    )


def _save(address: str, fields: dict) -> ExternalMedium:
    row, _is_new = ExternalMedium.objects.update_or_create(
        key=_key(address),
        defaults=fields | {"address": address, "asked_at": timezone.now()},
    )
    return row


def _key(address: str) -> str:
    return sha256(address.encode()).hexdigest()
