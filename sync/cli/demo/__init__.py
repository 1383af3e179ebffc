"""`ocop demo`: the whole story on a practice marketplace, told and checked while it happens."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from rich.text import Text

from sync.cli import exits
from sync.cli.demo.stage import Stage, staged
from sync.cli.demo.story import STEPS
from sync.cli.demo.truth import ShopFigures, Untrue
from sync.cli.prepare import run
from sync.cli.rounds import watching
from sync.cli.session import Session
from sync.cli.terminal import Terminal, laid_out
from sync.wording import say

BETWEEN_STEPS_S = 60.0  # long enough for every read to show what was written
NEXT = ("demo_next_sandbox", "demo_next_plan", "demo_next_sync", "demo_next_log", "demo_next_init")


def demo(session: Session) -> int:
    """Tell the steps one by one; exits 1 when one of them is not as told."""
    terminal = Terminal.of(session)
    terminal.tell("demo_begins")
    with tempfile.TemporaryDirectory(prefix="ocop-demo-", ignore_cleanup_errors=True) as folder:
        aside = replace(session, config=Path(folder) / "config", home=Path(folder) / "home")
        return run(_tell(aside, terminal))


async def _tell(session: Session, terminal: Terminal) -> int:
    seen: list[ShopFigures] = []
    async with staged(session) as stage:
        try:
            for name in STEPS:
                seen.append(await _one_step(stage, terminal, name, len(seen) + 1))
        except Untrue as error:
            return _stopped(terminal, seen, error, len(seen) + 1)
    return _ended(terminal, seen)


async def _one_step(stage: Stage, terminal: Terminal, name: str, number: int) -> ShopFigures:
    title = terminal.word(f"demo_{name}")
    heading = terminal.word("demo_step", number=number, count=len(STEPS), title=title)
    terminal.show(Text(""), Text(heading, style="bold"))
    await stage.time.sleep(BETWEEN_STEPS_S)
    await stage.forget_calls()
    started = time.perf_counter()
    with watching(terminal) as stage.progress:  # gone before the next line is printed
        told = await STEPS[name](stage)
    calls, writes = await stage.calls()
    seconds = time.perf_counter() - started
    seen = ShopFigures(name=name, told=told, calls=calls, writes=writes, seconds=seconds)
    _tell_step(terminal, seen)
    return seen


def _tell_step(terminal: Terminal, seen: ShopFigures) -> None:
    told, calls = seen.told, seen.calls
    terminal.show(Text("     " + terminal.word(told.code, **told.values)))
    if calls:
        terminal.show(Text("     " + terminal.word("demo_calls", calls=calls, writes=seen.writes)))
    if told.rows:
        terminal.show(Text(""))
        laid_out(terminal, told.columns, told.rows)


def _ended(terminal: Terminal, seen: list[ShopFigures]) -> int:
    rows = [
        [
            f"{number}. {terminal.word(f'demo_{one.name}')}",
            str(one.calls),
            str(one.writes),
            f"{one.seconds:.1f}".replace(".", "," if terminal.language == "vi" else "."),
        ]
        for number, one in enumerate(seen, start=1)
    ]
    terminal.show(Text(""))
    laid_out(terminal, ("step", "calls", "writes", "seconds"), rows)
    terminal.show(Text(""))
    terminal.tell("demo_true", seconds=round(sum(one.seconds for one in seen)))
    terminal.show(Text(""), Text(terminal.word("demo_next"), style="bold"))
    terminal.show(*(Text("  " + terminal.word(code)) for code in NEXT))
    terminal.answer({"true": True, "steps": _shapes(terminal, seen)})
    return exits.FINE


def _stopped(terminal: Terminal, seen: list[ShopFigures], error: Untrue, number: int) -> int:
    why = say(error.code, error.values, terminal.language).what
    terminal.note("demo_untrue", number=number, why=why)
    terminal.answer({"true": False, "why": why, "steps": _shapes(terminal, seen)})
    return exits.WRONG_INPUT


def _shapes(terminal: Terminal, seen: list[ShopFigures]) -> list[dict[str, object]]:
    return [
        {
            "step": one.name,
            "seen": terminal.word(one.told.code, **one.told.values),
            "rows": [dict(zip(one.told.columns, row, strict=True)) for row in one.told.rows],
            "calls": one.calls,
            "writes": one.writes,
            "seconds": round(one.seconds, 2),
        }
        for one in seen
    ]
