"""One write of several SKUs, in the safest way that a platform offers."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from tests.simulator.calls import Failure, call
from tests.simulator.market import Sale

if TYPE_CHECKING:
    from sync.model import Writing
    from tests.simulator.lane import Lane

Wishes = dict[int, int]  # SKU -> the figure to show


def write(lane: Lane) -> Generator[float, None, bool]:
    """Write the most urgent SKUs that fit into one call; False: the platform did not answer."""
    wishes = _most_urgent(lane)
    trusted = {sku: lane.trust.figure[sku] for sku in wishes}
    told = {sku: lane.service.untold[lane.number].pop(sku, []) for sku in wishes}
    way, sent_at = lane.way, lane.agenda.now
    lane.trust.sending |= wishes
    refused = yield from call(lane, "writes", lambda: _effect(lane, way, wishes, trusted))
    if isinstance(refused, Failure):
        _give_back(lane, told)
        if refused is Failure.UNAVAILABLE:
            for sku in wishes:
                del lane.trust.sending[sku]
        elif way == "delta":
            lane.trust.stuck |= wishes.keys()  # twice would be wrong: look at it first
            lane.written()
        return False
    for sku, figure in wishes.items():
        lane.trust.sending.pop(sku, None)
        if sku in refused:
            _refused(lane, sku, refused[sku])
            _give_back(lane, {sku: told[sku]})
        else:
            _accepted(lane, sku, figure - trusted[sku], way, sent_at)
            _count(lane, told[sku])
    return True


def _most_urgent(lane: Lane) -> Wishes:
    """What is nearly sold out goes first."""
    ready = lane.dirty - lane.trust.stuck
    wishes = {sku: lane.service.wanted(sku)[lane.number] for sku in ready}
    urgent = sorted(wishes, key=lambda sku: (wishes[sku], sku))
    return {sku: wishes[sku] for sku in urgent[: lane.front.kind.skus_per_write]}


def _effect(lane: Lane, way: Writing, wishes: Wishes, trusted: Wishes) -> Wishes:
    """What happens at the platform; the SKUs that it refuses, and what it shows of them."""
    front, refused = lane.front, dict[int, int]()
    for sku, figure in wishes.items():
        shown = front.figure[sku]
        wanted = shown + figure - trusted[sku] if way == "delta" else figure
        if wanted < 0 or (way == "compare" and shown != trusted[sku]):
            refused[sku] = shown
        else:
            front.write(sku, wanted)
            if way == "absolute" and front.edited.pop(sku, None) is not None:
                lane.service.score.overwritten += 1
    return refused


def _accepted(lane: Lane, sku: int, change: int, way: Writing, sent_at: float) -> None:
    """Believe it; an absolute write has swallowed what was sold until it was answered."""
    trust, now = lane.trust, lane.agenda.now
    if lane.design.care == "careful" and way != "delta":
        trust.as_of[sku] = now if way == "absolute" else sent_at
    if way == "absolute":
        trust.swallowed(sku, trust.figure[sku], now + lane.front.kind.list_lag_s)
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
    fronts = lane.service.market.fronts
    for sale in sales:
        told = score.told if fronts[sale.shop].kind.pushes else score.told_of_deaf
        (score.told_of_rush if sale.hurried else told).add(now - sale.at)
