"""The folder in which lines wait to be counted, for minutes.

Each process that answers visitors has a file of its own for each hour. Whoever counts
renames what is there first: writers open their file for each line, so that from then
on they write to a new one, and nobody has to be told.
"""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from socket import gethostname
from uuid import uuid4

from django.conf import settings

ENDING = ".jsonl"  # of what is written to
TAKEN = ".taken"  # of what is being counted
# Seconds between the renaming and the reading: who has opened a file writes at once.
WRITING = 1.0
LARGEST = 64 * 2**20  # bytes of one file; nobody counts if it grows beyond
# Seconds after which an uncounted file is deleted. It holds an hour, so that no line
# lives for a day.
KEPT_FOR = 22 * 3600

logger = logging.getLogger(__name__)


def append(line: bytes, now: float) -> None:
    """Write a line to the file of this process and hour.

    One call of the system at the end of the file: lines of two threads do not mix.
    ``now`` is in seconds since 1970. Raises OSError.
    """
    hour = time.strftime("%Y%m%d%H", time.gmtime(now))
    path = _folder() / f"{hour}-{gethostname()}-{os.getpid()}{ENDING}"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
    try:
        file = os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, flags, 0o600)
    try:
        if os.fstat(file).st_size < LARGEST:
            os.write(file, line)
    finally:
        os.close(file)


def take() -> list[Path]:
    """Return the files to count, which nobody writes to any more."""
    found = list(_folder().glob(f"*{ENDING}"))
    for path in found:
        try:
            path.rename(path.with_name(f"{uuid4()}{TAKEN}"))
        except FileNotFoundError:
            continue  # somebody else has taken it
        except OSError as error:
            logger.warning("%s cannot be taken: %s", path.name, error)
    if found:
        time.sleep(WRITING)
    return sorted(_folder().glob(f"*{TAKEN}"))


def drop_old(now: float) -> None:
    """Delete what nobody has counted in time; ``now`` is in seconds since 1970."""
    for path in _folder().glob("*"):
        try:
            is_old = path.lstat().st_mtime < now - KEPT_FOR
            if path.suffix in (ENDING, TAKEN) and is_old:
                path.unlink()
        except FileNotFoundError:
            continue  # somebody else has deleted it
        except OSError as error:
            logger.warning("%s cannot be deleted: %s", path.name, error)


def _folder() -> Path:
    return Path(settings.COUNTING_DIR)
