"""What is harmless once and a disaster many times: the same change to a large part of a shop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sync.model import Change, Problem, Value
from sync.planning.guard.removal import removed_skus
from sync.planning.shop_state import GuardInput, ShopState
from sync.planning.values import sku_value

Concerns = Callable[[Change], bool]


@dataclass(frozen=True, slots=True)
class MassLimit:
    """So many of so many: too many when both the count and the share are exceeded."""

    code: str
    count: int
    total: int
    most: int
    most_percent: float

    def problem(self) -> Problem | None:
        """Say that it is too many; None when it is not."""
        if self.count <= self.most or self.count * 100 <= self.most_percent * self.total:
            return None
        values: dict[str, Value] = {
            "count": self.count,
            "total": self.total,
            "percent": self.most_percent,
        }
        return Problem(code=self.code, severity="hold", values=values)


def mass_holds(
    changes: Sequence[Change], shop_state: ShopState, guard_input: GuardInput
) -> list[tuple[Concerns, Problem]]:
    """Find which sorts of change come too many at once, each with whom it concerns."""
    return [
        (concerns, problem)
        for concerns, mass_limit in _mass_limits(changes, shop_state, guard_input)
        if (problem := mass_limit.problem())
    ]


def _mass_limits(
    changes: Sequence[Change], shop_state: ShopState, guard_input: GuardInput
) -> Iterator[tuple[Concerns, MassLimit]]:
    safety, offers = guard_input.safety, _offers_on_sale(shop_state)

    def sold_out(change: Change) -> bool:
        return _falls_to_zero(change) and change.sku in guard_input.sold_out

    limits = (safety.withdraw_count, safety.withdraw_percent)
    withdrawn = sum(map(_withdraws, changes))
    yield _withdraws, MassLimit("mass_withdraw", withdrawn, _live(shop_state), *limits)
    removed = sum(len(removed_skus(change)) for change in changes)
    yield _removes, MassLimit("mass_variants_removed", removed, offers, *limits)
    limits = (safety.sold_out_count, safety.sold_out_percent)
    yield sold_out, MassLimit("mass_sold_out", sum(map(sold_out, changes)), offers, *limits)
    limits = (safety.vanished_count, safety.vanished_percent)
    vanished = sum(map(_vanished, changes))
    yield _vanished, MassLimit("mass_vanished", vanished, _known(shop_state), *limits)


def _withdraws(change: Change) -> bool:
    return change.kind == "withdraw"


def _vanished(change: Change) -> bool:
    return change.kind == "publish" and change.reason == "gone"


def _removes(change: Change) -> bool:
    return bool(removed_skus(change))


def _falls_to_zero(change: Change) -> bool:
    if change.kind != "restock" or sku_value(change.after, change.sku, "quantity") != 0:
        return False
    return bool(sku_value(change.before, change.sku, "quantity") != 0)


def _live(shop_state: ShopState) -> int:
    seen = shop_state.observed.by_code
    return sum(code in shop_state.links and seen[code].status == "live" for code in seen)


def _offers_on_sale(shop_state: ShopState) -> int:
    return sum(
        offer.quantity != 0
        for code, listing in shop_state.observed.by_code.items()
        if code in shop_state.links
        for offer in listing.offers
    )


def _known(shop_state: ShopState) -> int:
    return sum(link.applied is not None for link in shop_state.links.values())
