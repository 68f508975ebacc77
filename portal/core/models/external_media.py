"""What providers told of the addresses of films and posts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models.media import CustomImage


class ExternalMedium(models.Model):
    """What was told of an address, so that no save asks the provider again.

    Not what a page shows: that stands in the text, as it was when it was saved. The
    texts of the last good answer stay when a later one is none.
    """

    class Problem(models.TextChoices):
        UNFIT = "unfit", _("Only addresses with https:// and its usual port are asked.")
        REFUSED = "refused", _("The address is not one of the public internet.")
        NO_ANSWER = "no-answer", _("The provider cannot be reached.")
        TOO_SLOW = "too-slow", _("The provider took too long to answer.")
        TOO_LARGE = "too-large", _("The provider’s answer is too large.")
        NOT_THERE = (
            "not-there",
            _("The provider says that there is nothing at this address."),
        )
        WITHHELD = "withheld", _("The provider does not give this to everybody.")
        UNTOLD = (
            "untold",
            _("The page tells no title and picture in a form to be read."),
        )
        UNUSABLE = "unusable", _("The provider gave no usable answer.")
        NO_POSTER = "no-poster", _("The picture could not be used.")
        # These two stand in a text only: nobody has been asked yet.
        NEXT_SAVE = (
            "next-save",
            _(
                "Not looked up yet, as one save asks about few links. Save again to go "
                "on."
            ),
        )
        NEXT_HOUR = (
            "next-hour",
            _(
                "Not looked up yet, as you have asked about many links within an hour. "
                "Save again later."
            ),
        )

    # Addresses and words of others, to be found again as they are.
    holds_texts = False

    # SHA-256 of the address, in hexadecimal: some databases index no longer text.
    key = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    title = models.CharField(max_length=200, blank=True)
    provider = models.CharField(max_length=80, blank=True)
    # The player where only the provider knows it: as ``players.Player``.
    player = models.JSONField(null=True)
    poster = models.ForeignKey(
        CustomImage, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # The file that came: an editor may have put another one into its place.
    poster_file = models.CharField(max_length=100, blank=True)
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.address

    @property
    def own_poster(self) -> CustomImage | None:
        """The poster, as long as it is the picture that the provider gave.

        Any other picture may be under an embargo, which a poster would end.
        """
        is_own = self.poster and self.poster.file.name == self.poster_file
        return self.poster if is_own else None
