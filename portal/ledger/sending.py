"""Hand mails to the mail server, and understand what it answers.

Errors of mail servers carry addresses. So none leaves this module: what is logged,
and what the ledger keeps of a failure, is a class and a code.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta
from enum import Enum

from django.core.mail import EmailMessage, get_connection

from anymail.exceptions import AnymailError, AnymailRecipientsRefused

from portal.ledger.errors import code_of, describe
from portal.ledger.kinds import Answer, Failed, GivenUp
from portal.ledger.turns import Turn

# How long after each attempt the next one is made.
RETRY_AFTER = tuple(timedelta(minutes=m) for m in (5, 15, 60, 240, 720, 1440))

logger = logging.getLogger(__name__)


class Outcome(Enum):
    """What became of a mail."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"


class Post:
    """One connection to the mail server for several mails, as a context manager.

    When the server cannot be reached it is not asked again: every further mail
    is for later. ``problem`` is class and code of the last error, empty without one.
    """

    problem = ""

    def __enter__(self) -> Post:
        self.connection = get_connection()
        self.is_open = True
        try:
            self.connection.open()
        except OSError as error:
            self._give_up(error)
        return self

    def __exit__(self, *exception) -> None:
        try:
            self.connection.close()
        except OSError as error:
            self._note(error)

    def send(self, mail: EmailMessage) -> Outcome:
        """Send a mail to its one recipient; raises nothing that names them."""
        if not self.is_open:
            return Outcome.LATER
        try:
            self.connection.send_messages([mail])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            self._note(error)
            return Outcome.REFUSED if code_of(error) >= 500 else Outcome.LATER
        except AnymailRecipientsRefused as error:
            self._note(error)
            return Outcome.REFUSED
        except OSError as error:
            # Also every other SMTP error: it is about us, not about the recipient.
            self._give_up(error)
            return Outcome.LATER
        except (AnymailError, ValueError) as error:
            self._note(error)
            return Outcome.LATER
        return Outcome.SENT

    def _note(self, error: BaseException) -> None:
        self.problem = describe(error)
        logger.warning("Mail not sent: %s", self.problem)

    def _give_up(self, error: OSError) -> None:
        self._note(error)
        self.is_open = False


def hand_over(mail: EmailMessage, turn: Turn) -> Answer:
    """Hand a mail to the mail server and return what that means for its act."""
    with Post() as post:
        turn.keep()
        outcome = post.send(mail)
    if outcome is Outcome.REFUSED:
        return GivenUp(post.problem)
    return Failed(post.problem) if outcome is Outcome.LATER else None
