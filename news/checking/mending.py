"""Mend a draft as a finding offers it; what is public stays as it is."""

from __future__ import annotations

from news.checking.checks import findings_of
from news.checking.slots import list_slots
from news.models.release import Release


def mend(release: Release, key: str) -> bool:
    """Change one text of a draft as the mend with a key says; tell whether it was there.

    What is found is found anew: in a text that says something else by now the key is none
    any more, and nothing is changed. Nothing is stored.
    """
    asked = (m for one in findings_of(release) for m in one.mends if m.key == key)
    wanted = next(asked, None)
    if wanted is None:
        return False
    slot = next(one for one in list_slots(release) if one.place == wanted.place)
    slot.write(wanted.source)
    return True
