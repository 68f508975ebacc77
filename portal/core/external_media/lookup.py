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

from portal.core.external_media.asking import NotNowError, current_save
from portal.core.external_media.fetching import (
    Deadline,
    Fetcher,
    FetchError,
    NoAnswerError,
    NotThereError,
    RefusedError,
    TooLargeError,
    TooSlowError,
    UnfitError,
    Wanted,
    WithheldError,
)
from portal.core.external_media.oembed import Told, UntoldError, ask
from portal.core.models import CustomImage, ExternalMedium
from portal.core.picture_files.safety import PictureRefused, make_safe
from portal.privacy import registry

Problem = ExternalMedium.Problem

SECONDS = 6  # for all that an editor waits for, for one link
ANSWER_LASTS = timedelta(days=1)
# An editor's form saves itself again and again.
PROBLEM_LASTS = timedelta(minutes=5)
POSTER = Wanted(
    tuple(f"image/{kind}" for kind in ("avif", "gif", "jpeg", "png", "webp")),
    5 * 1024 * 1024,
)
PROBLEMS: dict[type[FetchError], Problem] = {
    UnfitError: Problem.UNFIT,
    RefusedError: Problem.REFUSED,
    NoAnswerError: Problem.NO_ANSWER,
    TooSlowError: Problem.TOO_SLOW,
    TooLargeError: Problem.TOO_LARGE,
    NotThereError: Problem.NOT_THERE,
    WithheldError: Problem.WITHHELD,
    UntoldError: Problem.UNTOLD,
    FetchError: Problem.UNUSABLE,
}
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


def look_up(address: str, *, is_new: bool = True) -> tuple[ExternalMedium | None, str]:
    """Return what the provider of an address tells, and what the problem is with it.

    It is asked when somebody saves, once in a while; about an address that is not new
    in its text never again, once it has told something. None where nobody was asked.
    """
    known = find(address)
    save = current_save()
    if is_on() and save and not (known and _lasts(known, is_new=is_new)):
        try:
            deadline = save.ask(SECONDS)
        except NotNowError as error:
            return known, known.problem if known else error.problem
        known = _save(address, _ask(address, known, deadline))
    return known, known.problem if known else ""


def _lasts(known: ExternalMedium, *, is_new: bool) -> bool:
    """Tell whether an answer that is known is good enough."""
    if not known.problem and not is_new:
        return True
    lasts = PROBLEM_LASTS if known.problem else ANSWER_LASTS
    return timezone.now() < known.asked_at + lasts


def _ask(address: str, known: ExternalMedium | None, deadline: Deadline) -> dict:
    """Return the fields of a row that an answer changes."""
    try:
        told = ask(address, fetcher, deadline)
    except FetchError as error:
        logger.warning("External media: %s", error)
        return {"problem": PROBLEMS[type(error)]}
    fields = {
        "title": _title(told),
        "provider": told.provider,
        "player": asdict(told.player) if told.player else None,
        "problem": "",
    }
    if not told.thumbnail:
        return fields
    before = known.own_poster if known else None
    try:
        poster = _fetch_poster(told, before, deadline)
        return fields | {"poster": poster, "poster_file": poster.file.name}
    except (FetchError, PictureRefused) as error:
        logger.warning("External media: %s: %s", told.thumbnail, error)
        return fields | {"problem": Problem.NO_POSTER}


def _title(told: Told) -> str:
    """Return the title; posts have none, so who wrote it and where stands for it."""
    return told.title or " – ".join(filter(None, (told.author, told.provider)))


def _fetch_poster(
    told: Told, before: CustomImage | None, deadline: Deadline
) -> CustomImage:
    """Return the picture of a film, made safe like every other.

    That of ``before``, if it has not changed. No other picture of the site is taken,
    however equal: it may be private, and stands for something else. A poster says
    nothing that the title beside it does not.
    """
    content = fetcher.fetch(told.thumbnail, POSTER, deadline).content
    safe = make_safe(ContentFile(content, name="poster"))
    safe.seek(0)
    file_hash = hash_filelike(safe)
    if before and before.file_hash == file_hash:
        return before
    return CustomImage.objects.create(
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
