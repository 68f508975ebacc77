"""Links lead where they say, and tell nobody who has followed them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.link_targets import clean_address, clean_in_text, clean_tag

SAFELINK = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org"
    "%2Fa%3Fb%3D1&data=05%7C01%7Canna%40example.com%7C0&sdata=x%3D&reserved=0"
)


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("https://example.org/?utm_source=x&utm_medium=y", "https://example.org/"),
        ("https://example.org/a?b=1&fbclid=Z#c", "https://example.org/a?b=1#c"),
        ("https://example.org/?gclid=1&q=%20&a", "https://example.org/?q=%20&a"),
        ("https://example.org/?mc_cid=1&mc_eid=2&UTM_X=3", "https://example.org/"),
        ("https://example.org/?_hsenc=1&_hsmi=2&igshid=3", "https://example.org/"),
        ("https://example.org/?source=x&_hs=1", "https://example.org/?source=x&_hs=1"),
        (SAFELINK, "https://www.example.org/a?b=1"),
        (SAFELINK.replace("b%3D1", "utm_source%3Dx"), "https://www.example.org/a"),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a-2Db-3Fc-3D1"
            "&d=DwMFaQ&c=x&r=anna&m=y&s=z&e=",
            "https://example.org/a-b?c=1",
        ),
        (
            "https://urldefense.com/v3/__https://example.org/a*b?c=1__;Iw!!ABC!xyz$",
            "https://example.org/a#b?c=1",
        ),
        (
            "https://urldefense.com/v3/__https:/example.org/**A/x__;w7zDpA!!ABC!xyz$",
            "https://example.org/üä/x",
        ),
        (
            "https://www.google.com/url?q=https://example.org/a&sa=D&source=editors",
            "https://example.org/a",
        ),
        (
            "https://www.google.de/url?url=https%3A%2F%2Fexample.org",
            "https://example.org",
        ),
    ],
)
def test_an_address_is_the_one_that_is_meant(pasted, meant):
    assert clean_address(pasted) == meant


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mailto:anna@example.org?utm_source=x",
        "/en/newsroom/?utm_source=x",
        "https://[broken/?utm_source=x",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/search?q=https://example.org/",
        "https://www.google.com.example.org/url?q=https://example.net/",
        "https://eur01.safelinks.protection.outlook.com/?url=mailto%3Aa%40example.org",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2F&x=1",
        "https://eur01.safelinks.protection.outlook.com/?data=1",
        "https://safelinks.protection.outlook.com.evil.example/?url=https://a.example/",
        "https://urldefense.com/v3/__https://example.org/a*b__;%!!ABC!x$",
        "https://urldefense.com/v3/__https://example.org/a**b__;Iw!!ABC!x$",
        "https://www.google.com/url?q=https://example.org/a%0Ab",
    ],
)
def test_what_cannot_be_read_stays_as_it_is(address):
    assert clean_address(address) == address


def test_a_link_in_rich_text_is_cleaned():
    wrapped = SAFELINK.replace("&", "&amp;")
    assert clean_tag(f'<a href="{wrapped}">') == (
        '<a href="https://www.example.org/a?b=1">'
    )
    kept = '<a href="https://example.org/?a=1&amp;b=2" class="x">'
    assert clean_tag(kept) == kept


def test_an_address_in_a_sentence_is_cleaned():
    assert clean_in_text(f"See {SAFELINK}, or (https://a.example/?utm_source=b).") == (
        "See https://www.example.org/a?b=1, or (https://a.example/)."
    )


ADDRESSES = st.text(alphabet="ab-_%2F3A:/?&=*.#éutm_;! ", max_size=60).map(
    lambda tail: "https://urldefense.com/v2/url?u=https-3A__" + tail
)


@given(ADDRESSES | st.text())
@example(SAFELINK)
def test_what_is_clean_stays_so(address):
    once = clean_address(address)
    assert clean_address(once) == once
