"""Locks secrets before they are written down, and unlocks them again."""

from __future__ import annotations

import hmac
import os
import stat
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from sync.model import Problem
from sync.store.errors import StoreUnavailable, WrongKey

KEYS_VARIABLE = "OCOP_SECRET_KEYS"
KEY_FILE = "secret.key"


class SecretBox:
    """Encrypts with the first key, decrypts with any: put a new key in front to rotate."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([_fernet(key) for key in keys])
        self._first = keys[0].encode("ascii")

    @classmethod
    def of(cls, environment: Mapping[str, str], home: Path) -> SecretBox:
        """Take the keys from `OCOP_SECRET_KEYS`, else from the home folder's key file.

        The file is made at first use. On POSIX only its owner can read it (0600); on Windows it
        has what the user's profile folder grants, and that is its owner and the administrators.
        """
        return cls(keys_named(environment) or _keys_in(home / KEY_FILE))

    def mark(self, purpose: str) -> str:
        """Make a secret of this home for one purpose, the same until the keys are rotated."""
        return hmac.new(self._first, purpose.encode("utf-8"), "sha256").hexdigest()

    def seal(self, text: str) -> str:
        """Encrypt a text."""
        return self._fernet.encrypt(text.encode("utf-8")).decode("ascii")

    def open(self, sealed: str) -> str:
        """Decrypt a text; raises `WrongKey`."""
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode("utf-8")
        except (InvalidToken, UnicodeError) as error:
            raise WrongKey(Problem(code="secret_key_wrong")) from error


def keys_named(environment: Mapping[str, str]) -> list[str]:
    """Give the keys of `OCOP_SECRET_KEYS`, the one that encrypts first."""
    named = [key.strip() for key in environment.get(KEYS_VARIABLE, "").split(",")]
    return [key for key in named if key]


def put_new_key(home: Path) -> None:
    """Put a fresh key in front of those in the key file: from now on it encrypts."""
    keys = _keys_in(home / KEY_FILE)
    _replace(home / KEY_FILE, [Fernet.generate_key().decode("ascii"), *keys])


def drop_old_keys(home: Path) -> int:
    """Leave only the key that encrypts, once nothing is locked by the others; answers how many."""
    first, *others = _keys_in(home / KEY_FILE)
    _replace(home / KEY_FILE, [first])
    return len(others)


def _fernet(key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError as error:
        raise WrongKey(Problem(code="secret_key_malformed")) from error


def _keys_in(path: Path) -> list[str]:
    try:
        if not path.exists():
            _create(path, Fernet.generate_key())
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise WrongKey(Problem(code="secret_key_open", values={"file": str(path)}))
        keys = path.read_text(encoding="ascii", errors="replace").split()
    except OSError as error:
        values = {"file": str(path), "detail": error.strerror or ""}
        raise StoreUnavailable(Problem(code="secret_key_unreadable", values=values)) from error
    if not keys:
        raise WrongKey(Problem(code="secret_key_malformed", values={"file": str(path)}))
    return keys


def _draft(path: Path, keys: Sequence[str]) -> Path:
    """Write keys beside the key file, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=KEY_FILE)
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _replace(path: Path, keys: Sequence[str]) -> None:
    try:
        _draft(path, keys).replace(path)
    except OSError as error:
        values = {"file": str(path), "detail": error.strerror or ""}
        raise StoreUnavailable(Problem(code="secret_key_unreadable", values=values)) from error


def _create(path: Path, key: bytes) -> None:
    """Write a new key file whole or not at all; of two processes at once, the first wins."""
    draft = _draft(path, [key.decode("ascii")])
    try:
        os.link(draft, path)  # unlike a rename, this refuses to replace a key that is in use
    except OSError:
        if not path.exists():  # a file system without links, such as a USB stick's
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
