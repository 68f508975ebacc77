"""Whoever speaks in the text of a release is among those who are involved: as quoted."""

from __future__ import annotations

from news.models import ReleasePerson
from news.models.release import Release
from portal.core.forms import RowsMixin

QUOTED = ReleasePerson.Role.QUOTED


def list_statements(release: Release) -> set[int]:
    """Return the keys of the statements in a text, without a query."""
    found = (
        (block["value"] or {}).get("statement")
        for block in release.body.raw_data
        if block["type"] == "statement"
    )
    return {int(key) for key in found if key}


def drop_twins(form: RowsMixin, release: Release) -> None:
    """Let a row go that the form did not show when it is sent as a new one.

    A form that stays open while it saves itself does not show who was added as quoted.
    """
    rows = form.rows("release_people")
    sent = {(one.instance.person_id, one.instance.role) for one in rows}
    shown = {one.instance.pk for one in rows}
    for row in release.release_people.all():
        if row.pk and row.pk not in shown and (row.person_id, row.role) in sent:
            release.release_people.remove(row)


def add_quoted(release: Release, before: set[int], *, commit: bool) -> None:
    """Add the speakers of statements that were not in the text before."""
    quoted = {
        row.person_id for row in release.release_people.all() if row.role == QUOTED
    }
    spoken = (
        block.value["statement"]
        for block in release.body
        if block.block_type == "statement" and block.value["statement"]
    )
    new = {one.speaker_id: one.speaker for one in spoken if one.pk not in before}
    rows = [
        ReleasePerson(person=speaker, role=QUOTED, sort_order=100 + number)
        for number, (key, speaker) in enumerate(new.items())
        if key not in quoted
    ]
    if not rows:
        return
    release.release_people.add(*rows)
    if commit:
        release.release_people.commit()
