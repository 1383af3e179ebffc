"""What holds for every test: loopback only, no settings of this machine, one odd time zone.

Two settings make the suite try more: HYPOTHESIS_PROFILE=search (2,000 examples each, other ones
every time) and OCOP_TEST_ALL=yes (tests/conformance/extent.py: every break at every call).
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import ipaddress
import os
import socket
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, settings

from sync.service.shared.jobs import JobRows
from sync.store import SecretBox, Store, migrate
from sync.store.database import Database
from tools import postgres

LOOPBACK_NAMES = {None, "", "localhost", b"localhost"}
ODD_ZONE = "XST-05:45"  # neither UTC nor Vietnam; written so that it needs no zone files
OURS_TO_KEEP = {"OCOP_TEST_PG", "OCOP_TEST_BROWSER", "OCOP_TEST_LIBREOFFICE", "OCOP_TEST_ALL"}
OF_A_TERMINAL = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"}

# Millions of values live as long as the session; to look through all of them often frees nothing.
gc.set_threshold(700, 10, 100)
gc.disable()  # until all is collected, see below: nothing of it is ever freed

settings.register_profile(
    "ci",  # the default everywhere: the same examples on every machine, however slow
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_finish() -> None:
    """Leave what was collected to the end of the session, and look through the rest again."""
    gc.freeze()
    gc.enable()


def pytest_report_header() -> str:
    """Say in the report which PostgreSQL proved it."""
    return f"postgresql: {postgres.choice()}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server, started when a first test asks; without one, that test fails."""
    with postgres.server() as address:
        yield address


@pytest.fixture
def postgres_address(postgres_server: str) -> Iterator[str]:
    """An empty database of this test's own."""
    with postgres.database(postgres_server) as address:
        yield address


@pytest.fixture(scope="session")
def _migrated_postgres(postgres_server: str) -> Iterator[str]:
    """A store on PostgreSQL, empty, of which tests get copies: to migrate takes longer."""
    with postgres.database(postgres_server) as address:

        async def make() -> None:
            async with Store.open(address, SecretBox([Fernet.generate_key().decode()])):
                pass
            database = Database(address)
            await JobRows(database).make()
            await database.close()

        with ThreadPoolExecutor() as beside:  # a test's event loop may run here already
            beside.submit(lambda: asyncio.run(make())).result()
        yield address


@pytest.fixture
def shared_address(postgres_server: str, _migrated_postgres: str) -> Iterator[str]:
    """A store on PostgreSQL of this test's own, with the tables of its queue."""
    with postgres.database(postgres_server, like=_migrated_postgres) as address:
        yield address


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this session keeps an empty SQLite store; the first test to migrate one leaves it."""
    return tmp_path_factory.mktemp("store") / "migrated.db"


@pytest.fixture(autouse=True)
def _migrated_once(migrated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new SQLite store is a copy of an empty one: migrating takes longer than most tests."""

    async def bring_up_to_date(database: Database) -> None:
        new = is_new(database)
        if new:
            copy_store(migrated, new)
        await migrate.bring_up_to_date(database)
        if new:
            copy_store(new, migrated)

    monkeypatch.setattr("sync.store.store.bring_up_to_date", bring_up_to_date)


def is_new(database: Database) -> Path | None:
    """Where SQLite will make a new file, if it will."""
    file = database.engine.url.database
    if not database.embedded or file is None or file.startswith("file:"):
        return None
    return None if Path(file).exists() else Path(file)


def copy_store(source: Path, target: Path) -> None:
    """Copy a store as SQLite does, whatever it still keeps beside the file."""
    if not source.exists() or target.exists():
        return
    with (
        contextlib.closing(sqlite3.connect(source)) as there,
        contextlib.closing(sqlite3.connect(target)) as here,
    ):
        there.backup(here)


def is_loopback(host: Any) -> bool:
    """Tell whether a host is this machine talking to itself."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        text = host.decode() if isinstance(host, bytes) else host
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse(address: object) -> None:
    """End the test; not an Exception, so that no code under test can swallow it."""
    pytest.fail(f"a test reached for {address}: tests stay on loopback")


def only_loopback(connect: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a socket's method whose last argument is an address."""

    def guarded(sock: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if isinstance(address, tuple) and not is_loopback(address[0]):
            refuse(address)
        return connect(sock, *arguments)

    return guarded


def only_loopback_names(look_up: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap `socket.getaddrinfo`: asking for a name is talking to the network, too."""

    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        passive = (arguments[4] if len(arguments) > 4 else options.get("flags", 0)) or 0
        if not is_loopback(host) and not passive & socket.AI_PASSIVE:
            refuse(host)
        return look_up(host, *arguments, **options)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def _loopback_only() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, only_loopback(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", only_loopback_names(socket.getaddrinfo))
        yield


@pytest.fixture(scope="session", autouse=True)
def _nobodys_settings() -> Iterator[None]:
    """Neither this machine's proxies, its terminal nor its OCOP_* settings reach a test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            ours = name.startswith("OCOP_") and name not in OURS_TO_KEEP
            if ours or name in OF_A_TERMINAL or name.lower().endswith("_proxy"):
                patch.delenv(name)
        with tempfile.TemporaryDirectory() as state:  # of this computer's user, as it were
            patch.setenv("OCOP_STATE", state)
            yield


@pytest.fixture(scope="session", autouse=True)
def _odd_time_zone() -> Iterator[None]:
    """What depends on the machine's own zone goes wrong here rather than at a cooperative."""
    if not hasattr(time, "tzset"):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", ODD_ZONE)
        time.tzset()
        yield
    time.tzset()
