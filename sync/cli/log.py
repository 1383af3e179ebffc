"""`ocop log`: what was changed and why, newest first."""

from __future__ import annotations

from typing import Any

from sync.cli import exits
from sync.cli.format import change_words, kind_word, moment, outcome_word, reason_word
from sync.cli.json_output import change_json, problem_json
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Session
from sync.cli.tables import show_problems
from sync.cli.terminal import Terminal, laid_out
from sync.model import Code, ShopName
from sync.planning import changed_values
from sync.store import Entry

COLUMNS = ("at", "shop", "change", "product", "values", "reason", "outcome")


def log(
    session: Session, *, shop: str | None = None, product: str | None = None, limit: int = 50
) -> int:
    """Show at most `limit` entries of the journal."""
    configuration, terminal = prepared(session)
    name = chosen_shops(configuration, shop)[0] if shop else None
    code = Code(product) if product else None

    async def recall() -> list[Entry]:
        async with opening(session, configuration) as engine:
            return await engine.log(shop=name, product=code, limit=limit)

    entries = run(recall())
    show_entries(terminal, entries, configuration.settings.time_zone)
    terminal.answer({"entries": [entry_json(entry, terminal) for entry in entries]})
    return exits.FINE


def show_entries(terminal: Terminal, entries: list[Entry], time_zone: str) -> None:
    """The journal for people."""
    if not entries:
        terminal.tell("log_empty")
        return
    laid_out(terminal, COLUMNS, [_row(terminal, entry, time_zone) for entry in entries])
    show_problems(terminal, [entry.problem for entry in entries if entry.problem])


def _row(terminal: Terminal, entry: Entry, time_zone: str) -> list[str]:
    change = entry.change
    before, after = changed_values(change)
    return [
        moment(entry.at, time_zone) or "",
        change.shop,
        kind_word(terminal, change.kind),
        change.sku or change.code,
        change_words(terminal, change, before, after),
        reason_word(terminal, change.reason),
        outcome_word(terminal, entry.status),
    ]


def entry_json(entry: Entry, terminal: Terminal) -> dict[str, Any]:
    """A change with when, and what became of it; times are ISO 8601 in UTC."""
    problem = entry.problem
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "started_at": entry.started_at.isoformat() if entry.started_at else None,
        "finished_at": entry.finished_at.isoformat() if entry.finished_at else None,
        "shop": ShopName(entry.change.shop),
        **change_json(entry.change),
        "outcome": entry.status,
        "remote_id": entry.remote_id,
        "problem": problem_json(problem, terminal.language) if problem else None,
    }
