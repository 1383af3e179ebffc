"""Turns what a database driver complains about into something a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from sync.model import Problem
from sync.store.errors import StoreUnavailable

# By the beginning of SQLite's own name of the error, and of PostgreSQL's SQLSTATE.
_CODES = {
    "SQLITE_BUSY": "store_busy",
    "SQLITE_LOCKED": "store_busy",
    "SQLITE_READONLY": "store_read_only",
    "SQLITE_PERM": "store_read_only",
    "SQLITE_FULL": "store_full",
    "SQLITE_CORRUPT": "store_corrupt",
    "SQLITE_NOTADB": "store_corrupt",
    "SQLITE_CANTOPEN": "store_unreachable",
    "SQLITE_IOERR": "store_disk",
    "08": "store_unreachable",
    "57P": "store_unreachable",
    "3D": "store_unreachable",
    "28": "store_refused",
    "42501": "store_refused",
    "25006": "store_read_only",
    "53100": "store_full",
    "53": "store_busy",
    "55P03": "store_busy",
    "57014": "store_busy",
    "40": "store_busy",
    "58": "store_disk",
    "XX00": "store_corrupt",
}
# Whoever is not let in is told why in words alone, which PostgreSQL says in English unless asked.
_WORDS = {
    "password authentication failed": "store_refused",
    "no password supplied": "store_refused",
    "no pg_hba.conf entry": "store_refused",
    'role "': "store_refused",
    "permission denied": "store_refused",
    'database "': "store_not_there",
    "too many clients": "store_busy",
    "too many connections": "store_busy",
    "remaining connection slots": "store_busy",
    "Connection refused": "store_server_down",
    "starting up": "store_server_down",
    "shutting down": "store_server_down",
    "resolve host": "store_server_unknown",
    "not known": "store_server_unknown",
}


@contextmanager
def problem_of(place: str) -> Iterator[None]:
    """Let troubles of the database at `place` out as `StoreUnavailable` only.

    A broken rule (a duplicate, an impossible statement) is our own mistake and stays what it is.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, PoolTimeout, ValidationError, OSError) as error:
        problem = _problem(error, place)
        if problem is None:
            raise
        raise StoreUnavailable(problem) from error


def _problem(error: Exception, place: str) -> Problem | None:
    code = _code(error)
    if code is None:
        return None
    cause = (error.orig if isinstance(error, DBAPIError) else None) or error
    detail = "" if isinstance(error, ValidationError) else str(cause).partition("\n")[0]
    return Problem(code=code, values={"place": place, "detail": detail})


def _code(error: Exception) -> str | None:
    match error:
        case ValidationError():
            return "store_unreadable"
        case PoolTimeout():
            return "store_busy"
        case OSError():
            return "store_unreachable"
    name = _name(error.orig if isinstance(error, DBAPIError) else error)
    if name:
        return _code_of(name)
    # A driver that names no error never got through to a server.
    return _told_in_words(str(error.orig)) if isinstance(error, OperationalError) else None


def _told_in_words(said: str) -> str:
    """Tell what a person can do something about, by what stands after whose server it is."""
    why = said.partition("FATAL:")[2] or said
    known = (code for words, code in _WORDS.items() if words in why)
    return next(known, "store_unreachable")


def _code_of(name: str) -> str | None:
    """Look a driver's name of an error up by its longest beginning that we know."""
    beginnings = [known for known in _CODES if name.startswith(known)]
    return _CODES[max(beginnings, key=len)] if beginnings else None


def _name(cause: BaseException | None) -> str | None:
    attribute = "sqlite_errorname" if isinstance(cause, sqlite3.Error) else "sqlstate"
    return getattr(cause, attribute, None)
