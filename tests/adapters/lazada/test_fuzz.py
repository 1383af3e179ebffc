"""Whatever an answer looks like, nothing crashes and no change is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given, settings

from adapters.lazada import endpoints, marketplace
from sync.marketplace import (
    AccountProof,
    Connection,
    Image,
    Login,
    Marketplace,
    MarketplaceError,
    Unavailable,
)
from sync.model import Change, Code, Dong, Kind, Listing, Offer, Picture, ShopName, Sku
from tests.adapters.spoiling import ScriptedLine, apply_each, errors_met, read, spoilt

SHOP = ShopName("lazada-ca-mau")
UNTIL = datetime(2026, 2, 2, tzinfo=UTC)
URL = "https://vn-live.slatic.net/p/9d06c8f1b19c16231757dae10ab97673.jpg"
REQUEST = {"request_id": "2141137317672256000011001"}
SKU_ROW = {
    "SkuId": 10580001111,
    "SellerSku": "TOMKHO-200",
    "Status": "active",
    "price": 290000.0,
    "quantity": 41,
    "Available": 38,
    "saleProp": {"Khối lượng": "200g"},
    "package_weight": "0.25",
    "package_length": "20.00",
    "package_width": "12.00",
    "package_height": "5.00",
    "Images": ["", ""],
    "multiWarehouseInventories": [{"warehouseCode": "dropshipping", "sellableQuantity": 38}],
}
ITEM = {
    "item_id": 2440001111,
    "primary_category": 10001958,
    "status": "Active",
    "subStatus": "",
    "created_time": "1767225605000",
    "updated_time": "1767312005000",
    "images": [URL],
    "suspendedSkus": [{"rejectReason": "x", "SellerSku": "TOMKHO-200", "SkuId": 10580001111}],
    "rejectReason": [{"suggestion": "a", "violationDetail": "b"}],
    "attributes": {"name": "Tôm khô", "description": "<p>x</p>", "brand": "No Brand"},
    "variation": {"Variation1": {"name": "Khối lượng", "options": ["200g"]}},
    "skus": [SKU_ROW],
}
ORDER = {
    "order_id": 400012345678901,
    "statuses": ["pending"],
    "created_at": "2026-02-01 08:10:00 +0700",
    "updated_at": "2026-02-01 08:12:31 +0700",
}
UNIT = {"order_item_id": 1, "order_id": 400012345678901, "sku": "TOMKHO-200", "status": "pending"}
TOKENS = {
    "access_token": "50000601c30",
    "refresh_token": "50001600030",
    "expires_in": 604800,
    "refresh_expires_in": 2592000,
    "country_user_info": [{"country": "vn", "seller_id": "200158123456"}],
}
TREE = [
    {"category_id": 1, "name": "Đồ khô", "leaf": False, "children": [
        {"category_id": 10001958, "name": "Tôm khô", "leaf": True, "var": True}]}
]  # fmt: skip
FORM = [
    {
        "id": 120013644,
        "name": "country_origin_hb",
        "label": "Xuất xứ",
        "input_type": "singleSelect",
        "attribute_type": "normal",
        "is_mandatory": 1,
        "is_sale_prop": 0,
        "options": [{"id": 1488, "name": "Việt Nam", "en_name": "Vietnam"}],
        "unit": {"type": ["g"]},
    }
]
CREATED = {
    "item_id": 2440001111,
    "item_status": "Pending QC",
    "sku_list": [{"shop_sku": "x", "seller_sku": "TOMKHO-200", "sku_id": 10580001111}],
}
DETAIL = [{"field": "ItemId", "message": "ITEM_NOT_FOUND", "code": "E0501", "sku_id": 10580001111}]

EXAMPLES: dict[str, dict[str, Any]] = {
    endpoints.CREATE: {"data": CREATED},
    endpoints.UPDATE: {"data": {"item_status": "Pending QC"}},
    endpoints.DEACTIVATE: {"data": {}},
    endpoints.UPDATE_PRICE: {"data": {}, "detail": DETAIL},
    endpoints.UPDATE_SELLABLE: {"data": {}, "detail": DETAIL},
    endpoints.ADJUST_SELLABLE: {"data": {}, "detail": DETAIL},
    endpoints.PRODUCTS: {"data": {"total_products": 1, "products": [ITEM]}},
    endpoints.ITEM: {"data": ITEM},
    endpoints.CATEGORY_TREE: {"data": TREE},
    endpoints.ATTRIBUTES: {"data": FORM},
    endpoints.UPLOAD_IMAGE: {"data": {"image": {"hash_code": "9d06", "url": URL}}},
    endpoints.SELLER: {"data": {"seller_id": 200158123456, "short_code": "VN33VZ685X"}},
    endpoints.ORDER: {"data": ORDER},
    endpoints.ORDERS: {"data": {"count": 1, "countTotal": 1, "orders": [ORDER]}},
    endpoints.ORDER_ITEMS: {"data": [{"order_id": 400012345678901, "order_items": [UNIT]}]},
    endpoints.TOKEN: TOKENS,
    endpoints.REFRESH: TOKENS,
}
WRITTEN_BY: dict[Kind, str] = {
    "publish": endpoints.CREATE,
    "revise": endpoints.UPDATE,
    "reprice": endpoints.UPDATE_PRICE,
    "restock": endpoints.ADJUST_SELLABLE,
    "withdraw": endpoints.DEACTIVATE,
    "restore": endpoints.UPDATE,
}
SENSELESS = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"<html>punish</html>",
    b'{"code":',
    b'{"data":{}}',
    b"\xff",
]


def good() -> dict[str, bytes]:
    return {path: orjson.dumps({"code": "0", **body, **REQUEST}) for path, body in EXAMPLES.items()}


def listing(remote_id: str | None) -> Listing:
    offer = Offer(
        sku=Sku("TOMKHO-200"),
        remote_id=remote_id and "10580001111",
        options=("200g",),
        price=Dong(290_000),
        quantity=38,
        weight_g=250,
        size_mm=(200, 120, 50),
    )
    return Listing(
        shop=SHOP,
        code=Code("TOMKHO"),
        remote_id=remote_id,
        title="Tôm khô",
        description="Tôm đất.",
        category="Tôm khô",
        brand="No Brand",
        attributes={"Xuất xứ": "Việt Nam"},
        images=(Picture("aa", URL),),
        option_names=("Khối lượng",),
        status="live",
        offers=(offer,),
    )


def changes() -> Iterator[Change]:
    there = listing("2440001111")
    for kind in WRITTEN_BY:
        new = kind == "publish"
        yield Change(
            kind=kind,
            shop=SHOP,
            code=Code("TOMKHO"),
            after=listing(None) if new else there,
            before=None if new else there,
            sku=Sku("TOMKHO-200") if kind in ("reprice", "restock") else None,
            fields=("title", "variants") if kind == "revise" else (),
        )


def opened(line: ScriptedLine) -> Marketplace:
    connection = Connection(shop=SHOP, host="http://x", key="1", secret="s", account="200158123456")
    return marketplace.open(connection, line)


async def everything(bodies: dict[str, bytes]) -> list[MarketplaceError]:
    """Read and write all that there is; answers the errors that reading met."""
    line = ScriptedLine(bodies)
    shop = opened(line)
    assert isinstance(shop, Login)
    assert isinstance(shop, AccountProof)
    proof = line.call(shop.account_proof())
    met = await errors_met(
        shop.prepare([listing(None)]),
        read(shop.listings({})),
        shop.find([listing("2440001111"), listing(None)]),
        read(shop.orders(UNTIL - timedelta(days=20), UNTIL)),
        shop.orders_named(["400012345678901"]),
        proof,
        shop.upload([Image("aa", "a.png", b"x")]),
        shop.exchange("code"),
        shop.refresh("token"),
    )
    shop.problems(listing("2440001111"))
    await apply_each(shop, changes())
    return met


@settings(max_examples=500, deadline=None)
@given(spoilt(good()))
def test_no_answer_crashes_the_adapter(bodies: dict[str, bytes]) -> None:
    asyncio.run(everything(bodies))


async def test_the_examples_are_good_themselves() -> None:
    assert await everything(good()) == []


@pytest.mark.parametrize("body", SENSELESS)
@pytest.mark.parametrize("kind", sorted(WRITTEN_BY))
async def test_a_write_whose_answer_makes_no_sense_may_have_happened(
    kind: Kind, body: bytes
) -> None:
    line = ScriptedLine(good())
    shop = opened(line)
    await shop.prepare([listing(None)])
    line.bodies = good() | {WRITTEN_BY[kind]: body}
    (outcome,) = await shop.apply([change for change in changes() if change.kind == kind])
    assert outcome.status == "unknown"


@pytest.mark.parametrize(
    ("path", "total"), [(endpoints.PRODUCTS, "total_products"), (endpoints.ORDERS, "countTotal")]
)
async def test_pages_that_repeat_themselves_are_left_soon(path: str, total: str) -> None:
    body = orjson.loads(good()[path])
    for number in (9_000, 900_000):
        body["data"][total] = number
        shop = opened(ScriptedLine(good() | {path: orjson.dumps(body)}))
        found: AsyncIterator[object] = (
            shop.listings({})
            if path == endpoints.PRODUCTS
            else shop.orders(UNTIL - timedelta(days=1), UNTIL)
        )
        with pytest.raises(Unavailable):
            await read(found)
