"""Connections to the database: how many there can be, and how many there may be."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

BY_HAND = 3  # for commands, a backup and a look at the database
LIMITS = """
    SELECT current_setting('max_connections')::int
           - current_setting('superuser_reserved_connections')::int
           - coalesce(current_setting('reserved_connections', true)::int, 0),
           rolconnlimit, datconnlimit
      FROM pg_roles, pg_database
     WHERE rolname = current_user AND datname = current_database()
"""
OTHERS = """
    SELECT count(*) FROM pg_stat_activity
     WHERE backend_type = 'client backend'
       AND NOT (usename = current_user AND datname = current_database())
"""


def needed(processes: int, background: int) -> int:
    """Return how many connections there are at most.

    ``processes`` answer visitors; while one of them is renewed there is one more.
    What is done in the background keeps ``background`` more.
    """
    renewed = processes + 1 if processes else 0
    return renewed * settings.WEB_THREADS + background + BY_HAND


def check(processes: int, background: int) -> str:
    """Return a warning if other users of the server leave too little, else nothing.

    Raises CommandError when the limits of server, role, database or setting are too
    low, and OperationalError when PostgreSQL cannot be asked. SQLite has no limits.
    """
    if connection.vendor != "postgresql":
        return ""
    count = needed(processes, background)
    try:
        with connection.cursor() as cursor:
            cursor.execute(LIMITS)
            server, role, database = cursor.fetchone()
            cursor.execute(OTHERS)
            [others] = cursor.fetchone()
    finally:
        connection.close()
    wanted = (
        f"Dateline needs up to {count} connections to the database: {processes} + 1 "
        f"processes (WEB_WORKERS) with {settings.WEB_THREADS} threads (WEB_THREADS), "
        f"{background} in the background and {BY_HAND} for commands by hand"
    )
    limits = {
        "max_connections of PostgreSQL, less what is reserved": server,
        "the CONNECTION LIMIT of the role": role,
        "the CONNECTION LIMIT of the database": database,
        "DATABASE_CONNECTIONS": settings.DATABASE_CONNECTIONS or -1,
    }
    for name, limit in limits.items():
        if 0 <= limit < count:
            message = (
                f"{wanted}. Allowed are {limit} ({name}). Lower WEB_THREADS or "
                f"WEB_WORKERS, or raise that limit."
            )
            raise CommandError(message)
    if server - others < count:
        return f"{wanted}. Others use {others} of {server} already."
    return ""
