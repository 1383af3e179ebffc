"""Keeps passwords as argon2id, and takes as long for a name that nobody has as for a wrong word."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from itertools import pairwise
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The OWASP cheat sheet's smallest memory, so that a cooperative's old computer bears two at once.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
LEAST: Final = 10  # characters
MOST: Final = 200
LEAST_VARIED: Final = 5  # different characters


def password_flaw(password: str, name: str) -> str | None:
    """Say by a code why a password is too weak; None: it may be taken."""
    plain = _plain(password)
    if not LEAST <= len(plain) <= MOST:
        return "password_length"
    if len(set(plain.casefold())) < LEAST_VARIED or _in_a_row(plain):
        return "password_simple"
    if _plain(name).casefold() in plain.casefold():
        return "password_name"
    return None


def hashed(password: str) -> str:
    """Hash a password with a salt of its own; takes a tenth of a second and 19 MiB."""
    return _HASHER.hash(_plain(password))


def is_password(kept: str | None, password: str) -> bool:
    """Whether this is the password; None is nobody's, and is found out as slowly."""
    try:
        right = _HASHER.verify(kept or _of_nobody(), _plain(password)[: MOST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def is_dated(kept: str) -> bool:
    """Whether it was hashed by other costs than today's."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _of_nobody() -> str:
    return _HASHER.hash(secrets.token_urlsafe())


def _plain(text: str) -> str:
    """Spell the same letters the same way, whichever keyboard wrote them."""
    return unicodedata.normalize("NFC", text)


def _in_a_row(text: str) -> bool:
    """Whether each character follows the one before, as in 1234567890 or abcdefghij."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text[:-1])}  # a last 0 follows 9
    return len(steps) == 1
