"""Names that another release keeps under embargo."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.models import Revision

from news.models import Embargo
from news.models.release import Release
from news.record.named import find_named
from partners import waiting
from portal.core import instants


def check(release: Release, revision: Revision) -> None:
    """Refuse to name what becomes public only with another release, and later.

    A release under embargo would be known by the names in this one. Raises
    ValidationError that says whose names they are, and from when they may stand here.
    """
    instant = datetime.fromisoformat(revision.content["released_at"])
    later = Embargo.objects.filter(until__gt=max(instant, timezone.now()))
    others = later.exclude(story=release.translation_key)
    ends = dict(others.values_list("story", "until"))
    held = waiting.find_stories(ends)
    if not held:
        return
    problems = [
        f"{entity} ({_show(ends[story])})"
        for entity in find_named(revision.as_object())
        if not entity.live and (story := held.get(waiting.key_of(entity)))
    ]
    if problems:
        raise ValidationError(
            _(
                "These names are under embargo with another release, until the time "
                "beside them: %(names)s. Take them out, also from the press contacts, or "
                "wait."
            )
            % {"names": "; ".join(problems)}
        )


def check_others(release: Release, revision: Revision) -> None:
    """Refuse to keep a name for later than an approved release that has it.

    That was approved when the name was to be public by then. Raises ValidationError
    that says which release it is, and when that becomes public.
    """
    story = release.translation_key
    instant = datetime.fromisoformat(revision.content["released_at"])
    held = waiting.find_stories([story])
    if not held:
        return
    earlier = instants.scheduled().filter(approved_go_live_at__lt=instant)
    problems = []
    for text in earlier:
        other = text.as_object()
        if not isinstance(other, Release) or other.translation_key == story:
            continue
        problems += [
            _("%(name)s in “%(title)s” (%(at)s)")
            % {
                "name": entity,
                "title": other.title,
                "at": _show(text.approved_go_live_at),
            }
            for entity in find_named(other)
            if not entity.live and waiting.key_of(entity) in held
        ]
    if problems:
        raise ValidationError(
            _(
                "Releases that are approved for an earlier time name what becomes public "
                "with this one: %(names)s. Change their time, or the time of this one."
            )
            % {"names": "; ".join(problems)}
        )


def _show(instant: datetime) -> str:
    return date_format(timezone.localtime(instant), "DATETIME_FORMAT")
