"""The feeds that a page announces."""

from __future__ import annotations

from django import template

from news.syndication.feeds.catalogue import Offer, offer

register = template.Library()


@register.simple_tag(takes_context=True)
def page_feeds(context: template.Context) -> list[Offer]:
    """Return the feeds of what a page lists, then that of the whole newsroom.

    Reads ``feed`` (an Offer) or ``entity``; asks the database for nothing.
    """
    frame = context.get("frame")
    newsroom = frame.newsroom if frame else None
    if newsroom is None:
        return []
    feeds = [offer(newsroom.url, newsroom.title)]
    if own := context.get("feed"):
        feeds.insert(0, own)
    elif entity := context.get("entity"):
        query = [(entity._meta.model_name, entity.slug)]
        feeds.insert(0, offer(newsroom.url, str(entity.label), query))
    return feeds


@register.simple_tag
def feed_of(newsroom_url: str, title: str, query: str = "") -> Offer:
    """Return the feed of a newsroom that a query such as ``person=ada`` narrows."""
    name, _equals, value = query.partition("=")
    return offer(newsroom_url, title, [(name, value)])
