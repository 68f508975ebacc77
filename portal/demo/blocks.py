"""Turn the demo's plain content into what a stream field keeps."""

import json
import re
from collections.abc import Iterable, Mapping
from uuid import uuid4

from django.db.models import Model

from news.models import Statement
from partners.models import Fact
from portal.core.external_media.found import Found, FoundBlock, name_service
from portal.core.external_media.players import find_player
from portal.core.models import CustomImage
from portal.demo.content.records import (
    Block,
    Bullets,
    FactsReference,
    Figure,
    Film,
    Heading,
    Prose,
    StatementReference,
    Table,
)
from portal.demo.pictures import PICTURES

MENTION = re.compile(r"\[\[([\w-]+)\|(.+?)\]\]")


class BodyWriter:
    """Writes bodies in one language, with the pictures, statements, facts and links they name."""

    def __init__(
        self,
        language: str,
        pictures: Mapping[str, CustomImage],
        statements: Mapping[str, Statement],
        facts: Mapping[str, Fact],
        entities: Mapping[str, Model],
    ) -> None:
        self.language = language
        self.pictures = pictures
        self.statements = statements
        self.facts = facts
        self.entities = entities

    def body(self, blocks: Iterable[Block]) -> str:
        """Return the JSON of a body."""
        return json.dumps([self._block(block) for block in blocks])

    def _block(self, block: Block) -> dict:
        match block:
            case Heading(text):
                return _typed("heading", {"text": text, "level": "2"})
            case Prose(html):
                return _typed("prose", MENTION.sub(self._mention, html))
            case Bullets(entries):
                return _typed(
                    "bullet_list", {"is_ordered": False, "entries": _items(entries)}
                )
            case Table():
                return _typed("table", _table(block))
            case FactsReference(title, keys):
                facts = _items(self.facts[key].pk for key in keys)
                return _typed("facts", {"title": title, "facts": facts})
            case Figure(key):
                return _typed("picture", self._picture(key))
            case Film():
                return _typed("external_media", self._film(block))
            case StatementReference(key):
                return _typed("statement", {"statement": self.statements[key].pk})

    def _mention(self, written: re.Match[str]) -> str:
        """Return the link for ``[[slug|text]]``."""
        slug, text = written.groups()
        entity = self.entities[slug]
        kind = entity._meta.model_name
        return f'<a linktype="{kind}" id="{entity.pk}">{text}</a>'

    def _picture(self, key: str) -> dict:
        alt_text = PICTURES[key].alt[self.language]
        image = self.pictures[key].pk
        return {
            "image": {"image": image, "alt_text": alt_text, "decorative": False},
            "caption": "",
        }

    def _film(self, film: Film) -> dict:
        """Return a film as if its provider had been asked, which no demo does."""
        player = find_player(film.url)
        return {
            "url": film.url,
            "title": film.title,
            "provider": name_service(player) if player else "",
            "poster": self.pictures[film.picture].pk,
            "found": FoundBlock().get_prep_value(Found(film.url, player)),
        }


def _typed(name: str, value: object) -> dict:
    return {"type": name, "value": value, "id": str(uuid4())}


def _items(values: Iterable) -> list[dict]:
    return [_typed("item", value) for value in values]


def _table(table: Table) -> dict:
    columns = [{"type": "text", "heading": heading} for heading in table.columns]
    rows = [{"values": list(row)} for row in table.rows]
    return {
        "caption": table.caption,
        "table": {"columns": columns, "rows": rows, "caption": ""},
    }
