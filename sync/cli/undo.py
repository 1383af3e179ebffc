"""`ocop undo`: takes back what a round did, as far as nothing else has changed since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, get_args

from sync.app import App, ShopFailed, attempt
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.people import ask, can_be_asked, decided
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.rounds import show_failed_shops
from sync.cli.session import Refused, Session
from sync.cli.tables import show_changes, show_report
from sync.cli.terminal import Terminal
from sync.model import Change, Code, Field, ShopName
from sync.output.changes import change_json, report_json
from sync.planning import Undo
from sync.running.plan import Scope
from sync.running.report import Report
from sync.running.undoing import UndoPart, done_in, keep_undone, undo_of

# Nothing can be written there now: it waits for an answer, or the platform has taken it down.
LATER: Final = frozenset({"listing_sent", "listing_in_review", "listing_banned"})


def undo(
    session: Session,
    *,
    run_number: int,
    product: str | None = None,
    field: str | None = None,
    yes: bool = False,
) -> int:
    """Show what can be taken back, ask, and do it; what cannot is named with its reason."""
    part = UndoPart(run_number, product, fields_of(field))
    configuration, terminal = prepared(session)
    if not yes and not can_be_asked():
        raise Refused("undo_nobody_to_ask")
    return run(_undo(session, configuration, terminal, part, asked=not yes))


def fields_of(named: str | None) -> tuple[Field, ...]:
    """Read fields, as in title,price; raises Refused for one that there is not."""
    known: Sequence[Field] = get_args(Field)
    found = tuple(each for each in known if named and each in named.split(","))
    if named and len(found) < len(named.split(",")):
        raise Refused("undo_field_unknown", given=named, known=", ".join(known))
    return found


async def _undo(
    session: Session,
    configuration: Configuration,
    terminal: Terminal,
    part: UndoPart,
    *,
    asked: bool,
) -> int:
    async with opening(session, configuration) as app:
        await app.prove_home()
        undone = await _turned_around(app, part)
        shop = chosen_shops(configuration, undone[0].change.shop)[0]
        back = [one.back for one in undone if one.back is not None]
        _show(terminal, undone, back)
        if back and asked and ask(terminal, "undo_answers") not in ("yes", "all"):
            terminal.tell("undo_left")
            return exits.NOT_ALL_TRUE
        if not back:
            terminal.answer({"undone": None, "left": _left_json(undone)})
            return exits.NOT_ALL_TRUE
        return await _carried_out(app, terminal, shop, undone)


async def _turned_around(app: App, part: UndoPart) -> list[Undo]:
    """Turn each change around that a round has done; raises Refused where there is none."""
    done = await done_in(app.store, part.run)
    found = await undo_of(await app.context(done[0].change.shop), done, part) if done else []
    if not found:
        raise Refused("undo_nothing", run=str(part.run))
    return found


def _show(terminal: Terminal, undone: Sequence[Undo], back: Sequence[Change]) -> None:
    show_changes(terminal, back)
    for one in undone:
        if one.why is not None and one.why != "undo_not_asked":
            words = ", ".join(terminal.word(f"word_field_{name}") for name in one.change.fields)
            name = one.change.sku or one.change.code
            terminal.tell(one.why, about=f"{name} ({words})" if words else name)


async def _carried_out(app: App, terminal: Terminal, shop: ShopName, undone: Sequence[Undo]) -> int:
    """Write down what stays from now on, and bring the shop to it by a round of these products."""
    back = [one.back for one in undone if one.back is not None]
    await keep_undone(app.store, undone, decided("undo"))
    scope = Scope(products=frozenset(change.code for change in back))
    result = await attempt(app.sync(shop, scope, "quick"), shop)
    if isinstance(result, ShopFailed):
        show_failed_shops(terminal, result)
        return exits.OUT_OF_REACH
    show_report(terminal, result)
    waiting = _waiting(result, {change.code for change in back})
    terminal.tell("undo_waits" if waiting else "undo_done", count=len(back), waiting=waiting)
    left = _left_json(undone)
    terminal.answer({"undone": report_json(result, terminal.language), "left": left})
    return exits.FINE if result.true and not left else exits.NOT_ALL_TRUE


def _waiting(report: Report, codes: Collection[Code]) -> int:
    """Count what was to be taken back and is not: held, refused, or without an answer."""
    made = [outcome.change for outcome in report.outcomes if outcome.status in {"done", "sent"}]
    planned = (*report.plan.changes, *(held.change for held in report.plan.held))
    mine = (c for c in planned if c.kind != "restock" and c.code in codes)
    later = (p for p in report.plan.problems if p.code in LATER and p.about in codes)
    return sum(change not in made for change in mine) + sum(1 for _ in later)


def _left_json(undone: Sequence[Undo]) -> list[dict[str, object]]:
    return [
        {"change": change_json(one.change), "why": one.why, "fields": list(one.change.fields)}
        for one in undone
        if one.why not in {None, "undo_not_asked"}
    ]
