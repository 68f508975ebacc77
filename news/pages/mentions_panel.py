"""Names in the text of a release that could be links, below its editing form."""

from __future__ import annotations

from wagtail.admin.panels import Panel

from news.checking.unlinked import suggestions
from news.record.mentions import texts
from partners.mentions import find_mentioned, key


def suggestions_for(release) -> list:
    """Return what could be linked in the text of a release, public or not."""
    sources = texts(release)
    mentioned = {
        key(kind, pk) for kind, pks in find_mentioned(sources).items() for pk in pks
    }
    return suggestions(sources, mentioned)


class MentionsPanel(Panel):
    """Offers to link names of known institutions, people and partnerships.

    Also in the form of a new release, which goes on as it is when it has saved itself.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/mentions_panel.html"

        def get_context_data(self, parent_context=None) -> dict:
            return super().get_context_data(parent_context) | {
                "suggestions": self.instance.pk and suggestions_for(self.instance)
            }
