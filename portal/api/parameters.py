"""Parameters of the query: how each is described, and how it is read.

One object does both, so a description cannot promise what is refused. What is
refused is said in English, whatever the reader's language: it is for programs and
for those who write them, and for a search engine to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise

from rest_framework.exceptions import ParseError

WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(DAY.pattern + r"T[0-9:.]+(Z|[+-][0-9:]+)?")


class BadParameter(ParseError):  # noqa: N818  a refusal, as those of the framework
    """A parameter that cannot be read; the answer names it."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.parameter = name


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A text that something is compared with: an unknown one finds nothing."""

    name: str
    about: str | Promise
    example: str
    default: Any = None
    # Values that are known to find something, where there are few.
    known: tuple[str, ...] = ()

    # Whether it may be given several times.
    is_list = False

    def schema(self) -> dict:
        """Return what it may be, as JSON Schema."""
        return {"type": "string", "minLength": 1}

    def read(self, text: str) -> Any:
        """Return the value of a text that is not empty; raises BadParameter."""
        return text

    def described(self) -> dict:
        """Return the parameter as OpenAPI describes it."""
        schema = self.schema()
        if self.default is not None:
            schema["default"] = self.default
        listed = f" Known: {', '.join(self.known)}." if self.known else ""
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": str(self.about) + listed,
            "schema": schema,
            "example": self.sample(),
        }

    def sample(self) -> Any:
        """Return the example as a value of the schema."""
        return self.example


@dataclass(frozen=True, kw_only=True)
class Number(Parameter):
    """A whole number within limits."""

    minimum: int
    maximum: int

    def schema(self) -> dict:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}

    def read(self, text: str) -> int:
        fits = WHOLE_NUMBER.fullmatch(text)
        if not fits or not self.minimum <= int(text) <= self.maximum:
            raise BadParameter(
                self.name,
                f"write a whole number from {self.minimum} to {self.maximum}.",
            )
        return int(text)

    def sample(self) -> int:
        return int(self.example)


@dataclass(frozen=True, kw_only=True)
class Choice(Parameter):
    """One of a few words."""

    choices: tuple[str, ...]

    def schema(self) -> dict:
        return {"type": "string", "enum": list(self.choices)}

    def read(self, text: str) -> str:
        if text not in self.choices:
            raise BadParameter(self.name, f"choose one of {', '.join(self.choices)}.")
        return text


@dataclass(frozen=True, kw_only=True)
class Choices(Parameter):
    """Several of some words, separated by commas or given several times."""

    choices: tuple[str, ...]

    is_list = True

    def schema(self) -> dict:
        return {
            "type": "array",
            "items": {"type": "string", "enum": list(self.choices)},
            "minItems": 1,
        }

    def described(self) -> dict:
        return super().described() | {"style": "form", "explode": False}

    def read(self, text: str) -> frozenset[str]:
        words = text.split(",")
        unknown = [word for word in words if word not in self.choices]
        if unknown:
            raise BadParameter(
                self.name,
                f"there is no “{unknown[0][:50]}”; "
                f"choose some of {', '.join(self.choices)}.",
            )
        return frozenset(words)

    def sample(self) -> list[str]:
        return self.example.split(",")


@dataclass(frozen=True, kw_only=True)
class Instant(Parameter):
    """A day or an instant; without an offset it is meant in the site's time zone.

    A day stands for its first instant, or for its last one with ``is_end``.
    """

    is_end: bool = False

    def schema(self) -> dict:
        return {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ]
        }

    def read(self, text: str) -> datetime:
        # An unescaped plus sign arrives as a space.
        written = text.replace(" ", "+")
        try:
            instant = self._parse(written)
            if timezone.is_naive(instant):
                instant = timezone.make_aware(instant)
            # As the database compares it; the first day may begin before the calendar.
            return instant.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise BadParameter(
                self.name,
                "write a day such as 2020-08-06 or an instant such as "
                "2020-08-06T10:00:00Z.",
            ) from error

    def _parse(self, written: str) -> datetime:
        if DAY.fullmatch(written):
            day = date.fromisoformat(written)
            return datetime.combine(day, time.max if self.is_end else time.min)
        if INSTANT.fullmatch(written):
            return datetime.fromisoformat(written)
        raise ValueError(written)


def read_all(parameters: Iterable[Parameter], query: QueryDict) -> dict[str, Any]:
    """Return the value of every parameter by its name, the default where not given.

    Raises BadParameter for one that is unknown, empty, repeated or cannot be read.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in query:
        if name not in known:
            problem = "this parameter is unknown here"
            offered = f"; known are {', '.join(known)}." if known else "."
            raise BadParameter(name[:50], problem + offered)
    return {
        name: _read(parameter, query.getlist(name))
        if name in query
        else parameter.default
        for name, parameter in known.items()
    }


def _read(parameter: Parameter, texts: list[str]) -> Any:
    if len(texts) > 1 and not parameter.is_list:
        raise BadParameter(parameter.name, "give it only once.")
    if not all(texts):
        raise BadParameter(parameter.name, "it is empty; leave it out or give a value.")
    return parameter.read(",".join(texts))
