"""Units that a shop shows fewer of though no order tells why: perhaps sold, so not offered again.

    expected  what the shop must show: as last written or seen, less what orders took since
    fell      how many fewer it was seen to show

A sale that is heard of later explains a fall that was seen. So do a person's count and a person's
word; nothing else does: orders that say nothing prove no sale across the counter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sync.model import Movement, ShownQuantity

# A platform puts back by itself what is cancelled; what comes back in a parcel it does not.
PUT_BACK = frozenset({"released", "reduced"})


def fall_when_observed(shown: ShownQuantity, seen: int, at: datetime) -> ShownQuantity:
    """After a look that shows no older state: what is missing fell, what is more was put back."""
    expected = seen if shown.expected is None else max(shown.expected, seen)
    fell = expected - seen
    fell_at = (shown.fell_at or at) if fell else None
    if fell > shown.fell:
        fell_at = at
    return replace(shown, expected=expected, fell=fell, fell_at=fell_at)


def fall_when_moved(shown: ShownQuantity, movement: Movement) -> ShownQuantity:
    """After an order of this shop: it explains a fall that was seen, or one to come."""
    moved = movement.quantity
    if shown.expected is None or not moved:
        return shown
    if moved > 0:
        moved = moved if shown.fell and movement.kind in PUT_BACK else 0
        return replace(shown, expected=shown.expected + moved, fell=shown.fell + moved)
    fell = max(shown.fell + moved, 0)
    return replace(
        shown,
        expected=max(shown.expected + moved, 0),
        fell=fell,
        fell_at=shown.fell_at if fell else None,
    )


def fall_when_written(shown: ShownQuantity, quantity: int) -> ShownQuantity:
    """After a write that was accepted: what fell before is as unexplained as it was."""
    return replace(shown, expected=quantity + shown.fell)
