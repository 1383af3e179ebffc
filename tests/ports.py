"""Ports for servers that cannot find one themselves."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Name one that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found: int = taken.getsockname()[1]
        return found
