"""One release of the demo waits for its time, and guests read it before."""

from datetime import timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from django.core import mail
from django.core.management import call_command
from django.utils import timezone

import pytest

from news.pages import PressReleasePage
from partners import waiting
from partners.models import Institution
from portal.demo.content.summer_school import ACADEMY
from portal.demo.guests import open_doors
from portal.guests import approvals
from portal.guests.models import GuestLink, Journalist, SignOff
from portal.guests.texts import find_drafts
from portal.ledger.models import Act

pytestmark = pytest.mark.usefixtures("db")

LANGUAGES = {"en", "de"}


def scheduled() -> list[PressReleasePage]:
    return list(PressReleasePage.objects.filter(live=False).select_related("locale"))


def test_a_release_is_scheduled_in_both_languages_for_one_instant():
    versions = scheduled()
    instants = {
        revision.approved_go_live_at
        for page in versions
        for revision in page.revisions.exclude(approved_go_live_at=None)
    }

    assert {page.language for page in versions} == LANGUAGES
    assert len({page.translation_key for page in versions}) == 1
    assert all(set(page.together) == LANGUAGES for page in versions)
    assert instants == {page.released_at for page in versions}
    (instant,) = instants
    assert instant > timezone.now() + timedelta(weeks=2)
    assert instant.astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M") == "10:00"


def test_it_says_that_it_is_an_example_and_quotes_nobody():
    for page in scheduled():
        assert page.title.startswith(("Example:", "Beispiel:"))
        assert not page.release_people.exists()
        assert not any(block.block_type == "statement" for block in page.body)
        assert page.lead_image
        assert page.topics.exists()


def test_a_new_institution_goes_public_with_it():
    academy = Institution.objects.get(slug=ACADEMY.slug)
    (story,) = {page.translation_key for page in scheduled()}

    assert not academy.live
    assert waiting.find_approved(story) == {waiting.key_of(academy)}


@pytest.mark.parametrize("path", ["/en/", "/en/newsroom/", "/de/aktuelles/feed/"])
def test_nothing_of_it_is_public(client, path):
    told = client.get(path).content.decode()

    for page in scheduled():
        assert page.title not in told
        assert client.get(page.get_url()).status_code == 404
    assert "Example Academy" not in told


def test_guests_are_made_up_and_have_reserved_addresses():
    addresses = [link.email for link in GuestLink.objects.all()]
    addresses += [one.email for one in Journalist.objects.all()]

    Journalist.objects.get().full_clean()
    assert addresses
    assert all(address.endswith(".example.org") for address in addresses)


def test_a_sign_off_is_open_and_keeps_nobody_from_publishing():
    sign_off = SignOff.objects.select_related("link").get()
    found = find_drafts(sign_off.link.story)

    assert approvals.find_state(sign_off, found) == approvals.State.OPEN
    assert approvals.find_missing(sign_off.link.story, found) == []


def test_loading_writes_to_nobody():
    assert not Act.objects.filter(kind="guest letter").exists()
    assert mail.outbox == []


def test_links_lead_to_the_release(client):
    paths = open_doors()

    terms = client.get(paths["pass"]).content.decode()
    accepted = client.post(paths["pass"], {"accept": "on"}, follow=True)
    asked = client.get(paths["sign-off"]).content.decode()

    title = next(page.title for page in scheduled() if page.language == "en")
    assert "Robin Example" in terms
    assert title not in terms
    assert title in accepted.content.decode()
    assert title in asked


def test_the_command_makes_new_links_every_time():
    def links() -> set[str]:
        stdout = StringIO()
        call_command("demo_guests", stdout=stdout)
        return set(stdout.getvalue().splitlines())

    first, second = links(), links()

    assert {line.split()[0] for line in first} == {"pass", "sign-off"}
    assert not first & second


def test_a_revoked_link_is_not_told():
    GuestLink.objects.filter(purpose="pass").update(revoked_at=timezone.now())

    assert set(open_doors()) == {"sign-off"}
