"""Runs `ocop` in this process, and keeps what it said."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sandbox.server import EPHEMERAL, Credentials, discover, serving
from sync.cli.main import run


class Ran(NamedTuple):
    """How a call of `ocop` ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Ocop = Callable[..., Ran]


@pytest.fixture
def ocop(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Ocop:
    """Call `ocop` in an empty folder with an environment of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, environ: Mapping[str, str] | None = None) -> Ran:
        capsys.readouterr()
        code = run(arguments, environ or {})
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return call


class Served:
    """Every replica, in a thread and a loop of its own: the commands use this thread's."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._replicas = serving(discover(), EPHEMERAL)
        self.credentials: Credentials = {}

    def start(self) -> None:
        self._thread.start()
        self.credentials = self._do(self._replicas.__aenter__())

    def stop(self) -> None:
        """Hang up and be gone; a second stop does nothing."""
        if self._thread.is_alive():
            self._do(self._replicas.__aexit__(None, None, None))
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


@pytest.fixture
def served() -> Iterator[Served]:
    replicas = Served()
    replicas.start()
    yield replicas
    replicas.stop()


@pytest.fixture
def first(ocop: Any, served: Served, tmp_path: Path) -> list[str]:
    """A first config whose shop stands in that sandbox; returns the options that choose it."""
    ocop("init", "dau-tien")
    shops = tmp_path / "dau-tien" / "shops.yaml"
    text = shops.read_text(encoding="utf-8")
    url = served.credentials["shopee"]["url"]
    shops.write_text(text.replace("http://127.0.0.1:8711", url), encoding="utf-8")
    return ["--config", "dau-tien", "--home", "kho"]
