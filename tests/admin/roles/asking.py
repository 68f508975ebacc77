"""Ask for an address of the admin, and tell what the answer means."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

SIGN_IN, HOME, ELSEWHERE = "sign in", "home", "elsewhere"
Answer = int | str

# How Wagtail refuses: it leads who has no access to the form for signing in, all others
# home with a message. Its API and its editing sessions find nothing.
REFUSALS = frozenset({SIGN_IN, HOME, 403, 404})


def meaning(response: HttpResponse) -> Answer:
    """Return the status of a response, for a redirect where it leads."""
    if response.status_code != 302:
        return response.status_code
    if "/login/" in response["Location"]:
        return SIGN_IN
    return HOME if response["Location"] == "/admin/" else ELSEWHERE


def get(client: Client, url: str) -> Answer:
    return meaning(client.get(url))


def post(client: Client, url: str) -> Answer:
    """Send an empty form; what it changes is taken back."""
    with transaction.atomic():
        answer = meaning(client.post(url))
        transaction.set_rollback(True)
    return answer
