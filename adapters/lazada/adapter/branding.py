"""Shows a product without its brand where Lazada does not know the name, and says so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from adapters.lazada.adapter.booth import Booth
from sync.marketplace import Rejected
from sync.marketplace.text_normalize import fold
from sync.model import Change, Outcome, Problem, Value

Errand = Callable[[Booth, Change], Awaitable[Outcome]]


async def branded(errand: Errand, booth: Booth, change: Change) -> Outcome:
    """Run an errand; once more without the brand where that alone was refused.

    What was refused had no effect, and few cooperatives have registered their name as a brand.
    """
    try:
        outcome = await errand(booth, change)
    except Rejected as error:
        if error.problem.code != "brand_unregistered" or not change.after.brand:
            raise
        booth.learned.unknown_brands.add(fold(change.after.brand))
        outcome = await errand(booth, change)
    return replace(outcome, problem=_left_out(booth, change))


def _left_out(booth: Booth, change: Change) -> Problem | None:
    brand = change.after.brand
    written = change.kind == "publish" or not {"brand", "category"}.isdisjoint(change.fields)
    if not brand or not written or fold(brand) not in booth.learned.unknown_brands:
        return None
    values: dict[str, Value] = {"brand": brand}
    return Problem(code="brand_unknown", severity="note", values=values, about=change.code)
