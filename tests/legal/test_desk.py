"""Editors see what the legal pages lack, where they may change it, and answer reports."""

from django.urls import reverse

import pytest

from wagtail.models import Locale

from portal.legal.gaps import GapFinder
from portal.legal.models import BarrierReport
from portal.legal.models.pages import LEGAL_PAGES
from portal.users.models import User
from tests.legal.conftest import FACTS, set_facts

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def open_home(client) -> str:
    return client.get(HOME).content.decode()


def test_a_missing_page_is_named_in_each_language_with_the_way_to_add_it(sign_in, site):
    html = open_home(sign_in("Administrators"))

    for language in ("en", "de"):
        for model in LEGAL_PAGES:
            name = model._meta.model_name
            home = site[language]["home"]
            address = reverse("wagtailadmin_pages:add", args=["legal", name, home.pk])
            assert address in html


def test_each_missing_fact_is_named_once_with_the_way_to_its_field(
    sign_in, legal_pages
):
    set_facts(**FACTS | {"name": "", "attribution": {}})
    client = sign_in("Administrators")

    html = open_home(client)
    form = client.get(
        reverse("wagtailsettings:edit", args=["legal", "legalfacts"]), follow=True
    )

    assert html.count("#id_name") == html.count("#id_attribution_0") == 1
    assert 'id="id_name"' in form.content.decode()
    assert 'id="id_attribution_0"' in form.content.decode()


def test_a_text_that_is_missing_is_named_for_its_page(sign_in, legal_pages):
    set_facts(**FACTS | {"conformance": "none"})
    client = sign_in("Administrators")
    page = legal_pages["de", "AccessibilityPage"]
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert f"{address}#id_exceptions-ADD" in open_home(client)
    form = client.get(address).content.decode()
    assert 'id="id_exceptions-ADD"' in form


def test_nothing_is_said_when_nothing_is_missing(sign_in, legal_pages):
    set_facts(**FACTS)

    assert "legal-gaps" not in open_home(sign_in("Administrators"))


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_who_may_not_change_facts_is_not_told_of_them(sign_in, legal_pages, group):
    sign_in(group)

    assert GapFinder(User.objects.get()).find_shared() == []


def test_a_page_that_is_not_published_is_named(sign_in, legal_pages):
    set_facts(**FACTS)
    legal_pages["en", "TermsPage"].unpublish()
    sign_in("Administrators")

    (found,) = GapFinder(User.objects.get()).find_in_pages()

    assert (found.language, [gap.label for gap in found.gaps]) == (
        "English",
        ["Its publication"],
    )


@pytest.fixture
def report(site) -> BarrierReport:
    return BarrierReport.objects.create(
        page="/en/",
        text="<b>No</b> contrast.",
        email="reader@example.org",
        language="en",
    )


def test_moderators_read_and_close_a_report(sign_in, report):
    client = sign_in("Moderators")
    address = reverse("barrier_report", args=[report.pk])

    assert "1 report waits for an answer" in open_home(client)
    html = client.get(address).content.decode()
    client.post(address, {"close": ""})

    assert "&lt;b&gt;No&lt;/b&gt; contrast." in html
    report.refresh_from_db()
    assert report.closed_at
    assert "legal-barriers" not in open_home(client)


def test_moderators_delete_a_report(sign_in, report):
    client = sign_in("Moderators")

    client.post(reverse("barrier_report", args=[report.pk]), {"delete": ""})

    assert not BarrierReport.objects.exists()
    assert "No contrast" not in client.get(reverse("barrier_reports")).content.decode()


def test_editors_see_no_reports(sign_in, report):
    client = sign_in("Editors")

    assert "legal-barriers" not in open_home(client)
    assert reverse("barrier_reports") not in open_home(client)
    answer = client.get(reverse("barrier_report", args=[report.pk]), follow=True)
    assert "reader@example.org" not in answer.content.decode()


def test_the_law_is_told_in_the_full_language_only(sign_in, site):
    simple, _is_new = Locale.objects.get_or_create(language_code="de-simple")
    site["de"]["home"].copy_for_translation(simple)
    sign_in("Administrators")

    languages = {
        page.language for page in GapFinder(User.objects.get()).find_in_pages()
    }

    assert languages == {"English", "German"}
