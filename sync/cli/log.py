"""`ocop log`: what was changed and why, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from sync.cli import exits
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Session
from sync.cli.tables import show_problems
from sync.cli.terminal import Terminal, laid_out
from sync.model import Change, Code
from sync.output.format import change_words, kind_word, moment, outcome_word, reason_word
from sync.output.log import decision_json, entry_json
from sync.planning import changed_values
from sync.store import Decision, Entry
from sync.wording.names import NAMES

COLUMNS = ("at", "run", "shop", "change", "product", "values", "reason", "outcome")


def log(
    session: Session, *, shop: str | None = None, product: str | None = None, limit: int = 50
) -> int:
    """Show at most `limit` entries of the journal."""
    configuration, terminal = prepared(session)
    name = chosen_shops(configuration, shop)[0] if shop else None
    code = Code(product) if product else None

    async def recall() -> tuple[list[Entry], list[Decision]]:
        async with opening(session, configuration) as app:
            entries = await app.store.journal.entries(name, code, limit)
            return entries, await app.store.decisions.entries(name, code, limit)

    entries, decisions = run(recall())
    time_zone = configuration.settings.time_zone
    show_entries(terminal, entries, time_zone)
    show_decisions(terminal, decisions, time_zone)
    terminal.answer(
        {
            "entries": [entry_json(entry, terminal.language) for entry in entries],
            "decisions": [decision_json(one) for one in decisions],
        }
    )
    return exits.FINE


def show_decisions(terminal: Terminal, decisions: Sequence[Decision], time_zone: str) -> None:
    """Who allowed, held back or took back what, from where and when."""
    for one in decisions:
        did, told = _done(one)
        terminal.tell(
            f"decided_{one.verdict}",
            at=moment(one.at, time_zone),
            who=one.who,
            origin=one.origin,
            shop=one.shop,
            product=one.code,
            change=_words_of(terminal, one.change),
            did=did,
            note=told or None,
            number=one.id,
        )


def _done(one: Decision) -> tuple[str | None, str]:
    """Take apart what was written down of the stock: what was done, and the figures."""
    did, _, figures = one.note.partition(" ")
    known = one.verdict == "stock" and f"did_{did}" in NAMES
    return (f"did_{did}", figures) if known else (None, one.note)


def _words_of(terminal: Terminal, change: Change | None) -> str | None:
    if change is None:
        return None
    before, after = changed_values(change)
    values = change_words(terminal, change, before, after).replace("\n", "; ")
    return f"{kind_word(terminal, change.kind)}, {values}"


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
        str(entry.round_id),
        change.shop,
        kind_word(terminal, change.kind),
        change.sku or change.code,
        change_words(terminal, change, before, after),
        reason_word(terminal, change.reason),
        outcome_word(terminal, entry.told),
    ]
