"""SHIM: old names, until every platform has moved to `sandbox.push_delivery`."""

from typing import Any

from sandbox.push_delivery import HttpPush as Letter
from sandbox.push_delivery import Outbox, is_reachable, outbox_from_json, outbox_to_json
from sandbox.push_delivery import Push as Parcel
from sandbox.push_delivery import PushDelivery as Courier
from sandbox.push_delivery import PushPolicy as Manners
from sandbox.push_delivery import PushSettings as PushKnobs
from sandbox.push_delivery import deliver_all as carry
from sandbox.push_delivery import poll as going_round
from sandbox.push_delivery import set_address as point
from sandbox.push_delivery import summary as picture


def known_fields(kind: type[Outbox], raw: dict[str, Any]) -> dict[str, Any]:
    """SHIM."""
    return vars(outbox_from_json(kind, raw))


__all__ = [
    "Courier",
    "Letter",
    "Manners",
    "Outbox",
    "Parcel",
    "PushKnobs",
    "carry",
    "going_round",
    "is_reachable",
    "known_fields",
    "outbox_to_json",
    "picture",
    "point",
]
