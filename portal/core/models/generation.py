"""How often what the public sees has changed."""

from django.db import models


class Generation(models.Model):
    """The only row counts the changes of public output (``portal.core.generation``)."""

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    # The last day of the site of which all that begins or ends on it is stored.
    day = models.DateField(null=True, blank=True)
    # The earliest instant at which something becomes public or is taken down
    # (``portal.core.instants``). May be too early, never too late.
    due_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.number)
