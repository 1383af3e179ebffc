"""What the log tells is fields of ours; what comes from outside neither steers nor ends a line."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from sync.cli import logs

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


def test_the_log_file_keeps_what_was_said_meanwhile_and_nothing_of_others(tmp_path: Path) -> None:
    with logs.logging_to_file(tmp_path):
        logging.getLogger("sync.transport").warning("early refresh failed", extra={"shop": "a"})
        logging.getLogger("httpx").warning("GET https://host/?sign=secret")
    logging.getLogger("sync.transport").warning("later")
    (line,) = (tmp_path / logs.FILE).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["event"] == "early refresh failed"
