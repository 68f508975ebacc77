"""The shapes that pictures are cut to. Templates, JSON-LD and previews ask here.

What is not in this list shows a picture whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Crop:
    """A shape: where it is seen, and the filters that draw it, the smallest first."""

    label: str | Promise
    width: int
    height: int
    form: str = "webp"
    densities: tuple[int, ...] = (1,)

    @property
    def specs(self) -> list[str]:
        """The filters of Wagtail that draw it, one for each density of screens."""
        return [
            f"fill-{self.width * times}x{self.height * times}|format-{self.form}"
            for times in self.densities
        ]

    @property
    def spec(self) -> str:
        """The filter that draws it in its own size."""
        return self.specs[0]


CROPS = {
    "front": Crop(_("First on the front page"), 640, 400, densities=(1, 2)),
    "card": Crop(_("In lists"), 480, 320, densities=(1, 2)),
    "social": Crop(_("Where others link to it"), 1200, 630, "jpeg"),
    "portrait": Crop(_("As a portrait"), 480, 600),
}
