"""Changes the key that the shops' tokens are locked with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sync.model import Settings
from sync.store.home import database_address
from sync.store.private import keep_private
from sync.store.secret_box import SecretBox, drop_old_keys, keys_named, put_new_key
from sync.store.store import Store


@dataclass(frozen=True, slots=True)
class KeysRotated:
    """How many shops' tokens were locked anew, and how many old keys were dropped from the file.

    None: the keys stand in the environment, where a person drops them.
    """

    locked: int
    dropped: int | None


async def rotate_keys(settings: Settings, home: Path, environ: Mapping[str, str]) -> KeysRotated:
    """Lock all secrets with a new key, then forget the old ones; no service may run meanwhile.

    Broken off, it leaves old and new keys side by side, and is simply run again. Raises `WrongKey`,
    `StoreUnavailable`.
    """
    keep_private(home)
    named, address = keys_named(environ), database_address(settings, home, environ)
    if not named:
        put_new_key(home)
    async with Store.open(address, SecretBox.of(environ, home)) as store:
        locked = await store.tokens.seal_anew()
        await store.push_registrations.seal_anew()
    return KeysRotated(locked, None if named else drop_old_keys(home))
