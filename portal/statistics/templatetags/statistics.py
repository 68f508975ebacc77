"""What templates of other apps say about the counting."""

from django import template

from portal.statistics.describing import describe

register = template.Library()
register.simple_tag(describe, name="describe_statistics")
