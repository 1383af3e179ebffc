"""What the log tells is fields of ours; what comes from outside neither steers nor ends a line."""

from __future__ import annotations

import json
import logging
import os
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from sync.cli import faults, logs

TRICK = "\x1b[2J\x1b]0;hi\x07name\r\nerror level=critical \u202ekcart\x9b31m"


def told(audience: Any, **fields: object) -> str:
    record = logging.LogRecord("sync.x", logging.INFO, "", 1, "event", None, None)
    record.__dict__.update(fields)
    return logs.formatter(audience).format(record)


def test_a_title_from_outside_stays_one_field_of_one_line() -> None:
    for line in (told("people", title=TRICK), told("machine", title=TRICK)):
        assert line.isprintable(), repr(line)
        assert "\u202e" not in line


def test_a_machine_gets_the_fields_as_json() -> None:
    fields = json.loads(told("machine", shop="a", took_ms=12))
    assert fields["event"], fields
    assert (fields["shop"], fields["took_ms"], fields["level"]) == ("a", 12, "info")


def test_the_log_file_keeps_what_was_said_meanwhile_and_nothing_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # as where no test listens
    with logs.logging_to_file(tmp_path):
        logging.getLogger("psycopg").warning("query cancellation failed")
        logging.getLogger("sync.transport").warning("early refresh failed", extra={"shop": "a"})
        logging.getLogger("httpx").warning("GET https://host/?sign=secret")
    logging.getLogger("sync.transport").warning("later")
    lines = (tmp_path / logs.FILE).read_text(encoding="utf-8").splitlines()
    events = [json.loads(line)["event"] for line in lines]
    assert events == ["query cancellation failed", "early refresh failed"]
    assert "cancellation" not in capsys.readouterr().err, "a terminal is told in its language"


class Noon(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Noon:
        return cls(2026, 11, 30, 12, tzinfo=tz)


def test_a_traceback_never_goes_through_a_link_that_somebody_laid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The temporary folder is everybody's, and the name of the file can be guessed."""
    fallback, theirs = tmp_path / "tmp", tmp_path / "theirs.txt"
    fallback.mkdir()
    theirs.write_text("nguyên vẹn", encoding="utf-8")
    monkeypatch.setattr(faults, "datetime", Noon)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(fallback))
    home_is_a_file = tmp_path / "home"
    home_is_a_file.write_text("", encoding="utf-8")
    error = RuntimeError("hỏng")
    kept = faults.kept(error, home_is_a_file)
    assert "hỏng" in kept.read_text(encoding="utf-8")
    kept.unlink()
    kept.symlink_to(theirs)
    assert faults.kept(error, home_is_a_file) == Path(os.devnull)
    assert theirs.read_text(encoding="utf-8") == "nguyên vẹn"
