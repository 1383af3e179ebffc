"""How high a figure may be written so that no unit is sold twice, whatever is late or lost.

An absolute write swallows what was sold since the orders were read: at most what the shop showed.
A delta and a compare-and-set swallow nothing. So, as long as the rule itself offers no unit twice:

| write            | safe up to                                                              |
|------------------|-------------------------------------------------------------------------|
| zero             | always                                                                  |
| delta            | down always; up by what nobody shows                                    |
| compare-and-set  | down always; up to what no other shop shows                             |
| absolute         | what nobody shows, this shop's old figure included; while more is shown |
|                  | than there is, zero                                                     |

After an absolute write, what the shop showed before counts as shown until orders must tell of
every sale from before it. What is not safe yet waits until something is sold, or lowered
elsewhere, or until it has been quiet for a while: then nobody buys within the moment of a write.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sync.model import Movement, ShownQuantity, Writing

QUIET_AFTER = timedelta(seconds=60)  # nobody bought or cancelled for so long
CLOCKS_DIFFER = timedelta(seconds=2)  # a sale so soon after a write may have been before it
BY_A_PERSON = {"received", "lost", "sold_by_hand"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopExposure:
    """Of one SKU: what this shop was seen to show and at most shows, all others, what there is."""

    seen: int
    most: int
    elsewhere: int  # what sales that nobody told of yet may have taken here is part of it
    available: int


def safe_quantity(wanted: int, exposure: ShopExposure, way: Writing) -> int:
    """Say which figure to write now; the one that is seen if nothing better is safe yet.

    `here` is what may be shown here at all: whatever this shop shows besides, no other does.
    `free` is what no shop shows, this one included: so much may be added without any doubt.
    """
    seen, here = exposure.seen, exposure.available - exposure.elsewhere
    free = here - exposure.most
    if wanted == 0 or (wanted <= seen and way != "absolute"):
        return wanted
    if way == "compare":  # a buyer in between makes the write fail, so the old figure is not added
        return max(min(wanted, here), 0)
    if way == "delta":  # it is added to whatever stands there by then
        return max(min(wanted, seen + free), 0)
    # An absolute write goes over sales that nobody told of: all that was shown may be sold, and
    # the new figure as well. So it takes only from what is free ...
    allowed = min(wanted, free)
    if allowed == wanted or allowed >= seen:
        return allowed
    # ... and where that is less than stands there now, writing would only take a chance: better to
    # leave it, unless more is shown in all than there is. Then nothing but zero is sure.
    return seen if free >= 0 else 0


def writing_of(writing: Writing, moved: Iterable[Movement], now: datetime) -> Writing:
    """Say how writing works for a SKU: while it is quiet, an absolute write swallows nothing.

    Quiet is a SKU of which nobody took any for `QUIET_AFTER`.
    """
    lively = any(m.kind not in BY_A_PERSON and now - m.at < QUIET_AFTER for m in moved)
    return "compare" if writing == "absolute" and not lively else writing


def at_risk(shown: Iterable[ShownQuantity]) -> int:
    """Add up what shops may be showing, or have sold without our knowing."""
    return sum(each.figure + max(each.unseen, each.fell) for each in shown)


def without_reported_sales(shown: ShownQuantity, orders_until: datetime | None) -> ShownQuantity:
    """Drop what was kept for unseen sales once orders were read that must tell of them."""
    if shown.unseen_until is None or orders_until is None or orders_until < shown.unseen_until:
        return shown
    return replace(shown, unseen=0, unseen_until=None)


def shown_when_reserved(
    shown: ShownQuantity, seen: int, wanted: int, way: Writing
) -> ShownQuantity:
    """Before a write: the shop may show the old figure, the new one, or have sold the old."""
    if way == "absolute":
        return replace(shown, figure=wanted, unseen=shown.unseen + shown.figure, unseen_until=None)
    if way == "delta":
        return replace(shown, figure=shown.figure + max(wanted - seen, 0))
    gone = max(shown.figure - seen, 0)
    until = None if gone else shown.unseen_until
    return replace(shown, figure=max(seen, wanted), unseen=shown.unseen + gone, unseen_until=until)


def shown_when_written(shown: ShownQuantity, seen: int, wanted: int, way: Writing) -> ShownQuantity:
    """After a write that was claimed and accepted; when that was is for the caller to add."""
    if way == "delta":
        return replace(shown, figure=max(shown.figure + min(wanted - seen, 0), 0))
    return replace(shown, figure=wanted)


def shown_when_observed(
    shown: ShownQuantity, seen: int, at: datetime, lag: timedelta, late: timedelta
) -> ShownQuantity:
    """After a look; less than we thought is what was sold unseen, once reads cannot lag.

    `lag` is how long reads may show what was before a write, `late` how late orders may be.
    """
    if seen > shown.figure:
        shown = replace(shown, figure=seen)
    if shown.written_at is not None and at - shown.written_at <= lag:
        return shown
    gone = shown.figure - seen
    if not gone and not (shown.unseen and shown.unseen_until is None):
        return shown
    unseen = shown.unseen + gone
    return replace(shown, figure=seen, unseen=unseen, unseen_until=at + late, as_of=at)


def shown_when_moved(shown: ShownQuantity, movement: Movement) -> ShownQuantity:
    """After an order of this shop: its platform has moved the figure by itself.

    What was sold before the figure was read or written is in it already.
    """
    if movement.quantity > 0:
        return replace(shown, figure=shown.figure + movement.quantity)
    if shown.as_of is not None and movement.at <= shown.as_of + CLOCKS_DIFFER:
        return replace(shown, unseen=max(shown.unseen + movement.quantity, 0))
    return replace(shown, figure=max(shown.figure + movement.quantity, 0))
