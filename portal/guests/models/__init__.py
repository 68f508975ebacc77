"""Who may read a release before everybody else, without an account, and what they did."""

from portal.guests.models.journalists import Journalist, mail_languages
from portal.guests.models.links import Access, GuestLink, Token
from portal.guests.models.sign_offs import PassageComment, SignOff
from portal.guests.models.tasks import WITHOUT, SignOffTask, going_on_without

__all__ = [
    "WITHOUT",
    "Access",
    "GuestLink",
    "Journalist",
    "PassageComment",
    "SignOff",
    "SignOffTask",
    "Token",
    "going_on_without",
    "mail_languages",
]
