"""Every format of a release besides its page.

A format is made from a ``Source`` and from nothing else. ``catalogue`` lists the
formats with their addresses, ``serving`` answers at them.
"""
