"""The addresses of subscriptions below the prefix of a language, and of reports."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from portal.subscriptions import views

# In front of what looks like a secret, so that none can be taken for another page.
urlpatterns = [
    path("subscribe/", views.subscribe, name="subscribe"),
    path("subscribe/sent/", views.subscribe_sent, name="subscribe_sent"),
    path("subscribe/data/", views.request_data, name="subscribe_data"),
    path("subscribe/confirm/<str:token>/", views.confirm, name="subscription_confirm"),
    path("subscribe/manage/<str:token>/", views.manage, name="subscription_manage"),
    path("subscribe/manage/<str:token>/data/", views.data, name="subscription_data"),
    path("subscribe/end/<str:token>/", views.end, name="subscription_end"),
]


def report_urls(provider: str) -> list:
    """Return where a mail service reports what became of mails; none without one.

    Only that of the service in use: the others would need settings of their own.
    """
    if not provider:
        return []
    from anymail.urls import urlpatterns as known

    name = f"{provider}_tracking_webhook"
    return [
        path(
            "anymail/",
            include(([one for one in known if one.name == name], "anymail")),
        )
    ]


reports = report_urls(settings.ANYMAIL_PROVIDER)
