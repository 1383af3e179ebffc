"""Whatever an answer looks like, nothing crashes and no change is lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import orjson
import pytest
from hypothesis import given, settings

from adapters.partner import endpoints
from adapters.partner.access import signals_in, tokens_of
from adapters.partner.attributes import attributes_of
from adapters.partner.errors import error_of_entry, parse_read, parse_write
from adapters.partner.listings import parse_listing
from adapters.partner.metadata import closed_of, limits_of, shop_problems, tree_of
from adapters.partner.orders import parse_order
from adapters.postmart import marketplace
from sync.marketplace import (
    Connection,
    Image,
    Login,
    Marketplace,
    MarketplaceError,
    Notices,
    Response,
    Unavailable,
)
from sync.marketplace.json_values import record, rows
from sync.model import Change, Code, Dong, Kind, Listing, Offer, Picture, Place, ShopName, Sku
from tests.adapters.spoiling import (
    STRANGE,
    ScriptedLine,
    apply_each,
    errors_met,
    nodes,
    read,
    replaced,
    spoilt,
)

SHOP = ShopName("postmart-ca-mau")
UNTIL = datetime(2026, 11, 23, tzinfo=UTC)
SENT_AT = "2026-11-23T09:00:00+07:00"
VARIANT = {
    "sku": "TOMKHO-200",
    "option_values": ["200g"],
    "price": 290000,
    "list_price": None,
    "stock": 38,
    "reserved": 3,
    "weight_g": 250,
    "gtin": None,
    "media_id": "med_a1b2",
}
PRODUCT = {
    "sku": "TOMKHO",
    "product_id": "PRD-000123",
    "name": "Tôm khô Ví Dụ",
    "short_description": "Tôm đất",
    "description_html": "<p>Tôm khô.</p>",
    "category_id": 110,
    "brand": "HTX Ví Dụ",
    "attributes": {"origin": "Việt Nam"},
    "images": [{"media_id": "med_a1b2", "sha256": "aa", "url": "https://cdn.example/1.jpg"}],
    "options": ["Khối lượng"],
    "variants": [VARIANT],
    "ship_from": {"province_code": "96", "commune_code": "32188"},
    "ocop": {"stars": 3, "badge": True},
    "documents": [],
    "review_status": "REJECTED",
    "reject_reasons": [{"code": "OTHER", "field": "name", "message": "Sai"}],
    "ban_reason": None,
    "sale_status": "ON",
    "live_revision": 1,
}
ORDER = {
    "order_id": "DH2611230017",
    "status": "NEW",
    "created_at": "2026-11-22T09:15:42+07:00",
    "updated_at": "2026-11-22T09:15:42+07:00",
    "lines": [{"sku": "TOMKHO-200", "quantity": 2, "cancelled_quantity": 0}],
    "payment": {"method": "COD", "paid_at": None},
}
CATEGORY = {"id": 110, "parent_id": 100, "name": "Thủy sản khô", "leaf": True, "status": "OPEN"}
ATTRIBUTE = {
    "code": "origin",
    "name": "Xuất xứ",
    "required": True,
    "input": "TEXT",
    "max_length": 120,
    "values": [{"code": "VN", "label": "Việt Nam"}],
}
RESULTS = {"results": [{"sku": "TOMKHO-200", "status": "OK", "price": 1, "stock": 1}]}
PAGE = {"next_token": None, "total": 1}

EXAMPLES: dict[str, Any] = {
    endpoints.SHOP: {
        "status": "ON_HOLIDAY",
        "credentials": {"expires_on": "2026-12-01"},
        "limits": {"name": [10, 120], "images": 9},
    },
    endpoints.PRODUCT: PRODUCT,
    endpoints.ON: {"sku": "TOMKHO", "sale_status": "ON", "changed": True},
    endpoints.OFF: {"sku": "TOMKHO", "sale_status": "OFF", "changed": True},
    endpoints.PRICES: RESULTS,
    endpoints.STOCKS: RESULTS,
    endpoints.PRODUCTS: {"items": [PRODUCT], **PAGE},
    endpoints.ORDERS: {"items": [ORDER], **PAGE},
    endpoints.CATEGORIES: {"items": [CATEGORY], **PAGE},
    endpoints.ATTRIBUTES: {"items": [ATTRIBUTE]},
    endpoints.MEDIA: {"media_id": "med_a1b2"},
    endpoints.TOKEN: {"access_token": "pt_6f1c0d", "expires_in": 3600},
}
WRITTEN_BY: dict[Kind, str] = {
    "publish": endpoints.PRODUCT,
    "reprice": endpoints.PRICES,
    "restock": endpoints.STOCKS,
    "withdraw": endpoints.OFF,
    "restore": endpoints.ON,
}
SENSELESS = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"<html>502</html>",
    b'{"code":',
    b'{"code":0}',
    b'{"code":0,"data":{}}',
    b'{"code":5000}',
    b"\xff",
]


def good() -> dict[str, bytes]:
    envelope = {"code": 0, "message": "OK", "server_time": SENT_AT}
    return {path: orjson.dumps({**envelope, "data": body}) for path, body in EXAMPLES.items()}


def listing(remote_id: str | None) -> Listing:
    offer = Offer(
        sku=Sku("TOMKHO-200"),
        remote_id=remote_id and "TOMKHO-200",
        options=("200g",),
        price=Dong(290_000),
        quantity=38,
        weight_g=250,
    )
    return Listing(
        shop=SHOP,
        code=Code("TOMKHO"),
        remote_id=remote_id,
        title="Tôm khô Ví Dụ",
        description="Tôm đất.",
        category="Thủy sản khô",
        attributes={"Xuất xứ": "Việt Nam"},
        images=(Picture("aa", "med_a1b2"),),
        option_names=("Khối lượng",),
        status="live",
        offers=(offer,),
    )


def changes() -> Iterator[Change]:
    there = listing("TOMKHO")
    for kind in (*WRITTEN_BY, "revise"):
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
    connection = Connection(
        shop=SHOP, host="http://x", key="k", secret="s", account="1", ship_from=Place("96", "32188")
    )
    return marketplace.open(connection, line)


async def everything(bodies: dict[str, bytes]) -> list[MarketplaceError]:
    """Read and write all that there is; answers the errors that reading met."""
    shop = opened(ScriptedLine(bodies))
    assert isinstance(shop, Login)
    assert isinstance(shop, Notices)
    met = await errors_met(
        shop.notices(UNTIL),
        shop.prepare([listing(None)]),
        read(shop.listings({})),
        shop.find([listing("TOMKHO"), listing(None)]),
        read(shop.orders(UNTIL - timedelta(days=20), UNTIL)),
        shop.upload([Image("aa", "a.png", b"x")]),
        shop.refresh("client_credentials"),
    )
    shop.problems(listing("TOMKHO"))
    await apply_each(shop, changes())
    return met


@settings(max_examples=500, deadline=None)
@given(spoilt(good()))
def test_no_answer_crashes_the_adapter(bodies: dict[str, bytes]) -> None:
    asyncio.run(everything(bodies))


READERS: dict[str, tuple[Any, Callable[[Any], object]]] = {
    "order": (ORDER | {"shipment": {"shipped_at": "x"}}, partial(parse_order, SHOP)),
    "product": (PRODUCT, partial(parse_listing, SHOP)),
    "product alone": (PRODUCT | VARIANT | {"variants": []}, partial(parse_listing, SHOP)),
    "categories": ({"items": [CATEGORY]}, lambda data: tree_of(rows(data.get("items")))),
    "closed": ({"items": [CATEGORY]}, lambda data: closed_of(rows(data.get("items")))),
    "attributes": (EXAMPLES[endpoints.ATTRIBUTES], attributes_of),
    "shop": (EXAMPLES[endpoints.SHOP], limits_of),
    "notices": (EXAMPLES[endpoints.SHOP], lambda data: [*shop_problems(data, UNTIL.date())]),
    "token": (
        {"data": EXAMPLES[endpoints.TOKEN], "server_time": SENT_AT},
        lambda data: tokens_of(data, UNTIL),
    ),
    "push": (
        {"event": "order.created", "event_id": "e", "data": {"order_id": "o"}},
        lambda data: signals_in(data, None),
    ),
}


@pytest.mark.parametrize("name", READERS)
def test_every_place_of_an_answer_may_hold_anything(name: str) -> None:
    body, read_it = READERS[name]
    read_it(body)
    for path in nodes(body):
        for strange in STRANGE:
            with suppress(MarketplaceError):
                read_it(record(replaced(body, path, strange)))


REFUSED = {
    "code": 4220,
    "message": "Dữ liệu không hợp lệ",
    "data": None,
    "errors": [{"field": "images[0]", "code": "UNKNOWN_MEDIA", "params": {}, "message": "Ảnh"}],
    "params": {"scope": "auth", "stock": 3},
}


@pytest.mark.parametrize("code", [4220, 4290, 4120, 5000])
def test_every_place_of_a_refusal_may_hold_anything(code: int) -> None:
    body = REFUSED | {"code": code}
    for path in nodes(body):
        for strange in STRANGE:
            spoilt_body = json.dumps(replaced(body, path, strange)).encode()
            for parse in (parse_read, parse_write):
                with suppress(MarketplaceError):
                    parse(Response(200, {"retry-after": str(strange)}, spoilt_body))
    for path in nodes(REFUSED["errors"]):
        for strange in STRANGE:
            for entry in rows(replaced(REFUSED["errors"], path, strange)):
                assert error_of_entry(entry).problem.code


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


async def test_a_sweep_that_shows_fewer_than_there_are_is_not_believed() -> None:
    short = orjson.loads(good()[endpoints.PRODUCTS])
    short["data"]["total"] = 2
    shop = opened(ScriptedLine(good() | {endpoints.PRODUCTS: orjson.dumps(short)}))
    with pytest.raises(Unavailable):
        await read(shop.listings({}))


@pytest.mark.parametrize("path", [endpoints.PRODUCTS, endpoints.ORDERS])
async def test_pages_that_go_round_are_left_soon(path: str) -> None:
    body = orjson.loads(good()[path])
    body["data"]["next_token"] = "pg_again"
    shop = opened(ScriptedLine(good() | {path: orjson.dumps(body)}))
    found: AsyncIterator[object] = (
        shop.listings({})
        if path == endpoints.PRODUCTS
        else shop.orders(UNTIL - timedelta(days=1), UNTIL)
    )
    with pytest.raises(MarketplaceError):
        await read(found)
