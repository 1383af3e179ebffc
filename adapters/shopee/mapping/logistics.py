"""Chooses the carriers that take a parcel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync.marketplace.json_values import Json, number, record, rows, text, whole
from sync.model import Size

NEEDS_MORE_THAN_A_PARCEL = ("SIZE_SELECTION", "CUSTOM_PRICE")  # a size class or a fee of our own


@dataclass(frozen=True, slots=True)
class Channel:
    """One carrier at checkout; limits in kg and cm, None where it says none."""

    id: int
    forced: bool
    most_kg: Decimal | None
    least_kg: Decimal | None
    most_cm: tuple[Decimal, ...] | None
    most_sum_cm: Decimal | None

    def takes(self, weight_g: int | None, size_mm: Size | None) -> bool:
        """Whether a parcel fits; what is not known of the parcel is not held against it."""
        return self._bears(weight_g) and self._holds(size_mm)

    def _bears(self, weight_g: int | None) -> bool:
        if weight_g is None:
            return True
        weight_kg = Decimal(weight_g) / 1000
        return not (
            (self.most_kg and weight_kg > self.most_kg)
            or (self.least_kg and weight_kg < self.least_kg)
        )

    def _holds(self, size_mm: Size | None) -> bool:
        if size_mm is None:
            return True
        sides = [Decimal(side_mm) / 10 for side_mm in size_mm]
        if self.most_sum_cm and sum(sides) > self.most_sum_cm:
            return False
        return self.most_cm is None or all(
            side <= most for side, most in zip(sides, self.most_cm, strict=True)
        )


def channels_of(answer: Json) -> tuple[Channel, ...]:
    """Read get_channel_list: enabled checkout channels that need nothing we do not have."""
    return tuple(
        _channel(row)
        for row in rows(answer.get("logistics_channel_list"))
        if row.get("enabled") is True
        and not whole(row.get("mask_channel_id"))
        and text(row.get("fee_type")) not in NEEDS_MORE_THAN_A_PARCEL
    )


def _channel(row: Json) -> Channel:
    weight = record(row.get("weight_limit"))
    sides = record(row.get("item_max_dimension"))
    most = tuple(number(sides.get(side)) or Decimal(0) for side in ("length", "width", "height"))
    return Channel(
        id=whole(row.get("logistics_channel_id")) or 0,
        forced=row.get("force_enable") is True,
        most_kg=number(weight.get("item_max_weight")) or None,
        least_kg=number(weight.get("item_min_weight")) or None,
        most_cm=most if all(most) else None,
        most_sum_cm=number(sides.get("dimension_sum")) or None,
    )


def carriers(channels: Sequence[Channel], weight_g: int | None, size_mm: Size | None) -> list[int]:
    """List the channels for a parcel; a forced one stays, since it cannot be switched off."""
    return [one.id for one in channels if one.forced or one.takes(weight_g, size_mm)]
