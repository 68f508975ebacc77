"""Bring the frozen record of a release up to date, on purpose only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import log
from wagtail.rich_text import get_text_for_indexing

from news.models.release import Release
from news.publishing import correcting
from news.publishing.changes import lock
from news.querysets import releases
from news.record import build
from news.record.resolve import Answers
from partners.identifiers import SCHEMES
from portal.core.simple_forms import base_language

# The action in the audit log.
REFRESHED = "news.refresh_record"
FIELDS = {
    "name": _("Name"),
    "acronym": _("Acronym"),
    "path": _("Address"),
    "affiliation": _("Affiliation"),
    "affiliation_role": _("Role"),
    "identifiers": _("Identifiers"),
    "html": _("“About” text"),
    "language": _("Language"),
    "speaker": _("Speaker"),
    "role": _("Role"),
    "institution": _("Institution"),
    "text": _("Text"),
    "is_verbatim": _("Verbatim"),
    "is_abridged": _("Abridged"),
    "function": _("Function"),
    "telephone": _("Telephone"),
    "email": _("E-mail"),
    "hours": _("Hours"),
    "subject": _("Subject"),
    "value": _("Value"),
    "day": _("As of"),
    "source": _("Source"),
    "source_url": _("Address of the source"),
}


@dataclass(frozen=True)
class Difference:
    """One value of a record that would be another one if it were resolved now."""

    language: str
    key: str
    what: str
    field: str
    recorded: str
    now: str

    def as_logged(self) -> dict:
        """Return the difference for the audit log."""
        return asdict(self)


def public_versions(release: Release) -> list[Release]:
    """Return the versions of a story whose record is frozen, as they are public.

    None of a withdrawn one: its row has nothing to resolve, and what is frozen waits
    for a reinstatement.
    """
    versions = (
        releases()
        .filter(
            translation_key=release.translation_key,
            first_published_at__isnull=False,
            resolved_as_of__isnull=False,
        )
        .select_related("locale")
        .order_by("is_translation", "pk")
    )
    return [version for version in versions if not version.is_withdrawn]


def may_refresh(release: Release, user) -> bool:
    """Tell whether somebody may publish every version that a refresh touches."""
    versions = public_versions(release) or [release]
    return all(one.permissions_for_user(user).can_publish() for one in versions)


def find_differences(release: Release) -> list[Difference]:
    """Return what a refresh of the record would change, in all languages."""
    return [
        difference
        for version in public_versions(release)
        for difference in _find_differences(version)
    ]


def _find_differences(version: Release) -> list[Difference]:
    found = []
    now = build.resolve_anew(version)
    frozen = version.resolved.get(base_language(version.language), {})
    for key in now.keys() | frozen.keys():
        then, later = frozen.get(key) or {}, now.get(key) or {}
        what = _what(key, frozen) or _what(key, now) or key
        for name, label in FIELDS.items():
            # An older record says nothing of what was not kept at its time.
            if then and name in later and name not in then:
                continue
            recorded = _text(name, then.get(name))
            present = _text(name, later.get(name))
            if recorded != present:
                field = f"{gettext('Mention')}: {label}" if "kind" in then else label
                values = (str(field), recorded, present)
                found.append(Difference(version.language, key, what, *values))
    return sorted(found, key=lambda difference: (difference.what, difference.key))


def _what(key: str, answers: Answers) -> str:
    """Return what an editor calls the thing that an answer is about."""
    kind, _dash, pk = key.rpartition("-")
    answer = answers.get(f"institution-{pk}" if kind == "boilerplate" else key) or {}
    if "speaker" in answer:
        return answer["speaker"]["name"]
    return answer.get("name") or answer.get("subject") or ""


def _text(name: str, value: object) -> str:
    """Return a value of an answer as an editor reads it."""
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, list):
        return ", ".join(f"{SCHEMES[scheme].label} {bare}" for scheme, bare in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    text = str(value or "")
    return get_text_for_indexing(text) if name == "html" else text


@transaction.atomic
def refresh(release: Release, user, keys: Collection[str]) -> list[Difference]:
    """Resolve entries of all public versions of a story anew, as of its date.

    ``keys`` are those of the differences that are taken; all others stay as they are
    frozen. Each is logged. Returns what became different; nothing is written where
    nothing did.
    """
    lock(release.translation_key)
    changed = [one for one in find_differences(release) if one.key in keys]
    for version in public_versions(release) if changed else []:
        fields = build.build_fields(version, anew=keys)
        for name, value in fields.items():
            setattr(version, name, value)
        correcting.leave_out(version)
        version.save(clean=False, update_fields=list(fields))
        taken = [one.as_logged() for one in changed if one.language == version.language]
        if taken:
            log(
                instance=version,
                action=REFRESHED,
                user=user,
                # Of entries with one number, the history of a page shows only the last.
                uuid=uuid4(),
                data={"differences": taken},
            )
    return changed
