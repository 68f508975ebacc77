"""What was done after the publication of a release, above its editing form."""

from __future__ import annotations

from collections import Counter

from wagtail.admin.panels import Panel

from portal.ledger import kinds
from portal.ledger.models import Act


class ActsPanel(Panel):
    """How much was done, waits and was given up, and the way to the list."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/desk/acts/panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.first_published_at)

        def get_context_data(self, parent_context=None) -> dict:
            shown = [kind.name for kind in kinds.find_shown()]
            acts = Act.objects.of([self.instance.translation_key])
            states = acts.filter(kind__in=shown).values_list("state", flat=True)
            counts = Counter(states)
            return super().get_context_data(parent_context) | {
                "story": self.instance.translation_key,
                "counts": [
                    (state.label, counts[state], state is Act.State.GIVEN_UP)
                    for state in Act.State
                    if counts[state]
                ],
            }
