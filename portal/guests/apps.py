from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuestsConfig(AppConfig):
    name = "portal.guests"
    verbose_name = _("Guests")

    def ready(self) -> None:
        from news.publishing import gates
        from portal.guests import (
            activities,
            approvals,
            deciding,
            letters,
            moving,
            workflow,
        )
        from portal.ledger import kinds
        from portal.privacy import processing

        kinds.register(letters.LETTER)
        kinds.register(deciding.DECISION)
        moving.connect()
        workflow.connect()
        processing.register(activities.PASSES)
        processing.register(activities.SIGN_OFFS)
        gates.require(approvals.check, gates.When.ALSO_AT_LIFT)
