"""Mails lead to imprint and privacy page in their language."""

from uuid import uuid4

import pytest

from portal.legal.links import find_links
from portal.subscriptions.mails import Notice, notice
from portal.subscriptions.models import Subscription

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_mail_has_both_in_html_and_text(legal_pages, language):
    subscription = Subscription(
        email="reader@example.org", story=uuid4(), title="News", language=language
    )

    mail = notice(Notice.CONFIRM, subscription, "identity")
    (html, _type), *_others = mail.alternatives

    for name in ("ImprintPage", "PrivacyPage"):
        address = legal_pages[language, name].full_url
        assert f'<a href="{address}">' in html
        assert f"<{address}>" in mail.body


def test_pages_that_are_not_public_are_not_linked(legal_pages):
    legal_pages["en", "ImprintPage"].unpublish()

    assert [link.title for link in find_links("en")] == ["PrivacyPage en"]


def test_to_find_them_is_one_query(legal_pages, django_assert_num_queries):
    find_links("en")

    with django_assert_num_queries(1):
        find_links("en")


def test_a_simple_form_of_a_language_has_the_pages_of_the_full_one(legal_pages):
    assert find_links("de-simple") == find_links("de") != []
