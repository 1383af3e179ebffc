"""`ocop schema`: the JSON Schemas from which an editor completes what a cooperative writes."""

from __future__ import annotations

import json
import sys
from typing import Any

from sync.catalog import schema
from sync.cli import exits
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal
from sync.model import Language


def print_or_write(session: Session, *, write: bool = False) -> int:
    """Print all schemas by file name as one JSON document, or write them as files."""
    if write:
        return write_schemas(session)
    sys.stdout.write(_text(schemas(session.language or "vi")))
    return exits.FINE


def write_schemas(session: Session) -> int:
    """Write each schema into the config folder, where the YAML files point to it."""
    if not session.config.is_dir():
        raise Refused("config_missing", folder=str(session.config))
    terminal = Terminal.of(session)
    written = []
    for name, body in schemas(session.language or "vi").items():
        path = session.config / name
        try:
            path.write_text(_text(body), encoding="utf-8", newline="\n")
        except OSError as error:
            raise Refused(
                "folder_read_only", folder=str(session.config), why=error.strerror or ""
            ) from error
        written.append(str(path))
        terminal.tell("schema_written", file=str(path))
    terminal.answer({"written": written})
    return exits.FINE


def schemas(language: Language = "vi") -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file."""
    return {f"{name}.schema.json": body for name, body in schema(language).items()}


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
