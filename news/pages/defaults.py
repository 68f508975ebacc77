"""What a new release begins with: what it is nearly always the same.

All of it stands in the form, and can be changed there. Nothing is stored by it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from news.models import Contact, ReleaseContact, ReleaseInstitution, Series
from news.models.release import Release
from news.querysets import releases
from partners.models import Institution
from partners.validity import today
from portal.core.simple_forms import base_language


def fill(release: Release, user: Any) -> None:
    """Fill a release that nobody has typed anything of. Eight queries at most."""
    series = find_series(user)
    if "series" in _fields(release):
        release.series = series
    release.body = [("prose", "")]
    if series is None:
        return
    issuer = series.institution
    day = timezone.localtime(release.released_at).date()
    release.release_institutions = [
        ReleaseInstitution(
            institution=issuer,
            role=ReleaseInstitution.Role.LEAD_ISSUER,
            has_boilerplate=bool(issuer.boilerplate(day, release.language)),
        )
    ]
    if contact := find_contact(issuer, user, release.language):
        release.release_contacts = [ReleaseContact(contact=contact)]


def find_series(user: Any) -> Series | None:
    """Return the series that somebody used last, or the only one."""
    used = releases().filter(owner=user, series__isnull=False).order_by("-pk")
    key = used.values_list("series", flat=True).first()
    series = Series.objects.select_related("institution")
    if key:
        return series.get(pk=key)
    only = list(series[:2])
    return only[0] if len(only) == 1 else None


def find_contact(issuer: Institution, user: Any, language: str) -> Contact | None:
    """Return whom journalists call of an institution: as last time, or the only one.

    Last time is that of the same editor, else of anybody. Who has a name in the language
    of the release stands before who has none.
    """
    valid = Q(valid_until=None) | Q(valid_until__gte=today())
    contacts = list(Contact.objects.filter(valid, institution=issuer).order_by("pk"))
    code = base_language(language)
    named = [one for one in contacts if (one.name or {}).get(code)] or contacts
    if len(named) < 2:
        return named[0] if named else None
    rows = ReleaseContact.objects.filter(contact__in=named).order_by("-release", "pk")
    own = rows.filter(release__owner=user).values_list("contact", flat=True).first()
    last = own or rows.values_list("contact", flat=True).first()
    return next((one for one in named if one.pk == last), None)


def _fields(release: Release) -> list[str]:
    """Return the fields that the form of a release shows."""
    form = release.get_edit_handler().get_form_class()
    return list(form.base_fields)
