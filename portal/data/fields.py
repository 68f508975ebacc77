"""What there is to say of an entity, a tie or a release: one field, said once.

A field knows what it is about, what may stand in it and how it is read from a row.
The API, its description and the tables are made from that: what is declared here
is in all of them, and nothing has to be told a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from portal.core.models import CustomImage
from portal.data import columns, schemas
from portal.data.columns import Columns
from portal.data.schemas import Schema

Node = dict[str, Any]


class Reader(Protocol):
    """What fields may ask of whoever reads items: addresses, and who is meant."""

    # Of the files that the releases tell of which are read, the addresses of those
    # that nobody gets.
    ended: frozenset[str]

    def identity(self, path: str) -> str:
        """Return the stable identity of what has a path."""

    def api_url(self, path: str) -> str:
        """Return the address of an item; its path is that of its identity."""

    def page_url(self, path: str) -> str:
        """Return the address of an entity's page in the best language."""

    def picture(self, image: CustomImage | None, spec: str) -> Node | None:
        """Return a picture of an entity."""

    def refer(self, group: str, entity: Any, row: Any = None) -> Node | None:
        """Return a reference to an entity that everybody may know, null for none."""

    def recorded(self, key: str, groups: Iterable[str], values: Node) -> Node:
        """Return an entry of a record, which is told later who it is today."""

    def versions(self, release: Any) -> list[Node]:
        """Return a list that is filled with the versions in other languages later."""

    def link(self, node: Node) -> None:
        """Let the links in the rich text ``html`` of a part be followed later."""


Read = Callable[[Any, Reader], object]


@dataclass(frozen=True)
class Field:
    """A field: the attribute that is called like it, or what ``reader`` returns."""

    about: str | Promise
    schema: Schema
    reader: Read | None = None
    # What has to be loaded with the rows.
    needs: Callable[[QuerySet], QuerySet] | None = None
    # Whether lists have it without being asked.
    in_lists: bool = True
    # Whether it refers to others, of whom there may be any number.
    is_tie: bool = False
    # In tables; by itself an attribute has a column, and what has a reader none.
    columns: Columns | None = None

    def described(self) -> Schema:
        """Return the schema with what the field is about."""
        about = {"description": str(self.about)} if self.about else {}
        return self.schema | about

    def read(self, name: str, row: Any, reader: Reader) -> object:
        """Return what the field says of a row."""
        return (self.reader or self._reader(name))(row, reader)

    def list_columns(self, name: str) -> Columns:
        """Return the columns that the field has in tables."""
        if self.columns is not None:
            return self.columns
        return {} if self.reader else self._columns(name)

    def _reader(self, name: str) -> Read:
        """Return what reads the attribute of a name."""
        return lambda row, _reader: getattr(row, name)

    def _columns(self, name: str) -> Columns:
        return columns.attributes(name)


class Text(Field):
    """A text in several languages: one of them in an item, all of them in tables."""

    def _reader(self, name: str) -> Read:
        return lambda row, _reader: str(getattr(row, name))

    def _columns(self, name: str) -> Columns:
        return columns.texts(name)


class Decimal(Field):
    """A decimal: a number of JSON in an item."""

    def _reader(self, name: str) -> Read:
        def read(row: Any, _reader: Reader) -> float | None:
            value = getattr(row, name)
            return None if value is None else float(value)

        return read


class Instant(Field):
    """An instant, in the site's time zone; perhaps none."""

    def _reader(self, name: str) -> Read:
        def read(row: Any, _reader: Reader) -> str | None:
            value = getattr(row, name)
            return None if value is None else as_instant(value)

        return read


@dataclass(frozen=True)
class Reference(Field):
    """An entity that a row leads to: an identity, and what it is called.

    Tables say what it is called with ``is_named`` only: who owns a row has a table.
    """

    plural: str = ""
    is_named: bool = False

    def _reader(self, name: str) -> Read:
        return lambda row, reader: reader.refer(self.plural, getattr(row, name), row)

    def _columns(self, name: str) -> Columns:
        own = {name: columns.identity(name)}
        return own | (columns.names(name) if self.is_named else {})


Fields = dict[str, Field]


@dataclass(frozen=True)
class Part:
    """An object within an item, such as a tie seen from one side."""

    about: str
    fields: Fields

    def schema(self) -> Schema:
        """Return its schema: it has exactly these fields."""
        properties = {name: field.described() for name, field in self.fields.items()}
        return schemas.part(self.about, **properties)

    def read(self, row: Any, reader: Reader) -> Node:
        """Return what is said of a row."""
        return {
            name: field.read(name, row, reader) for name, field in self.fields.items()
        }


def without(fields: Fields, *left_out: str) -> Fields:
    """Return the fields without some of them, such as the side that is known."""
    return {name: field for name, field in fields.items() if name not in left_out}


def through(attribute: str, fields: Fields) -> Fields:
    """Return fields that items read from what an attribute of the row leads to."""
    follow = attrgetter(attribute)

    def led(name: str, field: Field) -> Field:
        def read(row: Any, reader: Reader) -> object:
            return field.read(name, follow(row), reader)

        return replace(field, reader=read, columns=field.list_columns(name))

    return {name: led(name, field) for name, field in fields.items()}


def columns_of(fields: Fields, first: Iterable[str] = ()) -> Columns:
    """Return the columns of a table that says what the fields say.

    Who reads a table by position is not disturbed: the fields that are ``first`` stand
    as they were published, and what came later follows.
    """
    ordered = {name: fields[name] for name in first} | fields
    return {
        title: column
        for name, field in ordered.items()
        for title, column in field.list_columns(name).items()
    }


def as_instant(instant: datetime) -> str:
    """Return an instant in the site's time zone."""
    return timezone.localtime(instant).isoformat()
