"""Tells systemd that the service is up, and goes on telling while its loop turns.

The protocol is one datagram to the socket that `NOTIFY_SOCKET` names (sd_notify(3)); where nothing
named one, as on Windows, there is nobody to tell.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Mapping
from typing import Final

READY: Final = "READY=1"
STOPPING: Final = "STOPPING=1"
ALIVE: Final = "WATCHDOG=1"
MICROSECONDS: Final = 1_000_000


def notify(environ: Mapping[str, str], state: str) -> bool:
    """Tell systemd; answers whether there was anybody to tell."""
    address = environ.get("NOTIFY_SOCKET", "")
    family = getattr(socket, "AF_UNIX", None)
    if not address or family is None:
        return False
    place = f"\0{address[1:]}" if address.startswith("@") else address
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as line:
        line.sendto(state.encode(), place)
        return True
    return False


def watchdog_every_s(environ: Mapping[str, str]) -> float | None:
    """Say how often systemd wants to hear of us: twice in the time that it waits; None: never."""
    asked = environ.get("WATCHDOG_USEC", "")
    return int(asked) / MICROSECONDS / 2 if asked.isdecimal() and int(asked) else None


async def tell_alive(environ: Mapping[str, str]) -> None:
    """Tell that we are ready, and again and again that we live, until cancelled."""
    notify(environ, READY)
    every_s = watchdog_every_s(environ)
    try:
        while every_s is not None:
            notify(environ, ALIVE)
            await asyncio.sleep(every_s)
        await asyncio.Event().wait()
    finally:
        notify(environ, STOPPING)
