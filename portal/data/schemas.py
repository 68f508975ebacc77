"""JSON Schema (draft 2020-12, that of OpenAPI 3.1) in few words.

Every value has an example; that of an object is made from those of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]

# Where examples stand.
HOST = "https://newsroom.example"
COMPONENTS = "#/components/schemas/"
# As exactly as it is known: a year, a month or a day.
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def text(example: str, about: str = "", **more: Any) -> Schema:
    """Return the schema of a text, which may be empty."""
    described = {"description": about} if about else {}
    return {"type": "string", **described, **more, "examples": [example]}


def address(example: str, about: str = "") -> Schema:
    """Return the schema of an absolute address."""
    return text(example, about, format="uri")


def instant(example: str, about: str = "") -> Schema:
    """Return the schema of an instant with its offset."""
    return text(example, about, format="date-time")


def day(example: str, about: str = "") -> Schema:
    """Return the schema of a day that may be known as a month or a year only."""
    return text(example, about, pattern=DAY)


def word(values: Iterable[str], example: str, about: str = "") -> Schema:
    """Return the schema of one of the words that the model offers."""
    return text(example, about, enum=list(values))


def flag(about: str = "", *, example: bool = False) -> Schema:
    """Return the schema of yes or no."""
    described = {"description": about} if about else {}
    return {"type": "boolean", **described, "examples": [example]}


def number(example: float, about: str = "", kind: str = "integer") -> Schema:
    """Return the schema of a number."""
    described = {"description": about} if about else {}
    return {"type": kind, **described, "examples": [example]}


def list_of(schema: Schema, about: str = "") -> Schema:
    """Return the schema of a list, which may be empty."""
    described = {"description": about} if about else {}
    return {"type": "array", **described, "items": schema}


def part(
    about: str, /, *, optional: Iterable[str] = (), **properties: Schema
) -> Schema:
    """Return the schema of an object that has exactly these properties."""
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def known(name: str) -> Schema:
    """Return a reference to a schema that has a name."""
    return {"$ref": COMPONENTS + name}


def maybe(schema: Schema) -> Schema:
    """Return the schema of something that may be null."""
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    nullable = schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


def example_of(schema: Schema, components: dict[str, Schema], *, whole: bool = False):
    """Return an example of a schema, made from those of its parts.

    Of an object only what it always has, or all of it with ``whole``; what it
    refers to is never more than it always has, so that no example is endless.
    """
    if "examples" in schema:
        return schema["examples"][0]
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(COMPONENTS)
        return example_of(components[name], components)
    if "oneOf" in schema:
        return example_of(schema["oneOf"][0], components)
    if schema["type"] == "array":
        return [example_of(schema["items"], components)]
    names = schema["properties"] if whole else schema["required"]
    return {name: example_of(schema["properties"][name], components) for name in names}
