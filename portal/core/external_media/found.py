"""What a text knows of an address, and what it tells whoever edits it.

It is found out when a form is cleaned and stands in the block, so that a revision has
frozen it. Of what a form sends only the address is believed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail.blocks import FieldBlock, StructValue

from portal.core.addresses import host as host_of
from portal.core.external_media import lookup
from portal.core.external_media.players import OTHER, Player, find_player
from portal.core.models import ExternalMedium
from portal.privacy import registry
from portal.privacy.registry import ConsentService
from portal.privacy.services import media

# What an editor may type, and is filled in otherwise.
FILLED = ("title", "provider", "poster")


@dataclass(frozen=True)
class Found:
    """What stands in a block beside what is typed: for which address, and what."""

    address: str = ""
    player: Player | None = None
    problem: str = ""

    def find_service(self) -> ConsentService | None:
        """Return the service that plays it, if this site has it."""
        if self.player is None or not self.player.src:
            return None
        return registry.find(self.player.service)

    def tell(self) -> str:
        """Return what an editor should know, after the address that it is about."""
        if not self.address:
            return _("Looked up when the page is saved.")
        told = [self.address, self._tell_shown()]
        if self.problem:
            label = ExternalMedium.Problem(self.problem).label
            told.append(
                _("%(problem)s You can give title and picture yourself.")
                % {"problem": label}
            )
        elif not lookup.is_on():
            told.append(
                _("This site asks no providers: give title and picture yourself.")
            )
        return "\n".join(told)

    def _tell_shown(self) -> str:
        if self.player is None or not self.player.src:
            return _("Visitors see a link: no player is known for this address.")
        name = name_service(self.player)
        if self.find_service() is None:
            return _(
                "Visitors see a link: %(service)s is not among the services of this "
                "site. Whoever runs the site can add it (CONSENT_SERVICES)."
            ) % {"service": name}
        return _("Visitors can load the player of %(service)s.") % {"service": name}


class FoundBlock(FieldBlock):
    """What was found out about the address beside it. Nobody types it."""

    def __init__(self, **kwargs) -> None:
        self.field = forms.CharField(
            required=False,
            widget=forms.Textarea(attrs={"readonly": True, "rows": 3}),
        )
        super().__init__(**kwargs)

    class Meta:
        icon = "info-circle"

    def normalize(self, value: Found | None) -> Found:
        return value or Found()

    def to_python(self, value: dict[str, Any] | None) -> Found:
        value = value or {}
        player = Player.read(value.get("player"))
        return Found(value.get("address", ""), player, value.get("problem", ""))

    def get_prep_value(self, value: Found) -> dict[str, Any]:
        return asdict(value) if value.address else {}

    def value_from_form(self, value: str) -> Found:
        return Found((value or "").partition("\n")[0].strip())

    def value_for_form(self, value: Found) -> str:
        return value.tell()

    def clean(self, value: Found) -> Found:
        return value

    def get_api_representation(self, value: Found, context: Any = None) -> Any:
        return self.get_prep_value(value)

    def render_basic(self, value: Found, context: Any = None) -> str:
        return value.tell()


def fill(value: StructValue) -> None:
    """Fill in what nobody typed, from what is known of the address.

    What was filled in for another address before is not taken for something typed.
    """
    address, before = value["url"], value["found"].address
    if before and before != address:
        formerly = _tell(before, lookup.find(before))
        for name in FILLED:
            if value[name] == formerly[name]:
                value[name] = None if name == "poster" else ""
    medium, problem = lookup.look_up(address, is_new=before != address)
    told = _tell(address, medium)
    for name in FILLED:
        value[name] = value[name] or told[name]
    value["found"] = Found(address, told["player"], problem)


def ask_for_title(value: StructValue) -> ValidationError:
    """Return what to tell an editor who has to give a title, and why."""
    problem = value["found"].problem
    why = ExternalMedium.Problem(problem).label if problem else _("Nobody tells one.")
    message = _("Give a title. %(why)s") % {"why": why}
    return ValidationError(message, code="required")


def name_service(player: Player) -> str:
    """Return what visitors call a service; of many hosts, the host too."""
    if player.service == OTHER:
        return player.host
    name = registry.print_text(media.CATALOGUE[player.service]().name)
    return f"{name} ({player.host})" if player.host else name


def find_privacy_url(service: ConsentService, player: Player) -> str:
    """Return where the provider tells what it does with data; empty if unknown."""
    of_hosts = media.PRIVACY_OF_HOSTS.get(service.key, "").format(host=player.host)
    return of_hosts or registry.print_text(service.privacy_url)


def _tell(address: str, medium: ExternalMedium | None) -> dict[str, Any]:
    """Return what is known of an address: title, provider, poster and player."""
    player = find_player(address)
    if medium and medium.player and not (player and player.src):
        player = Player.read(medium.player)
    provider = medium.provider if medium else ""
    if not provider:
        is_named = player and player.service != OTHER
        provider = name_service(cast(Player, player)) if is_named else host_of(address)
    return {
        "title": medium.title if medium else "",
        "provider": provider[:80],
        "poster": medium.own_poster if medium else None,
        "player": player,
    }
