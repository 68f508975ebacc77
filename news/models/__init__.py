from news.models.check_settings import CheckKind, CheckSettings
from news.models.contacts import Contact
from news.models.corrections import Correction
from news.models.embargoes import Embargo
from news.models.events import ReleaseEvent
from news.models.facts import ReleaseFact
from news.models.history import FormerText
from news.models.involvement import (
    ReleaseInstitution,
    ReleasePartnership,
    ReleasePerson,
)
from news.models.link_answers import LinkAnswer
from news.models.mentions import ReleaseMention
from news.models.numbers import ReleaseNumber, Series
from news.models.publications import Publication
from news.models.rows import Byline, RelatedLink, ReleaseContact, ReleasePublication
from news.models.statements import ReleaseStatement, Statement

__all__ = [
    "Byline",
    "CheckKind",
    "CheckSettings",
    "Contact",
    "Correction",
    "Embargo",
    "FormerText",
    "LinkAnswer",
    "Publication",
    "RelatedLink",
    "ReleaseContact",
    "ReleaseEvent",
    "ReleaseFact",
    "ReleaseInstitution",
    "ReleaseMention",
    "ReleaseNumber",
    "ReleasePartnership",
    "ReleasePerson",
    "ReleasePublication",
    "ReleaseStatement",
    "Series",
    "Statement",
]
