"""The addresses of a site whose mails are sent by a service."""

from portal.subscriptions.urls import report_urls
from portal.urls import handler404, handler500
from portal.urls import urlpatterns as site

urlpatterns = [*report_urls("postmark"), *site]

__all__ = ["handler404", "handler500", "urlpatterns"]
