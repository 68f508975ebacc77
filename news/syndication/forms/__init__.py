"""Every form of a release besides its page.

A form is made from a ``Source`` and from nothing else. ``catalogue`` lists the
forms with their addresses, ``answers`` answers at them.
"""
