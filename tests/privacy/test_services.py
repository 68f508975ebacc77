"""The services that Dateline knows, and what an operator must say of them."""

from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.utils import translation

import pytest

from portal.privacy import registry
from portal.privacy.services import CATALOGUE, register_services

MATOMO = {
    "url": "https://matomo.example/",
    "site": 1,
    "provider": {"en": "Institute", "de": "Institut"},
    "privacy_url": "https://matomo.example/privacy",
}
ECONDA = {"client_key": "key", "container": "box"}
OPTIONS = {"matomo": MATOMO, "econda": ECONDA}


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch, settings):
    monkeypatch.setattr(registry, "_services", {})
    settings.CONSENT_OPTIONS = OPTIONS


def test_every_known_service_can_be_registered():
    register_services(CATALOGUE)

    assert {one.key for one in registry.services_asked_for()} == set(CATALOGUE)


@pytest.mark.parametrize("key", sorted(CATALOGUE))
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_known_service_says_what_it_is(key, language):
    service = CATALOGUE[key]()
    with translation.override(language):
        texts = [
            registry.print_text(text)
            for text in (service.name, service.provider, service.purpose)
        ]

    assert all(texts)
    assert service.is_asked_for
    assert service.is_federated or service.sources
    assert registry.print_text(service.privacy_url).startswith("https://") or (
        service.is_federated
    )


def test_an_unknown_service_is_refused():
    with pytest.raises(ImproperlyConfigured, match=r"known are .*matomo"):
        register_services(["matmoo"])


@pytest.mark.parametrize("lacking", sorted(MATOMO))
def test_matomo_needs_to_know_where_and_who(settings, lacking):
    settings.CONSENT_OPTIONS = {"matomo": {**MATOMO, lacking: ""}}

    with pytest.raises(ImproperlyConfigured, match=lacking):
        register_services(["matomo"])


def test_all_that_is_lacking_is_named_at_once(settings):
    settings.CONSENT_OPTIONS = {}

    with pytest.raises(ImproperlyConfigured, match="'url', 'site', 'provider', 'priv"):
        register_services(["matomo"])


def test_matomo_is_loaded_over_https_only(settings):
    settings.CONSENT_OPTIONS = {"matomo": {**MATOMO, "url": "http://matomo.example"}}

    with pytest.raises(ImproperlyConfigured, match="https"):
        register_services(["matomo"])


@pytest.mark.parametrize(("cookies", "stored"), [(False, 0), ("true", 3)])
def test_matomo_stores_what_the_operator_lets_it(settings, cookies, stored):
    settings.CONSENT_OPTIONS = {"matomo": {**MATOMO, "cookies": cookies}}

    assert len(CATALOGUE["matomo"]().stored) == stored


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Necessary", "Institute", "emos_jcsid", "matomo.example", "this site"]),
        ("de", ["Notwendig", "Institut", "emos_jcsid", "matomo.example", "Cookie"]),
    ],
)
def test_the_table_has_every_service(language, words):
    register_services(OPTIONS)
    with translation.override(language):
        html = Template("{% load privacy %}{% consent_table %}").render(Context())

    for word in [*words, "sessionid", "privacy_choices"]:
        assert word in html


def test_the_table_of_a_fresh_site_has_what_editors_need():
    register_services([])
    html = Template("{% load privacy %}{% consent_table %}").render(Context())

    assert "only for editors" in html
    assert "privacy_choices" not in html


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"matmoo": {}}, r"CONSENT_OPTIONS names 'matmoo'; known are .*matomo"),
        ({"matomo": "x"}, r"says 'x' for 'matomo'; write an object"),
        ({"matomo": []}, r"for 'matomo'; write an object"),
        ({"matomo": MATOMO | {"urls": "x"}}, r"names 'urls' for 'matomo'; known are"),
        (
            {"matomo": MATOMO | {"url": 7}},
            r"says 7 for 'url' of 'matomo'; write a text",
        ),
        ({"matomo": MATOMO | {"site": True}}, r"'site' of 'matomo'; write a text or a"),
        ({"matomo": MATOMO | {"provider": ["x"]}}, r"'provider' of 'matomo'"),
        ({"matomo": MATOMO | {"provider": {"en": 1}}}, r"'provider' of 'matomo'"),
        ({"matomo": MATOMO | {"cookies": "yes"}}, r"'cookies' of 'matomo'; write true"),
        ({"matomo": MATOMO | {"url": "https://["}}, "Invalid IPv6 URL"),
    ],
)
def test_a_mistake_in_the_options_is_named(settings, options, said):
    settings.CONSENT_OPTIONS = options

    with pytest.raises(ImproperlyConfigured, match=said):
        register_services(["matomo"])


def build_table() -> str:
    return Template("{% load privacy %}{% consent_table %}").render(Context())


def test_the_table_names_each_host_once_for_what_is_stored_there():
    register_services(["youtube"])
    html = build_table()
    row = html[html.index(">YouTube<") :].partition("</tr>")[0]
    stored, loaded = row.split("<td>")[3:]

    assert stored.count("www.youtube-nocookie.com") == 1
    assert loaded.count("www.youtube-nocookie.com") == 1


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_the_table_tells_of_the_single_click_where_there_is_one(key):
    register_services([key])
    is_media = CATALOGUE[key]().category == registry.Category.EXTERNAL_MEDIA

    assert ("loads this one, once" in build_table()) is is_media


def test_two_services_cannot_share_a_key():
    register_services(["econda"])
    other = CATALOGUE["matomo"]()

    with pytest.raises(registry.AlreadyRegisteredError, match="econda"):
        registry.register(other.__class__(**{**other.__dict__, "key": "econda"}))
