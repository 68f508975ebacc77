"""What partners share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Instrument(models.TextChoices):
    """What partners share."""

    DATA = "data_exchange", _("Exchange of data")
    KNOWLEDGE = "knowledge_exchange", _("Exchange of knowledge")
    STAFF = "staff_exchange", _("Exchange of staff")
    TRAINING = "training_programme", _("Training programme")
    FUNDING = "joint_funding", _("Joint funding")
    INDUSTRY = "industry_network", _("Industry network")
