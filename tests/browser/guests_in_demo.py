"""Add a release under embargo to the demo, with a guest of every kind; print the links."""

import json
from datetime import timedelta

from django.utils import timezone

from news.models import Statement
from news.pages import NewsIndexPage
from portal.core.models import CustomImage
from portal.guests.addresses import path_of
from portal.guests.models import GuestLink, SignOff
from tests.factories import draft_release

COMMON = {
    "name": "Ada Lovelace",
    "medium": "The Analytical Engine",
    "email": "ada@press.example",
    "language": "de",
}


def add() -> dict[str, str]:
    """Return the paths of the pages of guests, by what each shows."""
    now = timezone.now()
    statement = Statement.objects.exclude(institution=None).first()
    prose = {"type": "prose", "value": "<p>A paragraph of this release.</p>"}
    said = {"type": "statement", "value": {"statement": statement.pk}}
    draft = draft_release(
        NewsIndexPage.objects.get(locale__language_code="en"),
        "A release under embargo",
        standfirst="It is not public yet.",
        released_at=now + timedelta(days=200),
        lead_image=CustomImage.objects.first(),
        body=[prose, said],
    )
    draft.save_revision().publish()
    paths = {"nothing": "/en/embargo/nothing/"}
    for name, purpose, accepted in (
        ("terms", "pass", None),
        ("embargo", "pass", now),
        ("share", "share", None),
        ("sign-off", "sign-off", None),
        ("decided", "sign-off", None),
    ):
        link = GuestLink.objects.create(
            **COMMON,
            purpose=purpose,
            story=draft.translation_key,
            terms_accepted_at=accepted,
            expires_at=now + timedelta(days=300),
        )
        if purpose == "sign-off":
            asked = SignOff(link=link, text_language="en", person=statement.speaker)
            asked.decision = "approved" if name == "decided" else ""
            asked.decided_at = now
            asked.save()
        paths[name] = path_of(purpose, link.add_token(), "en")
    return paths


print(json.dumps(add()))  # noqa: T201
