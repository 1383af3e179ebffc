"""Channels on an item: usable, big enough for the parcel, and the forced one left on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.shopee.refusal import Refusal, busy
from sandbox.shopee.taxonomy.channels import CHANNELS, SIZES, Channel

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.fields import Fields


def checked_channels(wish: Fields, weight_kg: float, dimension: Json | None) -> list[Json]:
    """The logistic_info as it will be kept; at least one channel must be on."""
    entries = [_entry(each, weight_kg, dimension) for each in wish.objects("logistic_info")]
    if not any(entry["enabled"] for entry in entries):
        raise _invalid("At least one logistic channel should be enabled.")
    return entries


def _entry(each: Fields, weight_kg: float, dimension: Json | None) -> Json:
    channel = CHANNELS.get(each.integer("logistic_id"))
    if channel is None or not channel.usable:
        raise _invalid(f"Logistic channel {each.integer('logistic_id')} cannot be used.")
    enabled = each.required("enabled") is True
    if channel.forced and not enabled:
        raise busy(
            f"channel {channel.channel_id}: rule 1326 logistics.channel.force_enable_forbid_disable"
        )
    if enabled:
        _check_fee(each, channel)
        _check_size(channel, weight_kg, dimension)
    fee = {"shipping_fee": each.get("shipping_fee") or 0, "size_id": each.get("size_id") or 0}
    return {
        "logistic_id": channel.channel_id,
        "logistic_name": channel.name,
        "enabled": enabled,
        "is_free": each.get("is_free") is True,
        **fee,
    }


def _check_fee(each: Fields, channel: Channel) -> None:
    if channel.fee_type == "SIZE_SELECTION" and each.get("size_id") not in SIZES:
        raise _invalid(f"size_id is needed for channel {channel.channel_id}.")
    if channel.fee_type == "CUSTOM_PRICE" and not each.has("shipping_fee"):
        raise _invalid(f"shipping_fee is needed for channel {channel.channel_id}.")


def _check_size(channel: Channel, weight_kg: float, dimension: Json | None) -> None:
    if weight_kg > channel.most_kg:
        raise _invalid(f"Weight is over the limit of channel {channel.channel_id}.")
    if dimension is None:
        return
    longest = max(dimension["package_length"], dimension["package_width"])
    if dimension["package_height"] > channel.highest_cm or longest > channel.longest_cm:
        raise _invalid(f"Dimension is over the limit of channel {channel.channel_id}.")


def _invalid(message: str) -> Refusal:
    return Refusal("product.error_invalid_logistic_info", message)
