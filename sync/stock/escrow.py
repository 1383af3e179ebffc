"""How high a figure may be written so that no unit is sold twice, whatever is late or lost.

An absolute write swallows what was sold since the orders were read: at most what the shop showed.
A delta and a compare-and-set swallow nothing. So, with `shown` all that shops show or are being
told to show, and as long as the rule itself offers no unit twice:

| write                     | safe up to                                                     |
|---------------------------|----------------------------------------------------------------|
| zero                      | always                                                         |
| delta or compare-and-set  | what nobody shows, on top of its own figure; down always       |
| absolute                  | what nobody shows; while more is shown than there is, zero     |

After an absolute write, what the shop showed before counts as shown until lists of orders must
hold every sale from before it. What is not safe yet waits: the figure stays until something is
sold, or lowered elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from sync.model import Writing


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one SKU: what this shop shows, what all may show or have sold, what there is."""

    mine: int
    shown: int
    available: int


def safe(wish: int, standing: Standing, way: Writing) -> int:
    """Say which figure to write now; the shop's present one if nothing better is safe yet."""
    mine, free = standing.mine, standing.available - standing.shown
    if wish == 0:
        return 0
    if way != "absolute":
        return wish if wish <= mine else max(min(wish, mine + free), 0)
    most = min(wish, free)
    if most in (wish, max(most, mine)):
        return most
    return mine if free >= 0 else 0
