"""The services as dialog, form and table show them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.privacy import registry
from portal.privacy.choices import Choices
from portal.privacy.registry import Category, ConsentService, Place


@dataclass(frozen=True)
class StoredRow:
    """One item on the device, in words."""

    name: str
    place: str
    lasts: str
    host: str


@dataclass(frozen=True)
class Row:
    """One service in the language of the visitor, or one host of a federated one."""

    key: str
    name: str
    provider: str
    purpose: str
    privacy_url: str
    audience: str
    stored: list[StoredRow]
    hosts: list[str]
    is_federated: bool
    is_allowed: bool
    news: str
    script: str
    options: str
    cookies: str
    keys: str


@dataclass(frozen=True)
class CategoryRows:
    """The services of one category."""

    value: str
    label: str
    rows: list[Row]


def build_rows(
    services: Iterable[ConsentService], choices: Choices | None = None
) -> list[CategoryRows]:
    """Return services by category, in the language that is active.

    Of a federated service every host that ``choices`` allow stands beside it.
    """
    choices = choices or Choices()
    found: dict[Category, list[Row]] = {}
    for service in services:
        rows = found.setdefault(service.category, [])
        rows.append(_build_row(service, choices))
        rows += (
            _build_row(service, choices, host=key.partition(":")[2])
            for key in sorted(choices.allowed)
            if key.startswith(f"{service.key}:")
        )
    return [
        CategoryRows(category.value, str(category.label), rows)
        for category, rows in found.items()
    ]


def _build_row(service: ConsentService, choices: Choices, host: str = "") -> Row:
    key = f"{service.key}:{host}" if host else service.key
    name = registry.print_text(service.name)
    own = [item for item in service.stored if not item.host]
    return Row(
        key=key,
        name=f"{name} ({host})" if host else name,
        provider=registry.print_text(service.provider),
        purpose=registry.print_text(service.purpose),
        privacy_url=registry.print_text(service.privacy_url),
        audience=service.audience.value,
        stored=[
            StoredRow(
                item.name,
                str(item.place.label),
                registry.print_text(item.lasts),
                item.host,
            )
            for item in service.stored
        ],
        hosts=[host] if host else find_hosts(service),
        is_federated=service.is_federated,
        is_allowed=key in choices.allowed,
        news=choices.news.get(key, ""),
        script=service.script,
        options=json.dumps(dict(service.options)) if service.script else "",
        cookies=" ".join(one.name for one in own if one.place == Place.COOKIE),
        keys=" ".join(one.name for one in own if one.place != Place.COOKIE),
    )


def find_hosts(service: ConsentService) -> list[str]:
    """Return the hosts that a service loads something from, each once."""
    sources = (source for group in service.sources.values() for source in group)
    return sorted({urlsplit(source).hostname or source for source in sources})
