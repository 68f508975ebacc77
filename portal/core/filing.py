"""How lists file names: as German dictionaries do (DIN 5007-1), the same on every database.

An umlaut is filed as its vowel, ß as ss, and other letters with a mark as the letter
below it. Capitals, apostrophes and full stops do not count; a space or a hyphen does,
and comes before every letter.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db import models

from portal.core.characters import WHOLE_LETTERS

TABLE = str.maketrans(WHOLE_LETTERS)
UNCOUNTED = re.compile("['’‘ʼ`´.]")
# Everything else that is no letter and no figure parts words.
BETWEEN = re.compile(r"[\W_]+")
LONGEST = 250


def file_under(name: str) -> str:
    """Return what a name is filed under: of two, the one with the lesser is first."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(one for one in letters if not unicodedata.combining(one))
    words = BETWEEN.sub(" ", UNCOUNTED.sub("", letters.translate(TABLE)))
    return words.strip()[:LONGEST]


class FilingField(models.CharField):
    """What a thing is filed under in lists, see ``file_under``.

    Compared by its characters' numbers: languages of a PostgreSQL cluster have rules of
    their own, and SQLite has none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": LONGEST, "editable": False, "db_index": True}
        super().__init__(*args, **{"default": "", **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "editable", "db_index"):
            del kwargs[key]
        return name, path, args, kwargs

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
