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
BY_A_PERSON = {"received", "lost"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopExposure:
    """Of one SKU: what this shop was seen to show and at most shows, all others, what there is."""

    seen: int
    most: int
    elsewhere: int  # what sales that nobody told of yet may have taken here is part of it
    available: int


def safe_quantity(wish: int, standing: ShopExposure, way: Writing) -> int:
    """Say which figure to write now; the one that is seen if nothing better is safe yet."""
    seen, room = standing.seen, standing.available - standing.elsewhere
    free = room - standing.most
    if wish == 0 or (wish <= seen and way != "absolute"):
        return wish
    if way == "compare":
        return max(min(wish, room), 0)
    if way == "delta":
        return max(min(wish, seen + free), 0)
    most = min(wish, free)
    if most in (wish, max(most, seen)):
        return most
    return seen if free >= 0 else 0


def writing_of(writing: Writing, shown_when_moved: Iterable[Movement], now: datetime) -> Writing:
    """Say how writing works on this shelf: while it is quiet, an absolute write swallows nothing.

    Quiet is a shelf from which nobody took anything for `QUIET_AFTER`.
    """
    lively = any(m.kind not in BY_A_PERSON and now - m.at < QUIET_AFTER for m in shown_when_moved)
    return "compare" if writing == "absolute" and not lively else writing


def at_risk(shown: Iterable[ShownQuantity]) -> int:
    """Add up what shops may be showing, or have sold without our knowing."""
    return sum(each.figure + each.unseen for each in shown)


def without_reported_sales(shown: ShownQuantity, orders_until: datetime | None) -> ShownQuantity:
    """Drop what was kept for unseen sales once orders were read that must tell of them."""
    if shown.unseen_until is None or orders_until is None or orders_until < shown.unseen_until:
        return shown
    return replace(shown, unseen=0, unseen_until=None)


def shown_when_reserved(shown: ShownQuantity, seen: int, wish: int, way: Writing) -> ShownQuantity:
    """Before a write: the shop may show the old figure, the new one, or have sold the old."""
    if way == "absolute":
        return replace(shown, figure=wish, unseen=shown.unseen + shown.figure, unseen_until=None)
    if way == "delta":
        return replace(shown, figure=shown.figure + max(wish - seen, 0))
    gone = max(shown.figure - seen, 0)
    until = None if gone else shown.unseen_until
    return replace(shown, figure=max(seen, wish), unseen=shown.unseen + gone, unseen_until=until)


def shown_when_written(shown: ShownQuantity, seen: int, wish: int, way: Writing) -> ShownQuantity:
    """After a write that was claimed and accepted; when that was is for the caller to add."""
    if way == "delta":
        return replace(shown, figure=max(shown.figure + min(wish - seen, 0), 0))
    return replace(shown, figure=wish)


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
