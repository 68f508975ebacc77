"""The addresses of the form for barriers, below the prefix of a language."""

from __future__ import annotations

from django.urls import path

from portal.legal import views

urlpatterns = [
    path("barrier/", views.report_barrier, name="report_barrier"),
    path("barrier/sent/", views.barrier_reported, name="barrier_reported"),
]
