"""Where an ordered unit is: one model, into which adapters translate each platform's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

UnitState = Literal[
    "reserved",  # ordered, and the buyer may still not pay: on the shelf, kept for the order
    "sold",  # the buyer's, and still with us: set aside for the carrier
    "in_transit",  # with the carrier, on its way to the buyer
    "delivered",  # with the buyer; a refund without a return changes nothing
    "coming_back",  # called off, refused or sent back: a person must receive it
    "lost",  # the carrier lost or scrapped it: it never comes back
    "returned",  # back: the platform says that it reached us
    "released",  # called off before it left: it never moved off the shelf
    "unknown",  # a word that no document tells of
]
OrderStatus = Literal["reserved", "sold", "released", "returned"]

COUNTS_AS: Final[Mapping[UnitState, OrderStatus]] = {
    "reserved": "reserved",
    "sold": "sold",
    "in_transit": "sold",
    "delivered": "sold",
    "coming_back": "sold",
    "lost": "sold",
    "returned": "returned",
    "released": "released",
    "unknown": "sold",
}  # only what never left, or is back, is stock again

ASKS_A_PERSON: Final[tuple[UnitState, ...]] = ("coming_back", "unknown", "lost")
