"""`ocop try`: a rehearsal for the first hours of a real shop: reads all, and writes if asked to."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sync.cli import exits
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Session
from sync.cli.tables import answer_out_of_reach, show_problems
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.cli.trial import Trial, take_steps, tried_json
from sync.marketplace import MarketplaceError
from sync.model import Language, ShopName
from sync.output.changes import problem_json
from sync.platforms import platform_of
from sync.running.rehearsal import Rehearsed, rehearse
from sync.transport.anonymized import plain_name

FOLDER = "reports"  # below the home folder
COLUMNS = ("endpoint", "times", "slowest_ms", "unknown")


def rehearsal(
    session: Session,
    *,
    shop: str,
    writes: bool = False,
    product: str | None = None,
    yes: bool = False,
) -> int:
    """Read a shop as a first round would, and say whether it is safe to begin.

    Where that is so, and it is asked for, one product is written, step by step, each one asked.
    """
    configuration, terminal = prepared(session)
    name = chosen_shops(configuration, shop)[0]

    async def look() -> Rehearsed:
        async with opening(session, configuration) as app:
            context = await app.context(name)
            return await rehearse(context, configuration, platform_of(context.shop).known)

    trial = Trial(session, configuration, name)
    try:
        found = run(look())
        chosen = trial.begin(product) if writes and found.safe else None
    except MarketplaceError as error:
        return answer_out_of_reach(terminal, name, error.problem)
    body = rehearsed_json(name, found, terminal.language)
    _show(terminal, name, found)
    fine = found.safe
    if chosen is not None:
        steps = take_steps(trial, terminal, chosen, unasked=yes)
        body["write"] = [tried_json(step, terminal.language) for step in steps]
        fine = all(step.done and not step.differs for step in steps)
    file = session.home / FOLDER / f"try-{name}-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    terminal.tell("try_written", file=str(file))
    terminal.answer({**body, "file": str(file)})
    return exits.FINE if fine else exits.NOT_ALL_TRUE


def _show(terminal: Terminal, shop: ShopName, found: Rehearsed) -> None:
    rows: list[list[Cell]] = [
        [
            endpoint,
            str(heard.calls),
            str(heard.slowest_ms),
            ", ".join(one.name for one in heard.unknown),
        ]
        for endpoint, heard in found.heard.items()
    ]
    laid_out(terminal, COLUMNS, rows)
    show_problems(terminal, [*found.failed.values(), *found.problems])
    terminal.tell("try_pace", **found.pace)
    if seconds := round(found.skew.total_seconds()):
        terminal.tell("try_clock", seconds=seconds)
    terminal.tell("try_safe" if found.safe else "try_not_safe", shop=shop, **found.counts)


def rehearsed_json(shop: ShopName, found: Rehearsed, language: Language) -> dict[str, Any]:
    """What was found: names are written as far as they are made of the platforms' own words."""
    return {
        "shop": shop,
        "safe": found.safe,
        "skew_s": round(found.skew.total_seconds()),
        "counts": found.counts,
        "pace": found.pace,
        "failed": {step: problem_json(one, language) for step, one in found.failed.items()},
        "problems": [problem_json(one, language) for one in found.problems],
        "endpoints": {
            endpoint: {
                "calls": heard.calls,
                "slowest_ms": heard.slowest_ms,
                "unknown": [f"{one.kind} {plain_name(one.name)}" for one in heard.unknown],
                "throttled": heard.throttled,
                "failed": heard.failed and heard.failed.code,
                "code": heard.failed and heard.failed.values.get("platform_code"),
            }
            for endpoint, heard in found.heard.items()
        },
    }
