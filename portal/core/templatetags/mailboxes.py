"""Links by which somebody is written to."""

from __future__ import annotations

from django import template

from portal.core import mailboxes

register = template.Library()
register.filter("mailto", mailboxes.mailto)
