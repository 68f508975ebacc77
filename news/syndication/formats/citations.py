"""How to cite a release: CSL-JSON, BibTeX and RIS.

None of the three has a type for press releases that programs read back. A report
with its genre and number is what citation styles print as "[Press release No. 48]".
A name is never split: the authors are literal names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from news.syndication.formats.sources import Source
from portal.core.characters import one_line
from portal.core.slugs import ascii_slug
from portal.core.structured_data import compact

# A brace counts for BibTeX even behind a backslash, so it is written by its name.
BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}


def csl(source: Source) -> bytes:
    """Return a release as CSL-JSON: a list of one item."""
    at = source.released_at
    item = compact(
        {
            "id": source.release.guid,
            "type": "report",
            "genre": source.kind,
            "number": source.number,
            "title": source.title,
            "author": [{"literal": name} for name in _authors(source)],
            "publisher": _publisher(source),
            "publisher-place": source.place,
            "issued": {"date-parts": [[at.year, at.month, at.day]]},
            "abstract": source.standfirst,
            "language": source.release.language,
            "status": _status(source),
            "note": _note(source),
            "URL": source.address,
        }
    )
    return (json.dumps([item], ensure_ascii=False, indent=1) + "\n").encode()


def bibtex(source: Source) -> bytes:
    """Return a release as an entry of BibTeX."""
    at = source.released_at
    authors = [f"{{{_escape(name)}}}" for name in _authors(source)]
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{_escape(source.title)}}}",
        "howpublished": _escape(" ".join([source.kind, source.number]).strip()),
        "publisher": _escape(_publisher(source)),
        "address": _escape(source.place),
        "year": str(at.year),
        "month": str(at.month),
        "date": at.date().isoformat(),
        "langid": {"de": "ngerman", "en": "english"}.get(source.release.language, ""),
        "note": _escape(_note(source)),
        "url": source.address,
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{_key(source)},", ",\n".join(lines), "}\n"]).encode()


def ris(source: Source) -> bytes:
    """Return a release as RIS; lines end as its specification wants them."""
    return "".join(f"{tag}  - {text}\r\n" for tag, text in _tags(source)).encode()


def _tags(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the tags of RIS with their texts."""
    at = source.released_at
    yield "TY", "RPRT"
    yield "ID", _key(source)
    for name in _authors(source):
        yield "AU", name
    known = [
        ("TI", source.title),
        ("M3", source.kind),
        ("SN", source.number),
        ("PB", _publisher(source)),
        ("CY", source.place),
        ("PY", str(at.year)),
        ("DA", f"{at:%Y/%m/%d}"),
        ("AB", source.standfirst),
        ("LA", source.release.language),
        ("N1", _note(source)),
        ("UR", source.address),
    ]
    yield from ((tag, text) for tag, text in known if text)
    yield "ER", ""


def _authors(source: Source) -> list[str]:
    """Return who wrote a release; initials are no name, then it is who issues it."""
    named = [
        one_line(entry.text) for entry in source.record.bylines if entry.id is not None
    ]
    return named or source.issuers


def _publisher(source: Source) -> str:
    """Return who issues a release, where that is not who wrote it."""
    return "; ".join(source.issuers) if _authors(source) != source.issuers else ""


def _status(source: Source) -> str:
    return _("withdrawn") if source.withdrawal else ""


def _note(source: Source) -> str:
    return " ".join(f"{one.title}: {one.text}" for one in source.notices)


def _key(source: Source) -> str:
    """Return a key in ASCII that is another one for every release."""
    slug = ascii_slug(source.release.slug) or "release"
    return f"{slug[:40].strip('-')}-{source.release.guid[-12:]}"


def _escape(text: str) -> str:
    """Return a text that LaTeX prints as it is and whose braces are balanced."""
    return re.sub(r"[\\{}~^&%$#_]", lambda found: BIBTEX[found[0]], text)
