"""Ports for servers that cannot find one themselves."""

from __future__ import annotations

import contextlib
import socket


def free_port() -> int:
    """Name one that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found: int = taken.getsockname()[1]
        return found


def free_ports(count: int) -> int:
    """Name the first of so many in a row that nobody uses now."""
    while True:
        first = free_port() - count
        with contextlib.suppress(OSError), contextlib.ExitStack() as taken:
            for port in range(first, first + count):
                taken.enter_context(socket.create_server(("127.0.0.1", port)))
            return first
