"""Those who read the demo's release before it is public, and what opens it for them."""

from datetime import datetime, timedelta

from news.pages import PressReleasePage
from portal.demo.content import records
from portal.demo.content.summer_school import JOURNALIST, PARTNER
from portal.demo.releases import World
from portal.guests.addresses import path_of
from portal.guests.giving import PASS_FOR
from portal.guests.models import GuestLink, Journalist, SignOff

# How long before it is public a partner has to have decided.
DECIDED_BEFORE = timedelta(weeks=1)
# In the order in which somebody new to it opens them.
SHOWN = (GuestLink.Purpose.PASS, GuestLink.Purpose.SIGN_OFF)


def build_guests(release: PressReleasePage, world: World) -> None:
    """Give a journalist a pass, and ask a partner to sign off a release; mail nobody.

    The sign-off is not required: the release was approved before it was asked for.
    """
    until = release.released_at + PASS_FOR
    pass_ = _build_link(JOURNALIST, GuestLink.Purpose.PASS, release, until)
    pass_.journalist = Journalist.objects.create(
        name=JOURNALIST.name,
        email=JOURNALIST.email,
        medium=JOURNALIST.medium,
        language=release.language,
    )
    pass_.journalist.topics.set([world.topics[slug] for slug in JOURNALIST.topics])
    pass_.told_lift_at = release.released_at
    pass_.save()
    until = release.released_at - DECIDED_BEFORE
    SignOff.objects.create(
        link=_build_link(PARTNER, GuestLink.Purpose.SIGN_OFF, release, until),
        institution=world.institutions[PARTNER.institution],
        text_language=release.language,
        is_required=False,
    )


def _build_link(
    content: records.Guest, purpose: str, release: PressReleasePage, until: datetime
) -> GuestLink:
    return GuestLink.objects.create(
        purpose=purpose,
        story=release.translation_key,
        name=content.name,
        medium=content.medium,
        email=content.email,
        language=release.language,
        expires_at=until,
    )


def open_doors() -> dict[str, str]:
    """Make new tokens for the demo's guests; return the paths they open, by purpose.

    Of a token only its digest is stored, so that none can be told a second time. What
    was revoked, or is over, is left out.
    """
    links = GuestLink.objects.valid().filter(
        email__in=[JOURNALIST.email, PARTNER.email], purpose__in=SHOWN
    )
    first = {link.purpose: link for link in links.order_by("-pk")}
    return {
        purpose.value: path_of(
            purpose, first[purpose].add_token(), first[purpose].language
        )
        for purpose in SHOWN
        if purpose in first
    }
