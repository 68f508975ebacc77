"""The field above the rows of who is involved, in the form of a release."""

from __future__ import annotations

from wagtail.admin.panels import Panel


class InvolvedPanel(Panel):
    """Takes names one after the other, or a list; what is picked becomes rows.

    Without its script it is not there, and the rows below do all of it.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/involved_panel.html"
