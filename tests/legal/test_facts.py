"""What cannot be is refused beside its field, in the language of who typed it."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

import pytest

from wagtail.users.models import UserProfile

from portal.core.mailboxes import mailto
from portal.legal.models import AccessibilityException, LegalFacts
from portal.users.models import User
from tests.legal.conftest import FACTS, set_facts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def refuse(**values) -> list[str]:
    """Return the fields beside which something is said."""
    try:
        LegalFacts(**FACTS | values).clean()
    except ValidationError as error:
        return sorted(error.message_dict)
    return []


@pytest.mark.parametrize(
    "phone",
    [
        "+49 6221 0",
        "+49 (0) 6221 54-0",
        "+49 (0)6221/54 1234",
        "+49.6221.541234",
        "+496221541234",
        "+1 (212) 555-0100",
        "+44 20 7946 0958",
        "",
    ],
)
def test_numbers_that_can_be_called_are_taken(phone):
    assert refuse(phone=phone) == []


@pytest.mark.parametrize(
    "phone",
    [
        "06221 123456",
        "+0 6221 123456",
        "+49",
        "+49 6221 1234567890123456",
        "call us",
        "+49 6221 12345x",
        "+49 6221 123456\n",
        "+" + "1" * 40,
    ],
)
def test_numbers_that_nobody_can_call_are_not(phone):
    assert refuse(phone=phone) == ["phone"]


def test_what_nobody_sees_fills_nothing_in():
    facts = LegalFacts(name="\u200b", address="\u00a0 \u200b", vat_id="DE 1")
    facts.represented_by = {"en": "\u200b", "de": "Anna Weiß"}

    facts.clean()

    assert (facts.name, facts.address, facts.vat_id) == ("", "", "DE 1")
    assert facts.represented_by == {"de": "Anna Weiß"}


@pytest.mark.parametrize(
    ("prepared", "reviewed", "said"),
    [
        (TODAY, TODAY, []),
        (TODAY - timedelta(days=9), TODAY, []),
        (None, TODAY, []),
        (TODAY + timedelta(days=1), None, ["prepared_on"]),
        (TODAY, TODAY + timedelta(days=1), ["reviewed_on"]),
        (TODAY, TODAY - timedelta(days=1), ["reviewed_on"]),
        (TODAY.replace(year=1999, day=1), TODAY, ["prepared_on"]),
        (TODAY.replace(year=202, day=1), None, ["prepared_on"]),
    ],
)
def test_a_statement_was_prepared_and_then_reviewed(prepared, reviewed, said):
    assert refuse(prepared_on=prepared, reviewed_on=reviewed) == said


@pytest.mark.parametrize("name", ["email", "officer_email", "barriers_email"])
@pytest.mark.parametrize(
    "mailbox", ["x?bcc=a@b.example", "x&cc=a@b.example", "%0a@b.example"]
)
def test_mailboxes_that_add_something_to_a_mail_are_not_taken(name, mailbox):
    assert refuse(**{name: mailbox}) == [name]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("post@institute.example", "mailto:post@institute.example"),
        ("first.last+x@institute.example", "mailto:first.last+x@institute.example"),
        ("x?bcc=a@b.example", "mailto:x%3Fbcc%3Da@b.example"),
        ("x&cc=a@b.example", "mailto:x%26cc%3Da@b.example"),
        ("%0acc:a@b.example", "mailto:%250acc%3Aa@b.example"),
        ("o'neil@b.example", "mailto:o'neil@b.example"),
        ("", ""),
    ],
)
def test_a_link_writes_to_a_mailbox_and_says_nothing_else(address, link):
    assert mailto(address) == link


def test_no_template_and_no_format_makes_such_links_by_itself(settings):
    places = [*settings.TEMPLATES[0]["DIRS"], settings.BASE_DIR / "news"]
    made = [
        path
        for place in places
        for ending in ("html", "py", "typ", "txt")
        for path in place.rglob(f"*.{ending}")
        if "mailto:" in path.read_text()
    ]

    assert made == []


@pytest.mark.parametrize(
    "name", ["ImprintPage", "AccessibilityPage", "PrivacyPage", "TermsPage"]
)
def test_facts_from_before_add_nothing_to_a_mail_either(client, legal_pages, name):
    set_facts(
        **FACTS
        | {
            "email": "x?bcc=a&b@c.example",
            "barriers_email": "",
            "officer": "O",
            "officer_email": "x?bcc=a&b@c.example",
        }
    )

    html = client.get(legal_pages["en", name].url).content.decode()

    assert 'href="mailto:x%3Fbcc%3Da%26b@c.example"' in html
    assert "mailto:x?" not in html


def test_what_is_wrong_is_said_beside_its_field_in_german(sign_in, legal_pages):
    set_facts(**FACTS)
    client = sign_in("Administrators")
    UserProfile.objects.create(user=User.objects.get(), preferred_language="de")
    address = client.get(
        reverse("wagtailsettings:edit", args=["legal", "legalfacts"])
    ).url
    form = client.get(address).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if isinstance(value, dict) or hasattr(field.field.widget, "widgets"):
            for number, widget in enumerate(field.field.widget.decompress(value)):
                data[f"{field.html_name}_{number}"] = widget or ""
        elif value not in (None, False):
            data[field.html_name] = value
    data |= {
        "phone": "06221 1",
        "reviewed_on": (TODAY + timedelta(days=3)).isoformat(),
        "email": "x?bcc=a@b.example",
    }

    html = client.post(address, data).content.decode()

    for said in (
        "Geben Sie die Nummer mit Landesvorwahl an",
        "Dieser Tag liegt in der Zukunft.",
        "Geben Sie eine E-Mail-Adresse ohne Zeichen wie ? oder &amp; ein",
    ):
        assert said in html
    assert LegalFacts.objects.get().phone == FACTS["phone"]


def send(client, page, *, exceptions: int, publish: bool):
    data = {
        "title": page.title,
        "slug": page.slug,
        "standfirst": "",
        "further": "null",
        "exceptions-TOTAL_FORMS": exceptions,
        "exceptions-INITIAL_FORMS": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    for number in range(exceptions):
        data |= {
            f"exceptions-{number}-content": "Old PDF files",
            f"exceptions-{number}-reason": "burden",
            f"exceptions-{number}-explanation": "There are many.",
            f"exceptions-{number}-ORDER": 1,
        }
    if publish:
        data["action-publish"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


@pytest.mark.parametrize(
    ("conformance", "exceptions", "said"),
    [
        ("partial", 0, "is not fully compliant"),
        ("none", 0, "is not fully compliant"),
        ("full", 1, "is fully compliant"),
        ("partial", 1, ""),
        ("full", 0, ""),
        ("", 1, ""),
        ("", 0, ""),
    ],
)
def test_a_statement_is_published_only_if_result_and_exceptions_agree(
    sign_in, legal_pages, conformance, exceptions, said
):
    set_facts(**FACTS | {"conformance": conformance})
    client = sign_in("Administrators")
    page = legal_pages["en", "AccessibilityPage"]

    draft = send(client, page, exceptions=exceptions, publish=False)
    answer = send(client, page, exceptions=exceptions, publish=True)

    assert draft.status_code == 302
    assert answer.status_code == (200 if said else 302)
    if said:
        assert said in answer.content.decode()
    is_written = bool(exceptions) and not said
    assert AccessibilityException.objects.exists() == is_written


@pytest.mark.parametrize(
    ("conformance", "has_any"), [("full", True), ("partial", False)]
)
def test_visitors_are_told_no_result_that_the_list_contradicts(
    client, legal_pages, conformance, has_any
):
    set_facts(**FACTS | {"conformance": conformance})
    page = legal_pages["en", "AccessibilityPage"]
    if has_any:
        AccessibilityException.objects.create(
            page=page, content="Old PDF files", reason="burden", explanation="Many."
        )

    html = client.get(page.url).content.decode()

    assert "Compliance status" not in html
