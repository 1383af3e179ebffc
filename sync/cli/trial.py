"""`ocop try --write`: takes the steps of a trial with one product, each of them asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sync.catalog import Configuration
from sync.cli.people import ask, can_be_asked
from sync.cli.prepare import opening, run
from sync.cli.session import Refused, Session
from sync.cli.tables import show_problems
from sync.cli.terminal import Terminal
from sync.model import Code, Language, Listing, ShopName
from sync.output.changes import problem_json
from sync.running.trial import TRIAL_STEPS, TrialStep, Tried, choose, try_step


class Trial:
    """The trial of one shop; which product, and how far it came, is kept between two runs."""

    def __init__(self, session: Session, configuration: Configuration, shop: ShopName) -> None:
        self._session, self._configuration, self._shop = session, configuration, shop
        self._file: Path = session.home / "reports" / f"trial-{shop}.json"

    def begin(self, product: str | None) -> Listing:
        """Choose the product, or find the one begun; raises `Refused`, `MarketplaceError`."""
        begun = self._read().get("product")
        if begun and product not in {None, begun}:
            raise Refused("try_other_begun", product=begun)

        async def look() -> Listing | None:
            async with opening(self._session, self._configuration) as app:
                context = await app.context(self._shop)
                if context.market.features.delivery == "files":
                    raise Refused("try_by_files", shop=self._shop)
                if begun:
                    return Listing(shop=self._shop, code=Code(begun), offers=())
                code = None if product is None else Code(product)
                return await choose(context, self._configuration, code)

        found = run(look())
        if found is None:
            raise Refused("try_no_product", shop=self._shop)
        return found

    def left(self) -> list[TrialStep]:
        """Say which steps are still to be taken."""
        done = self._read().get("done", [])
        return [step for step in TRIAL_STEPS if step not in done]

    def take(self, code: Code, step: TrialStep) -> Tried:
        """Take one step, and write down that it was taken."""

        async def work() -> Tried:
            async with opening(self._session, self._configuration) as app:
                context = await app.context(self._shop)
                return await try_step(context, self._configuration, code, step)

        tried = run(work())
        if tried.done:
            self._write(code, [*self._read().get("done", []), step])
        return tried

    def end(self) -> None:
        """Forget the trial once all of it was done: another may begin."""
        self._file.unlink(missing_ok=True)

    def _read(self) -> dict[str, Any]:
        try:
            told: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told

    def _write(self, code: Code, done: Sequence[str]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps({"product": code, "done": done}), encoding="utf-8")


def take_steps(trial: Trial, terminal: Terminal, product: Listing, *, unasked: bool) -> list[Tried]:
    """Ask before each step, take it and tell of it; ends at the first no, or where one fails."""
    if not unasked and not can_be_asked():
        raise Refused("try_nobody_to_ask")
    steps: list[Tried] = []
    for step in trial.left():
        terminal.tell(f"try_step_{step}", code=product.code)
        answer = "yes" if unasked else ask(terminal, "try_answers")
        if answer not in ("yes", "all"):
            break
        unasked = unasked or answer == "all"
        tried = trial.take(product.code, step)
        steps.append(tried)
        _tell(terminal, tried)
        if not tried.done:
            break
    if not trial.left():
        trial.end()
        terminal.tell("try_all_steps", code=product.code, shop=product.shop)
    else:
        terminal.tell("try_steps_left", left=len(trial.left()), shop=product.shop)
    return steps


def _tell(terminal: Terminal, tried: Tried) -> None:
    if tried.problem is not None:
        show_problems(terminal, [tried.problem])
    if tried.done:
        terminal.tell("try_step_done", seconds=round(tried.lag_s or 0))
    else:
        terminal.tell("try_step_failed")
    if tried.differs:
        terminal.tell("try_differs", fields=", ".join(tried.differs))


def tried_json(tried: Tried, language: Language) -> dict[str, Any]:
    """One step; `lag_s` is how long reads lagged behind what was written."""
    return {
        "step": tried.step,
        "done": tried.done,
        "changes": [{"kind": o.change.kind, "status": o.status} for o in tried.outcomes],
        "remote_id": tried.found and tried.found.remote_id,
        "status": tried.found and tried.found.status,
        "lag_s": None if tried.lag_s is None else round(tried.lag_s, 1),
        "differs": list(tried.differs),
        "problem": tried.problem and problem_json(tried.problem, language),
    }
