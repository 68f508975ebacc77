"""The rich text editor of the admin, with a paste that keeps what was meant."""

from __future__ import annotations

from django.forms import Media
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.staticfiles import versioned_static


class RichTextArea(DraftailRichTextArea):
    """The editor of Wagtail for every rich text, whatever features it has.

    Not a feature of its own: those stand in the migrations of streams.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        plugin = {
            "type": "paste",
            "url": reverse_lazy("core_paste"),
            "features": list(self.features),
            "words": {
                "waiting": _("What you pasted is being read …"),
                "failed": _(
                    "The server could not read what you pasted: tables, raised and "
                    "lowered characters may be lost. Please check it."
                ),
                "close": _("Close this message"),
            },
        }
        self.options.setdefault("plugins", []).append(plugin)

    @property
    def media(self) -> Media:
        return super().media + Media(js=[versioned_static("js/admin/pasting.js")])
