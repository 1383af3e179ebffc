"""How parcels travel: the shop's logistics channels with their limits and traps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.replica import Json


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel; only those enabled and not under a mask can be put on an item."""

    channel_id: int
    name: str
    enabled: bool = True
    mask_id: int = 0
    forced: bool = False
    fee_type: str = "FIXED_DEFAULT_PRICE"
    most_kg: float = 30.0
    highest_cm: int = 80
    longest_cm: int = 120

    @property
    def usable(self) -> bool:
        return self.enabled and self.mask_id == 0


CHANNELS = {
    channel.channel_id: channel
    for channel in (
        Channel(5000, "Hỏa Tốc", enabled=False, most_kg=20.0),
        Channel(5001, "Nhanh", forced=True, most_kg=50.0),
        Channel(5004, "Hàng Cồng Kềnh", fee_type="SIZE_SELECTION", most_kg=100.0, highest_cm=200),
        Channel(50039, "Tiết Kiệm - Gói Mỏng", most_kg=2.0, highest_cm=8, longest_cm=35),
        Channel(50052, "SPX Express", mask_id=5001),
        Channel(50053, "Tự Vận Chuyển", fee_type="CUSTOM_PRICE"),
    )
}

SIZES = {"S": "Nhỏ", "M": "Vừa", "L": "Lớn"}


def channel_list() -> list[Json]:
    """Every channel as get_channel_list prints it."""
    return [_to_json(channel) for channel in CHANNELS.values()]


def _to_json(channel: Channel) -> Json:
    sized = channel.fee_type == "SIZE_SELECTION"
    return {
        "logistics_channel_id": channel.channel_id,
        "logistics_channel_name": channel.name,
        "enabled": channel.enabled,
        "cod_enabled": channel.enabled,
        "fee_type": channel.fee_type,
        "size_list": [{"size_id": i, "name": name} for i, name in SIZES.items()] if sized else [],
        "weight_limit": {"item_max_weight": channel.most_kg, "item_min_weight": 0},
        "item_max_dimension": {
            "height": channel.highest_cm,
            "width": channel.longest_cm,
            "length": channel.longest_cm,
            "unit": "cm" if channel.channel_id != 50053 else "UNKNOWN",
            "dimension_sum": 0,
        },
        "volume_limit": {"item_max_volume": 0, "item_min_volume": 0},
        "force_enable": channel.forced,
        "mask_channel_id": channel.mask_id,
        "compulsory_channel": channel.forced,
        "channel_relation_rules": {},
        "service_type_identifier": "",
        "support_pause": False,
    }
