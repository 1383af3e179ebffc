"""Price and stock of one SKU as they may be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.tiktok import facts
from sandbox.tiktok.refusal import Refusal

if TYPE_CHECKING:
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.shelf import Offer

LOCKED = "Product price locked due to ongoing promotion."


def price(given: Fields, malformed_code: int = 12052073) -> int:
    """Whole dong out of `{"amount": text, "currency": "VND"}`."""
    currency = given.text("currency")
    if currency != facts.CURRENCY:
        raise Refusal(12052084, f"The currency {currency} is not offered in this shop.")
    if not given.has("amount"):
        raise Refusal(12052571, "The price is required.")
    amount = given.text("amount")
    if not re.fullmatch(r"[0-9]{1,12}", amount):
        raise Refusal(malformed_code, "The price format is not valid.")
    least, most = facts.PRICE
    if int(amount) < least:
        raise Refusal(12052073, "The price is not valid.")
    if int(amount) > most:
        raise Refusal(12052570, f"The price is over the limit of {most}.")
    return int(amount)


def check_price_change(offer: Offer, wanted: int) -> None:
    """A running promotion holds the price."""
    if offer.price_locked and wanted != offer.price.value:
        raise Refusal(12052038, LOCKED)


def check_quantity(call: Call, quantity: int) -> None:
    """Within what one warehouse of one SKU may hold."""
    least = 0 if call.knobs.allow_zero else 1
    if not least <= quantity <= call.knobs.quantity_max:
        message = "The quantity for the warehouse must be within allowed limits"
        raise Refusal(12052055, f"{message} ({least}-{call.knobs.quantity_max}).")


def check_warehouse(call: Call, warehouse_id: str) -> None:
    """A warehouse of this shop that goods are sold from."""
    if warehouse_id in call.shop.warehouses:
        return
    if warehouse_id == facts.RETURN_WAREHOUSE:
        raise Refusal(12052532, "The warehouse is not a delivery warehouse")
    if any(warehouse_id in shop.warehouses for shop in call.market.shops.values()):
        raise Refusal(12052530, "The warehouse does not belong to this shop")
    raise Refusal(12052097, "The warehouse does not exist")


def check_floor(call: Call, offer: Offer, wanted: dict[str, int]) -> None:
    """Under a promotion stock may not go below what is there, nor below the campaign's part."""
    total = sum(wanted.values())
    lowered = total < offer.available and offer.price_locked and call.knobs.promotion_floors_stock
    if lowered or total < offer.campaign:
        message = "The product is in a promotion: stock can't be updated below current stock"
        raise Refusal(12052393, message)
