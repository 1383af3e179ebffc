"""Proves who somebody is by name and password, slowly and not too often."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from typing import Final

from sync.model import Problem
from sync.store import Store
from sync.store.passwords import hashed, is_dated, is_password
from sync.store.users import User

AT_ONCE: Final = threading.BoundedSemaphore(2)  # each takes 19 MiB and a tenth of a second


async def signed_in(store: Store, name: str, password: str, address: str) -> User | Problem:
    """Answer who this is, or why not; a name that nobody has takes as long as a wrong password."""
    now = datetime.now(UTC)
    wait_s = await store.sign_in_attempts.begin(name, address, now)
    if wait_s is not None:
        return Problem(code="sign_in_wait", values={"wait_s": wait_s})
    user = await store.users.named(name)
    kept = user.password if user else None
    right = await asyncio.to_thread(_compared, kept, password)
    if user is None or kept is None or not right:
        return Problem(code="sign_in_wrong")
    await store.sign_in_attempts.succeeded(name, address)
    if is_dated(kept):
        await store.users.renew_hash(user, await asyncio.to_thread(hashed, password))
    return user


def _compared(kept: str | None, password: str) -> bool:
    with AT_ONCE:
        return is_password(kept, password)
