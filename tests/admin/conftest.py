from django.urls import reverse

import pytest

from portal.core.differences import version_of


@pytest.fixture
def post(sign_in, client, db):
    """Send a form of something, new or there already; return the answer."""
    sign_in("Moderators")

    def send(model: str, data: dict, thing=None):
        view, arguments = ("edit", [thing.pk]) if thing else ("add", [])
        if thing:
            present = type(thing).objects.get(pk=thing.pk)
            data = {"version_seen": version_of(present)} | data
        url = reverse(f"wagtailsnippets_partners_{model}:{view}", args=arguments)
        return client.post(url, data)

    return send
