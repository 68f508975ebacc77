"""The private feed of a pass: what its journalist may read before everybody else."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid5
from xml.etree.ElementTree import Element, SubElement

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import rfc3339_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from news.models.release import Release
from news.syndication.feeds import atom, xml
from news.syndication.feeds.entries import Entry, entry
from portal.core.addresses import absolute
from portal.core.characters import xml_text
from portal.core.file_keys import granting
from portal.guests.addresses import path_of
from portal.guests.lifting import describe, find_lift
from portal.guests.models import GuestLink
from portal.guests.reading import files_until
from portal.guests.texts import choose, find_approved
from portal.subscriptions.mails import site_name

FEED = "feed"


def find_passes(link: GuestLink) -> list[GuestLink]:
    """Return the valid passes of the journalist of one whose terms are accepted."""
    passes = GuestLink.objects.passes().valid().exclude(terms_accepted_at=None)
    if link.journalist_id:
        passes = passes.filter(journalist=link.journalist_id)
    else:
        passes = passes.filter(pk=link.pk)
    return list(passes.order_by("-created_at", "-pk"))


def answer(request: HttpRequest, link: GuestLink, token: str) -> HttpResponse:
    """Answer with the releases that are under embargo, in the language of the address."""
    token = token.partition("/")[0]
    language = get_language() or ""
    with granting(files_until(link)):
        listed = [
            found
            for one in find_passes(link)
            if (found := _entry(one, token, language))
        ]
    if request.method == "GET":
        link.note(FEED)
    return HttpResponse(
        _write(link, token, language, listed), content_type=atom.MEDIA_TYPE
    )


def _entry(link: GuestLink, token: str, language: str) -> Entry | None:
    """Return a release under embargo as an entry; None if there is no approved text."""
    lift = find_lift(link.story)
    approved = find_approved(link.story)
    if lift is None or not approved:
        return None
    release: Release = choose(approved, language, link.language)
    own = f"{token}/pass/{link.pk}"
    told = describe(lift)
    words = _("Under embargo until %(at)s, %(zone)s time.") % {
        "at": f"{told['local']:%Y-%m-%d %H:%M}",
        "zone": told["zone"],
    }
    made = entry(release, [])
    return replace(
        made,
        url=absolute(path_of(link.purpose, own, release.language)),
        title=f"{_('Embargo')}: {made.title}",
        published=link.created_at,
        updated=_changed_at(link, release),
        summary=" ".join([words, made.summary]).strip(),
    )


def _changed_at(link: GuestLink, release: Release):
    """Return when the approved text became what it is for the holder of a pass."""
    return max(link.created_at, release.latest_revision_created_at or link.created_at)


def _write(link: GuestLink, token: str, language: str, listed: list[Entry]) -> bytes:
    here = absolute(path_of(link.purpose, token, language, FEED))
    page = absolute(path_of(link.purpose, token, language))
    root = Element("feed", {"xmlns": xml.NAMESPACES["atom"], xml.LANGUAGE: language})
    title = _("%(site)s: under embargo, for %(guest)s") % {
        "site": site_name(),
        "guest": link.guest,
    }
    SubElement(root, "title").text = xml_text(title)
    SubElement(root, "id").text = uuid5(link.story, f"guest {link.pk}").urn
    updated = max((one.updated for one in listed), default=link.created_at)
    SubElement(root, "updated").text = rfc3339_date(timezone.localtime(updated))
    author = SubElement(root, "author")
    SubElement(author, "name").text = xml_text(site_name())
    for relation, kind, url in (
        ("self", "application/atom+xml", here),
        ("alternate", "text/html", page),
    ):
        SubElement(root, atom.LINK, {"rel": relation, "type": kind, "href": url})
    for one in listed:
        atom.add_entry(root, one)
    return xml.document(root)
