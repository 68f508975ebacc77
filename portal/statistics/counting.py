"""Make numbers per day of lines, and keep no line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction

from portal.statistics import folder
from portal.statistics.addresses import FeedAddresses
from portal.statistics.lines import Line, read_lines
from portal.statistics.models import CountedFile
from portal.statistics.numbers import Numbers
from portal.statistics.storing import write_reach, write_views

# Lines that are looked up at once; SQLite takes 32,766 values in a query.
CHUNK = 2000

logger = logging.getLogger(__name__)


def count_all() -> int:
    """Count what waits in the folder; return how many files that were.

    Each file is counted once, at whatever point this is killed: that it was counted is
    written with its numbers, and it is deleted after that.
    """
    counted = 0
    for path in folder.take():
        try:
            counted += count_file(path)
        except IntegrityError:
            # Another one was counting the same day; next time it is one of the first.
            logger.warning("%s waits for the next turn", path.name)
        except Exception:
            # Whatever is wrong with it, the others do not wait for it. It is tried again
            # until it is too old.
            logger.exception("%s cannot be counted", path.name)
    return counted


def count_file(path: Path) -> bool:
    """Count a file unless that was done, and delete it; tell whether it was counted."""
    try:
        with path.open("rb") as file:
            numbers = read_numbers(file)
    except FileNotFoundError:
        return False
    with transaction.atomic():
        _row, is_new = CountedFile.objects.get_or_create(name=path.name)
        if is_new:
            write_views(numbers)
            write_reach(numbers)
    path.unlink(missing_ok=True)
    return is_new


def read_numbers(file: BinaryIO) -> Numbers:
    """Return what the lines of a file come to."""
    numbers, feeds = Numbers(), FeedAddresses()
    for lines in _in_chunks(read_lines(file)):
        numbers.add(lines, feeds)
    return numbers


def _in_chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while chunk := list(islice(lines, CHUNK)):
        yield chunk
