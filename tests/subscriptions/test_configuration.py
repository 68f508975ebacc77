"""What the environment makes of the sending of mail."""

from __future__ import annotations

import json

from tests.test_settings import COMPLETE, SETTINGS, project, run, settings

__all__ = ["project"]

SERVICE = {"POSTMARK_SERVER_TOKEN": "x", "WEBHOOK_SECRET": "name:secret"}


def test_mail_goes_to_the_server_of_email_url(project):
    values = settings(project, EMAIL_URL="smtp+tls://name:secret@mail.example:587")

    assert values["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert values["EMAIL_HOST"] == "mail.example"
    assert "anymail" not in values["INSTALLED_APPS"]


def test_a_service_sends_instead(project):
    values = settings(project, ANYMAIL_PROVIDER="postmark", ANYMAIL=json.dumps(SERVICE))

    assert values["EMAIL_BACKEND"] == "anymail.backends.postmark.EmailBackend"
    assert values["ANYMAIL"] == SERVICE
    assert "anymail" in values["INSTALLED_APPS"]


def test_a_service_needs_a_secret_for_its_reports(project):
    finished = run(
        project, "-c", SETTINGS, **COMPLETE, ANYMAIL_PROVIDER="postmark", ANYMAIL="{}"
    )

    assert finished.returncode != 0
    assert "WEBHOOK_SECRET" in finished.stderr


def test_the_site_checks_out_with_a_service(project):
    finished = run(
        project,
        "manage.py",
        "check",
        **COMPLETE,
        ANYMAIL_PROVIDER="postmark",
        ANYMAIL=json.dumps(SERVICE),
    )

    assert finished.returncode == 0, finished.stderr
