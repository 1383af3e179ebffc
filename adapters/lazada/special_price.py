"""A special price with its days: Lazada begins and ends it by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from sync.marketplace.json_values import EARLIEST, LATEST, Json, dong, text
from sync.model import VIETNAM, DatedPrice, Offer

LONG_AGO = datetime(2020, 1, 1, tzinfo=VIETNAM)
OVER = (LONG_AGO, LONG_AGO + timedelta(minutes=1))


def sale_of(offer: Offer) -> dict[str, str]:
    """Write a sale with its days, in the shop's time."""
    sale = offer.sale
    return _special(sale.price, sale.begins, sale.ends) if sale else {}


def sale_over(offer: Offer, before: Offer | None) -> dict[str, str]:
    """Write the sale that is wanted; where none is, move the days of one that stands to the past.

    Nobody can take a special price away.
    """
    if offer.sale or before is None or before.sale is None:
        return sale_of(offer)
    return _special(before.sale.price, *OVER)


def _special(price: int, begins: datetime, ends: datetime) -> dict[str, str]:
    days = {"special_from_date": begins, "special_to_date": ends}
    told = {name: f"{at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}" for name, at in days.items()}
    return {"special_price": str(price), **told}


def price_of(offer: Offer, before: Offer | None) -> dict[str, str]:
    """Write a price; a special price that stands there must lie below it, so it is put below."""
    price = offer.price or 0
    told = {"Price": str(price)}
    if before is None or before.sale is None or before.sale.price < price:
        return told
    day = f"{LONG_AGO:%Y-%m-%d}"
    return told | {"SalePrice": str(price - 1), "SaleStartDate": day, "SaleEndDate": day}


def sale_in(row: Json) -> DatedPrice | None:
    """Read a sale that has its days; one without an end is nobody's campaign."""
    price, days = dong(row.get("special_price")), [_moment(row, at) for at in ("from", "to")]
    begins, ends = days
    return DatedPrice(price, begins, ends) if price and begins and ends else None


def _moment(row: Json, which: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text(row.get(f"special_{which}_time")))
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=VIETNAM)
    return min(max(found, EARLIEST), LATEST)  # "for ever" is written as the last day there is
