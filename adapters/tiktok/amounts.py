"""Sets prices and stocks: the changes of one product together in one call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from adapters.tiktok.client import ShopApi, Write
from adapters.tiktok.endpoints import (
    DEACTIVATE,
    INVENTORY,
    INVENTORY_SEARCH,
    PARTIAL_EDIT,
    PRICES,
    at,
)
from adapters.tiktok.errors import error_of_row
from adapters.tiktok.features import COUNTED, SKUS
from adapters.tiktok.listings import count, newest_version
from adapters.tiktok.writing import by_sku, price_body, priced_rows, save_mode, stock_body
from sync.marketplace import Lost, MarketplaceError, Rejected, outcome_of
from sync.marketplace.json_values import Json, chunks, record, rows, text, unclear
from sync.model import Change, Listing, Offer, Outcome, Problem

WarehouseStock = Mapping[str, int]  # warehouse id -> available units
Verdict = MarketplaceError | None  # None: it was set
Group = Sequence[Change]
Make = Callable[[str, Group], Awaitable[Sequence[Verdict]]]


def product_of(change: Change) -> str:
    """Name the product that a change touches."""
    return (change.before and change.before.remote_id) or change.after.remote_id or "0"


def wanted(change: Change) -> Offer:
    """Give the one offer that a change is about."""
    sku = change.sku or change.after.offers[0].sku
    return next(offer for offer in change.after.offers if offer.sku == sku)


def stands_hidden(listing: Listing | None) -> bool:
    """Whether buyers do not see it, as far as was last read."""
    return listing is not None and listing.status not in {"live", None}


async def in_groups(changes: Sequence[Change], make: Make) -> list[Outcome]:
    """Make the changes product by product; one outcome each, in their order.

    `make` answers one verdict for each change of its group, or raises for all of them. A refusal
    or a lost answer concerns its own group; every other error would meet the next one too.
    """
    outcomes: dict[int, Outcome] = {}
    closed: MarketplaceError | None = None
    for product_id, places in _by_product(changes).items():
        for some in chunks(places, SKUS):
            group = [changes[place] for place in some]
            verdicts: Sequence[Verdict] = [closed] * len(group)
            if closed is None:
                try:
                    verdicts = await make(product_id, group)
                except MarketplaceError as error:
                    verdicts = [error] * len(group)
                    closed = None if isinstance(error, Rejected | Lost) else error
            for place, verdict in zip(some, verdicts, strict=True):
                outcomes[place] = judged(changes[place], product_id, verdict)
    return [outcomes[place] for place in range(len(changes))]


def judged(change: Change, product_id: str, verdict: Verdict) -> Outcome:
    """Turn a verdict into the outcome of its change."""
    if verdict is None:
        return Outcome(change=change, status="done", remote_id=product_id)
    return outcome_of(change, verdict, product_id)


def _by_product(changes: Sequence[Change]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, change in enumerate(changes):
        places.setdefault(product_of(change), []).append(place)
    return places


async def current(api: ShopApi, product_id: str, group: Group) -> list[Offer]:
    """Give the wanted offers their SKU ids as last read, or read them now: they may change."""
    offers = [wanted(change) for change in group]
    if all(offer.remote_id for offer in offers):
        return offers
    standing = by_sku(await newest_version(api, product_id))
    if any(offer.sku not in standing for offer in offers):
        raise Lost(Problem(code="variants_moved"))
    return [with_id(offer, text(standing[offer.sku].get("id"))) for offer in offers]


def with_id(offer: Offer, sku_id: str) -> Offer:
    """Name the SKU that an offer is there."""
    return Offer(sku=offer.sku, remote_id=sku_id, price=offer.price, quantity=offer.quantity)


async def reprice(api: ShopApi, changes: Sequence[Change]) -> list[Outcome]:
    """Set the prices of these changes."""

    async def make(product_id: str, group: Group) -> Sequence[Verdict]:
        offers = await current(api, product_id, group)
        if stands_hidden(group[0].before):
            await edit_prices(api, product_id, offers)
        else:
            rows = [{"id": offer.remote_id, "price": price_body(offer)} for offer in offers]
            await api.write(Write(at(PRICES, product_id), {"skus": rows}))
        return [None] * len(group)

    return await in_groups(changes, make)


async def edit_prices(api: ShopApi, product_id: str, offers: Sequence[Offer]) -> None:
    """Set prices by an edit: the price call takes only what buyers see."""
    product = await newest_version(api, product_id)
    body = {"skus": list(priced_rows(product, offers)), **save_mode(product, None)}
    await api.write(Write(at(PARTIAL_EDIT, product_id), body))


def warehouse_stock_of(answer: Json) -> dict[str, dict[str, int]]:
    """Read an inventory search: what is available of each SKU id in each warehouse."""
    skus = [sku for row in rows(answer.get("inventory")) for sku in rows(row.get("skus"))]
    return {
        text(sku.get("id")): {
            text(place.get("warehouse_id")): count(place.get("available_quantity")) or 0
            for place in rows(sku.get("warehouse_inventory"))
        }
        for sku in skus
    }


def spread(quantity: int, now: WarehouseStock, default: str) -> dict[str, int]:
    """Share a quantity out over every warehouse of a SKU, as it must be.

    The default warehouse takes what changes; the others keep theirs, and give only when there is
    less than they hold.
    """
    places = dict(now) or {default: 0}
    main = default if default in places else next(iter(places))
    left = quantity
    shares: dict[str, int] = {}
    for place in sorted(places.keys() - {main}):
        shares[place] = min(places[place], left)
        left -= shares[place]
    return {**shares, main: left}


ZERO_REFUSED = frozenset({"12052055", "12019024"})  # the quantity is outside what is allowed


async def restock(api: ShopApi, changes: Sequence[Change]) -> list[Outcome]:
    """Set the stocks of these changes."""

    async def make(product_id: str, group: Group) -> Sequence[Verdict]:
        offers = await current(api, product_id, group)
        verdicts = await write_stocks(api, product_id, offers)
        if any(map(_refuses_zero, verdicts, offers)):
            return await _hidden_instead(api, product_id, group, verdicts)
        return verdicts

    return await in_groups(changes, make)


async def write_stocks(api: ShopApi, product_id: str, offers: Sequence[Offer]) -> list[Verdict]:
    """Set the stock of these offers, whose `remote_id` is their SKU's."""
    default = (await api.warehouses()).default
    now = await _warehouse_stock(api, [product_id])
    lines = [
        {
            "id": offer.remote_id,
            "inventory": stock_body(
                spread(offer.quantity or 0, now.get(offer.remote_id or "", {}), default)
            ),
        }
        for offer in offers
    ]
    try:
        told = await api.write(Write(at(INVENTORY, product_id), {"skus": lines}))
    except Rejected as error:
        _forget_warehouses(api, error)
        return [error] * len(offers)
    return _verdicts(told, offers)


def _verdicts(told: Json, offers: Sequence[Offer]) -> list[Verdict]:
    """Read which SKUs failed; those that are not named were set."""
    failed = {
        text(record(row.get("detail")).get("sku_id")): row for row in rows(told.get("errors"))
    }
    if "" in failed:  # it does not say whose error it is
        return [unclear("sku_id")] * len(offers)
    return [
        error_of_row(failed[offer.remote_id or ""]) if offer.remote_id in failed else None
        for offer in offers
    ]


async def _warehouse_stock(
    api: ShopApi, product_ids: Sequence[str]
) -> Mapping[str, WarehouseStock]:
    """Read what lies where, in shops with several warehouses: all of a SKU's must be named."""
    if len((await api.warehouses()).ids) < 2:
        return {}
    found: dict[str, WarehouseStock] = {}
    for some in chunks(product_ids, COUNTED):
        found |= warehouse_stock_of(
            await api.look(at(INVENTORY_SEARCH), {"product_ids": list(some)})
        )
    return found


def _forget_warehouses(api: ShopApi, error: Rejected) -> None:
    """Read the warehouses anew next time: somebody may have opened or closed one."""
    if error.problem.code == "warehouse_refused":
        api.metadata.warehouses = None


def _refuses_zero(verdict: Verdict, offer: Offer) -> bool:
    return (
        offer.quantity == 0
        and isinstance(verdict, Rejected)
        and verdict.problem.values.get("platform_code") in ZERO_REFUSED
    )


async def _hidden_instead(
    api: ShopApi, product_id: str, group: Group, verdicts: Sequence[Verdict]
) -> list[Verdict]:
    """Hide the whole product where TikTok takes no zero: what is sold out must not be sold."""
    api.metadata.refuses_zero = True
    if not stands_hidden(group[0].before):
        await api.write(Write(at(DEACTIVATE), {"product_ids": [product_id]}))
    return [
        verdict and zero_refused(change) if isinstance(verdict, Rejected) else verdict
        for verdict, change in zip(verdicts, group, strict=True)
    ]


def zero_refused(change: Change) -> Rejected:
    """Make the refusal of a listing that is sold out, on a platform that takes no zero."""
    return Rejected([Problem(code="zero_refused", about=change.code)])
