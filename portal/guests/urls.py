"""The addresses of guests below the prefix of a language."""

from __future__ import annotations

from django.urls import re_path

from portal.guests import embargo_views, share_views, sign_off_views

# What follows the token is the business of a view: of what is no token, nothing may be
# told, nor that an address has too many parts.
urlpatterns = [
    re_path(r"^embargo/(?P<path>.+)$", embargo_views.embargo, name="embargo"),
    re_path(r"^draft/(?P<path>.+)$", share_views.shared, name="shared_draft"),
    re_path(r"^sign-off/(?P<path>.+)$", sign_off_views.sign_off, name="sign_off"),
]
