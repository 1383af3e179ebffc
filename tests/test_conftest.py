"""The guard that keeps tests on loopback does stop what it says."""

from __future__ import annotations

import asyncio
import socket

import pytest

OUTSIDE = ("192.0.2.1", 80)  # an address kept for documents: nobody answers there


def test_a_socket_to_the_outside_ends_the_test() -> None:
    with (
        socket.socket() as sock,
        pytest.raises(pytest.fail.Exception, match="stay on loopback"),
    ):
        sock.connect(OUTSIDE)


async def test_asyncio_cannot_reach_the_outside_either() -> None:
    with pytest.raises(pytest.fail.Exception, match="stay on loopback"):
        await asyncio.open_connection(*OUTSIDE)


def test_asking_for_an_outside_name_ends_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match="stay on loopback"):
        socket.create_connection(("nowhere.invalid", 80))


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
