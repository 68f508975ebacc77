"""What of a release somebody is asked to sign off, and its digest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models.release import Release
from news.record import build
from news.syndication.formats.plain_text import fold_blocks
from news.syndication.formats.text import find_builders
from portal.core import bodies, pictures
from portal.core.addresses import absolute, page_path
from portal.core.bodies import Surroundings
from portal.core.languages import in_its_language
from portal.core.prose import plain
from portal.guests.models import SignOff

# What of its record a release tells of others beside its text. Not how a contact is
# reached: that is service, kept right without asking anybody.
INVOLVED = {
    "bylines": ("text",),
    "issuers": ("name", "role"),
    "institutions": ("name", "role"),
    "people": ("name", "affiliation", "role"),
    "partnerships": ("name", "role_key"),
    "contacts": ("name", "function", "institution"),
    "publications": ("title", "container", "doi"),
    "topics": ("label",),
    "links": ("kind", "title", "url"),
    "events": ("title", "starts_at", "ends_at", "place", "url"),
    "downloads": ("title", "url", "type", "size"),
}
LATER = lazy(lambda name, *values: name(*values), str)
# Where a line of a folded text begins an item of a list.
NEXT_ITEM = re.compile(r"\n(?=\s*(?:-|\d+\.) )")


@dataclass(frozen=True)
class Passage:
    """A part of a text that can be commented on; ``is_own`` if it is to be signed off.

    Its name is in the language that is active when it is shown.
    """

    key: str
    name: str | Promise
    text: str
    is_own: bool


@in_its_language
def list_passages(release: Release, sign_off: SignOff) -> list[Passage]:
    """Return the text of a release, passage by passage, as its page has it.

    ``release`` has its record, as ``portal.guests.texts`` gives it.
    """
    whole = sign_off.person_id is None
    told = [
        ("kicker", gettext_lazy("Kicker"), release.kicker, whole),
        ("title", gettext_lazy("Headline"), release.title, whole),
        ("standfirst", gettext_lazy("Standfirst"), release.standfirst, whole),
        ("place", gettext_lazy("Place"), release.dateline_place, whole),
        *_body(release, sign_off),
        (
            "notes",
            gettext_lazy("Notes to editors"),
            _read(release, release.notes_to_editors),
            whole,
        ),
        *(
            (f"about-{place}", LATER(_name_about, one.name), text, whole)
            for place, one in enumerate(release.record.boilerplates)
            if (text := _read(release, one.html))
        ),
    ]
    return [Passage(*one) for one in told if one[2]]


def _name_about(name: str) -> str:
    return _("About %(name)s") % {"name": name}


def _name_block(number: int, label: str | Promise) -> str:
    return f"{number}. {label}"


def _body(release: Release, sign_off: SignOff) -> Iterator[tuple]:
    around = _around(release)
    builders = bodies.BUILDERS | find_builders(release.record)
    pictures.read_body(release.body, None)
    for number, block in enumerate(release.body, start=1):
        built = builders[block.block_type](block.value, around)
        name = LATER(_name_block, number, block.block.label)
        is_own = sign_off.person_id is None or _is_said_by(block, sign_off)
        read = _name_files if block.block_type == "document" else _plain
        yield block.id or f"{number}", name, read(built, release), is_own


def _is_said_by(block: Any, sign_off: SignOff) -> bool:
    if block.block_type != "statement" or not block.value["statement"]:
        return False
    return block.value["statement"].speaker_id == sign_off.person_id


def _around(release: Release) -> Surroundings:
    # Whom a text names is told without an address: that comes when they have a page.
    return Surroundings(absolute(page_path(release)), {})


def _read(release: Release, html: str) -> str:
    return _plain(_around(release).read(html), release) if html else ""


def _name_files(blocks, release: Release) -> str:
    """Return what files to download are called, without their addresses."""
    return "\n\n".join(plain(block.runs) for block in blocks)


def _plain(blocks, release: Release) -> str:
    """Return blocks as paragraphs, each in one line, and each item of a list in one."""
    folded = "\n\n".join(fold_blocks(blocks, release.language))
    return "\n\n".join(
        "\n".join(" ".join(line.split()) for line in NEXT_ITEM.split(part))
        for part in folded.split("\n\n")
    )


def digest(release: Release, sign_off: SignOff) -> str:
    """Return the digest of what somebody is asked to sign off, as it is rendered.

    Of a person: each statement with speaker, role and institution, verbatim or not,
    abridged or not, and how the person is named among those involved. Of an institution,
    and of neither: every passage of the text, and all else that readers see of the
    release: who is involved by which name in which role, kind and evidence, papers,
    topics, links, events, and which pictures and files are shown. Not the number and the
    time, which are not known before it is public, nor how contacts are reached.
    """
    said = _of_person if sign_off.person_id else _of_whole
    told = json.dumps(said(release, sign_off), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _of_person(release: Release, sign_off: SignOff) -> list:
    record, key = release.record, sign_off.person_id
    order = [
        str(value["statement"].pk)
        for value in build.blocks(release, "statement")
        if value["statement"] and value["statement"].speaker_id == key
    ]
    said = [record.statements[one] for one in order if one in record.statements]
    return [
        [
            [
                one.speaker.name,
                one.role,
                one.institution.name if one.institution else "",
                one.text,
                one.lang,
                one.is_verbatim,
                one.is_abridged,
            ]
            for one in said
        ],
        [
            [one.name, one.affiliation, one.role]
            for one in record.people
            if one.id == key
        ],
    ]


def _of_whole(release: Release, sign_off: SignOff) -> list:
    shown = [release.lead_image_id] if release.lead_image_id else []
    for block in release.body.raw_data:
        shown += pictures.pictures_in(dict(block))
    return [
        [[one.key, one.text] for one in list_passages(release, sign_off)],
        {
            part: [[getattr(one, name) for name in names] for one in told]
            for part, names in INVOLVED.items()
            if (told := getattr(release.record, part))
        },
        [[key, one.name] for key, one in sorted(release.record.mentions.items())],
        [release.kind, release.evidence_status],
        [*shown, *_lead_picture(release)],
    ]


def _lead_picture(release: Release) -> list[str]:
    """Return what stands at the lead picture; at those of the text it is in a passage."""
    image = release.lead_image
    if image is None:
        return []
    caption = image.caption.text_in(release.language)
    return [caption, image.default_alt_text, image.credit, str(image.terms)]
