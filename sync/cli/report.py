"""`ocop report`: what marketplaces answered that nobody expected, and how to send it to us."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import metadata
from typing import Any

from sync.cli import exits
from sync.cli.prepare import load, terminal_of
from sync.cli.session import Refused, Session
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.marketplace import KnownAnswers
from sync.output.format import moment
from sync.platforms import platforms
from sync.transport.kept_unknown import UnknownAnswer, UnknownAnswers
from sync.transport.unknown_answers import case_of

FOLDER = "reports"  # below the home folder
COLUMNS = ("report_id", "marketplace", "endpoint", "unknown", "times", "last_at")


def report(session: Session, *, call: str | None = None) -> int:
    """List what was not understood; of one call, write the last such answer into a file."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    kept = UnknownAnswers.of(session.home)
    if call is None:
        _list(terminal, kept.all(), configuration.settings.time_zone)
        return exits.FINE
    found = kept.named(call)
    if found is None:
        raise Refused("report_unknown", call=call)
    _pack(session, terminal, found)
    return exits.FINE


def _list(terminal: Terminal, found: Sequence[UnknownAnswer], time_zone: str) -> None:
    terminal.answer({"unknown": [unknown_json(one) for one in found]})
    if not found:
        terminal.tell("report_none")
        return
    rows: list[list[Cell]] = [
        [
            one.id,
            one.platform,
            one.endpoint,
            f"{terminal.word(f'report_{one.kind}')} {one.name}",
            str(one.times),
            moment(one.last, time_zone) or "",
        ]
        for one in found
    ]
    laid_out(terminal, COLUMNS, rows)
    terminal.tell("report_listed", count=len(found))


def _pack(session: Session, terminal: Terminal, found: UnknownAnswer) -> None:
    installed = platforms().get(found.platform)
    known = installed.known if installed else KnownAnswers()
    case = case_of(found, known, metadata.version("ocop-sync"))
    name = re.sub(r"[^a-z0-9]+", "_", f"{found.endpoint.rsplit('/', 1)[-1]}_{found.id}".lower())
    file = session.home / FOLDER / found.platform / f"{name.strip('_')}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(case, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    terminal.tell("report_packed", file=str(file))
    terminal.answer({"file": str(file), "case": case})


def unknown_json(one: UnknownAnswer) -> dict[str, Any]:
    """One new thing; times are ISO 8601."""
    return {
        "id": one.id,
        "shop": one.shop,
        "platform": one.platform,
        "endpoint": one.endpoint,
        "kind": one.kind,
        "name": one.name,
        "first_at": one.first_at,
        "last_at": one.last_at,
        "times": one.times,
    }
