"""Give every press release its number: once, under lock, for all languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Revision

from news.models import ReleaseNumber, Series
from news.models.release import Release
from news.publishing import revisions

FIELDS = ("number", "number_suffix", "number_year")


def check(release: Release) -> None:
    """Refuse a number that belongs to another story.

    Raises ValidationError for the field ``number``.
    """
    if not (release.series_id and release.number and release.number_year):
        return
    taken = ReleaseNumber.objects.filter(
        series=release.series_id,
        year=release.number_year,
        number=release.number,
        suffix=release.number_suffix,
    )
    if taken.exclude(story=release.translation_key).exists():
        raise ValidationError(
            {"number": _("This number belongs to another release of the series.")}
        )


def assign(release: Release, revision: Revision) -> None:
    """Claim the number of a revision that is about to be published or scheduled.

    A story keeps the number it has. Without a chosen number it gets the next
    one of its series and year when it becomes public: before, its number would be
    missing between the others. Reserved on purpose it gets it now. The row of the
    series is locked, so that two publishers never get the same; call this inside a
    transaction.

    Raises ValidationError when the chosen number went to another story meanwhile.
    """
    content = revision.content
    if not content.get("series"):
        return
    is_scheduled = datetime.fromisoformat(content["released_at"]) > timezone.now()
    is_reserved = content["number"] or content.get("has_reserved_number")
    if is_scheduled and not is_reserved:
        return
    series = Series.objects.select_for_update().get(pk=content["series"])
    numbers = ReleaseNumber.objects
    story = release.translation_key
    wanted = find_number(release, series, content)
    number, suffix, year = wanted
    place: dict[str, Any] = {
        "series": series,
        "number": number,
        "suffix": suffix,
        "year": year,
    }
    if numbers.filter(**place).exclude(story=story).exists():
        raise ValidationError(
            {"number": _("This number belongs to another release of the series.")}
        )
    numbers.get_or_create(story=story, **place)
    changed = dict(zip(FIELDS, wanted, strict=True))
    if any(content[field] != value for field, value in changed.items()):
        revisions.put(revision, changed)


def find_number(
    release: Release, series: Series, content: Mapping[str, Any]
) -> tuple[int, str, int]:
    """Return number, suffix and year that a text has or would get if published now."""
    suffix, year = content["number_suffix"], content["number_year"]
    if content["number"]:
        return content["number"], suffix, year
    claimed = series.numbers.filter(story=release.translation_key).order_by("pk").last()
    if claimed:
        return claimed.number, claimed.suffix, claimed.year
    newest = series.numbers.filter(year=year).aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1, suffix, year
