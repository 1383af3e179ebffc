"""Runs `ocop` in this process, and keeps what it said."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

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
