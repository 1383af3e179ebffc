"""One write of several SKUs, in the safest way that a platform offers."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.simulator.calls import Failure, call
from tests.simulator.market import Sale

if TYPE_CHECKING:
    from sync.model import ShownQuantity, Writing
    from tests.simulator.lane import Lane

Wishes = dict[int, int]  # SKU -> the figure to show


def write(lane: Lane) -> Generator[float, None, bool]:
    """Write the most urgent SKUs that fit into one call; False: the platform did not answer."""
    if lane.design.care == "careful" and not (yield from _look_first(lane)):
        return False
    wishes = _most_urgent(lane)
    if not wishes:
        return True
    trusted = {sku: lane.trust.figure[sku] for sku in wishes}
    told = {sku: lane.service.untold[lane.number].pop(sku, []) for sku in wishes}
    claims = {sku: _Claim.of(lane, sku, figure) for sku, figure in wishes.items()}
    lane.trust.sending |= wishes
    way, sent_at = lane.way, lane.agenda.now
    refused = yield from call(lane, "writes", lambda: _effect(lane, way, wishes, trusted))
    if isinstance(refused, Failure):
        _give_back(lane, told)
        _unanswered(lane, claims, refused)
        return False
    for sku, figure in wishes.items():
        lane.trust.sending.pop(sku, None)
        if sku in refused:
            claims[sku].undo()
            _refused(lane, sku, refused[sku])
            _give_back(lane, {sku: told[sku]})
        else:
            claims[sku].wrote()
            _accepted(lane, sku, figure - trusted[sku], sent_at)
            _count(lane, told[sku])
    return True


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the books are told before a write, and after it."""

    lane: Lane
    sku: int
    seen: int
    figure: int
    way: Writing
    before: ShownQuantity

    @staticmethod
    def of(lane: Lane, sku: int, figure: int) -> _Claim:
        seen, way = lane.trust.figure[sku], lane.service.way(lane, sku)
        return _Claim(lane, sku, seen, figure, way, lane.books.claim(sku, seen, figure, way))

    def wrote(self) -> None:
        self.lane.books.wrote(self.sku, self.seen, self.figure, self.way, self.lane.agenda.now)

    def undo(self) -> None:
        self.lane.books.undone(self.sku, self.before)


def _look_first(lane: Lane) -> Generator[float, None, bool]:
    """See what the shop shows right before it is written over."""
    asked_at, skus = lane.agenda.now, list(_most_urgent(lane))
    if not skus:
        return True
    shown = yield from call(lane, "looks", lambda: [lane.front.read(sku) for sku in skus])
    if isinstance(shown, Failure):
        return False
    lane.learn_bans(skus)
    for sku, figure in zip(skus, shown, strict=True):
        if asked_at >= lane.trust.written_at[sku] + lane.front.kind.readback_lag_s:
            lane.saw(sku, figure, asked_at)
    return True


def _most_urgent(lane: Lane) -> Wishes:
    """What is nearly sold out goes first; what is shown already needs no writing."""
    wishes = {sku: lane.service.wanted_of(lane, sku) for sku in lane.dirty - lane.trust.stuck}
    for sku, figure in list(wishes.items()):
        if figure == lane.trust.figure[sku]:
            lane.want(sku, wishes.pop(sku))
    urgent = sorted(wishes, key=lambda sku: (wishes[sku], sku))
    return {sku: wishes[sku] for sku in urgent[: lane.front.kind.skus_per_write]}


def _unanswered(lane: Lane, claims: Mapping[int, _Claim], failure: Failure) -> None:
    """Nothing happened: as before. Or it may have: the claims stay until somebody looks."""
    if failure is Failure.UNAVAILABLE:
        for sku, claim in claims.items():
            claim.undo()
            del lane.trust.sending[sku]
    elif lane.way == "delta":
        lane.trust.stuck |= claims.keys()  # twice would be wrong: look at it first
        lane.written()


def _effect(lane: Lane, way: Writing, wishes: Wishes, trusted: Wishes) -> Wishes:
    """What happens at the platform; the SKUs that it refuses, and what it shows of them."""
    front, refused = lane.front, dict[int, int]()
    for sku, figure in wishes.items():
        shown = front.figure[sku]
        wanted = shown + figure - trusted[sku] if way == "delta" else figure
        closed = front.banned[sku] and not front.kind.empties_banned
        if closed or wanted < 0 or (way == "compare" and shown != trusted[sku]):
            refused[sku] = shown
        else:
            front.write(sku, wanted)
            if way == "absolute" and front.edited.pop(sku, None) is not None:
                lane.service.score.overwritten += 1
    return refused


def _accepted(lane: Lane, sku: int, change: int, sent_at: float) -> None:
    """Believe it; an absolute write has swallowed what was sold until it was answered."""
    trust, way, now = lane.trust, lane.way, lane.agenda.now
    if lane.design.care == "careful" and way != "delta":
        trust.as_of[sku] = now if way == "absolute" else sent_at
    if lane.design.care == "careful":
        lane.written()
    trust.wrote(sku, trust.figure[sku] + change, now)
    lane.dirty.discard(sku)
    lane.service.spread([sku])


def _refused(lane: Lane, sku: int, shown: int) -> None:
    """Something was sold that we do not know of, or somebody typed a figure: look soon."""
    if shown != lane.trust.figure[sku]:
        lane.noticed(sku)
        lane.trust.doubted(sku, lane.agenda.now)
    lane.trust.stuck.add(sku)
    lane.look_soon()


def _give_back(lane: Lane, told: dict[int, list[Sale]]) -> None:
    untold = lane.service.untold[lane.number]
    for sku, sales in told.items():
        if sales:
            untold[sku] = [*sales, *untold[sku]]


def _count(lane: Lane, sales: list[Sale]) -> None:
    """These sales are known here now: how long did it take?"""
    score, now = lane.service.score, lane.agenda.now
    market = lane.service.market
    for sale in sales:
        by_push = score.told_of_rush if sale.hurried else score.told
        told = by_push if market.hears_of(sale) else score.told_of_deaf
        told.add(now - sale.at)
