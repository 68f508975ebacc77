"""Whoever meets a barrier can report it, without a cookie, and is forgotten in time."""

from datetime import timedelta

from django.core import mail
from django.core.management import call_command
from django.utils import timezone

import pytest

from portal.core import limits
from portal.ledger import running
from portal.ledger.models import Act
from portal.legal.models import BarrierReport
from portal.legal.models.reports import KEPT
from portal.legal.views import own_path
from tests.legal.conftest import FACTS, set_facts

pytestmark = pytest.mark.django_db
REPORT = {"page": "/en/news/", "text": "No contrast.", "email": "Reader@example.org"}


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/en/news/?q=a", "/en/news/?q=a"),
        ("http://localhost/en/", "/en/"),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("/\\elsewhere.example/", ""),
        ("/\t/elsewhere.example/", ""),
        ("/en/\x0b", ""),
        ("/en/\u202emoc.x", ""),
        ("javascript:alert(1)", ""),
        ("Call this number", ""),
        ("/" + "x" * 500, ""),
    ],
)
def test_only_addresses_of_the_site_are_filled_in(asked, path):
    assert own_path(asked) == path


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("/en/", "/en/"),
        ("//x.example", ""),
        ("/\\x.example", ""),
        ("/\t/x.example", ""),
        ("/\n/x.example", ""),
        ("the menu", ""),
    ],
)
def test_only_addresses_of_the_site_are_links(page, path):
    assert BarrierReport(page=page).path == path


def test_every_page_leads_to_the_form_with_its_address(client, site):
    html = client.get(site["en"]["newsroom"].url).content.decode()
    address = html.split('href="/en/barrier/?page=')[1].split('"')[0]

    form = client.get(f"/en/barrier/?page={address}").content.decode()

    assert 'value="/en/newsroom/"' in form


def test_addresses_with_a_secret_are_not_passed_on(client, site):
    html = client.get("/en/subscribe/manage/secret/").content.decode()

    assert 'href="/en/barrier/"' in html


def test_a_report_is_kept_and_the_desk_is_told_where(client, site):
    set_facts(**FACTS)

    response = client.post("/de/barrier/", REPORT)
    running.run_due()

    report = BarrierReport.objects.get()
    assert (response.status_code, response["Location"]) == (303, "/de/barrier/sent/")
    assert not response.cookies
    assert (report.email, report.language) == ("reader@example.org", "de")
    (told,) = mail.outbox
    assert told.to == [FACTS["email"]]
    assert f"/admin/reports/barriers/{report.pk}/" in told.body
    assert "contrast" not in told.body
    assert "reader" not in str(Act.objects.values_list("payload", flat=True))
    assert client.get("/de/barrier/sent/").status_code == 200


def test_without_an_address_nobody_is_told_and_the_report_is_kept(client, site):
    client.post("/en/barrier/", REPORT | {"email": ""})
    running.run_due()

    assert mail.outbox == []
    assert BarrierReport.objects.get().email == ""
    assert Act.objects.get().state == Act.State.DONE


@pytest.mark.parametrize(
    ("language", "changed", "says"),
    [
        ("en", {"text": " "}, "Describe the barrier in a few words."),
        ("de", {"text": ""}, "Beschreiben Sie die Barriere in wenigen Worten."),
        ("en", {"email": "nobody"}, "Enter an e-mail address"),
        ("en", {"text": "x" * 4001}, "at most 4000"),
        ("en", {"text": "\x00"}, "Null"),
        ("en", {"text": "\x07\x1b"}, "Describe the barrier in a few words."),
        ("en", {"text": " \u200b"}, "Describe the barrier in a few words."),
        ("en", {"page": "/\t/x.example"}, "invisible characters"),
        ("de", {"page": "/en/\u202ex"}, "unsichtbare Zeichen"),
        ("en", {"page": "/en/\r\nx"}, "invisible characters"),
        ("en", {"email": "x?bcc=a@b.example"}, "Enter an e-mail address"),
        ("en", {"email": "x&cc=a@b.example"}, "Enter an e-mail address"),
        ("en", {"email": "%0a@b.example"}, "Enter an e-mail address"),
        ("en", {"email": "a@b.example\r\nBcc: c@d.example"}, "Enter an e-mail address"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, site, language, changed, says):
    html = client.post(f"/{language}/barrier/", REPORT | changed).content.decode()

    assert says in html
    assert 'aria-invalid="true"' in html
    assert not BarrierReport.objects.exists()


def test_what_is_said_is_kept_without_what_nobody_sees(client, site):
    client.post("/en/barrier/", REPORT | {"text": "One\x07\r\n\ttwo\x0cthree\x9f"})

    assert BarrierReport.objects.get().text.split() == ["One", "two", "three"]


def test_programs_that_fill_in_everything_are_thanked_and_ignored(client, site):
    response = client.post("/en/barrier/", REPORT | {"website": "x"})

    assert response.status_code == 303
    assert not BarrierReport.objects.exists()


def test_one_network_can_report_a_few_barriers_an_hour(client, site):
    for _number in range(limits.MOST_PER_HOUR):
        client.post("/en/barrier/", REPORT)

    html = client.post("/en/barrier/", REPORT).content.decode()

    assert "Too many forms" in html
    assert BarrierReport.objects.count() == limits.MOST_PER_HOUR


def test_reports_are_deleted_in_time():
    now = timezone.now()
    for age in (KEPT + timedelta(hours=1), KEPT - timedelta(hours=1)):
        BarrierReport.objects.create(text="x", language="en", reported_at=now - age)

    call_command("forget_reports")

    assert BarrierReport.objects.count() == 1
