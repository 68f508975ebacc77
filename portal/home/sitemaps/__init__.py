"""Sitemaps (protocol 0.9): the addresses that search engines should know.

Not Django's framework: it splits by class instead of by number, takes the versions
of an address from the language prefix, which our page trees do not share, and holds
a section as one dictionary for each address. Here an address is written as soon as
it is read.
"""
