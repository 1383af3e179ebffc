"""Answers that no document describes: whatever comes, only our own errors come out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from adapters.tiktok import TikTokShop
from sync.marketplace import (
    Call,
    Connection,
    Credentials,
    Image,
    Lost,
    MarketplaceError,
    Response,
)
from sync.model import Change, Field, Kind, Outcome, Picture, Status
from tests.adapters.spoiling import spoilt
from tests.adapters.tiktok.conftest import CATEGORY, SHOP, change, listing, two_sizes

Answer = TypeVar("Answer")
Json = dict[str, Any]

NOW = datetime(2026, 2, 27, tzinfo=UTC)
PRODUCT, SKU = "1729592969712207008", "1729592969712207012"
SKUS = [
    {
        "id": str(int(SKU) + place),
        "seller_sku": sku,
        "external_sku_id": sku,
        "sales_attributes": [
            {"id": "100089", "name": "Khối lượng", "value_id": f"17{place}", "value_name": size}
        ],
        "price": {"currency": "VND", "sale_price": "185000", "tax_exclusive_price": "185000"},
        "inventory": [{"warehouse_id": "7068517275539719942", "quantity": 38}],
        "status_info": {"status": "NORMAL"},
        "identifier_code": {"code": "8936012345678", "type": "GTIN"},
    }
    for place, (sku, size) in enumerate([("TKCM-200", "200 g"), ("TKCM-500", "500 g")])
]
UNIT = {
    "id": "577086512123755124",
    "sku_id": SKU,
    "seller_sku": "TKCM-200",
    "display_status": "AWAITING_SHIPMENT",
}
ORDER = {
    "id": "577086512123755123",
    "status": "AWAITING_SHIPMENT",
    "create_time": 1772150500,
    "update_time": 1772150531,
    "line_items": [UNIT, {**UNIT, "id": "577086512123755125"}],
}
DETAILS = {
    "id": PRODUCT,
    "title": "Tôm khô Cà Mau loại 1 OCOP 4 sao – túi hút chân không",
    "description": "<p>Tôm đất tự nhiên</p>",
    "status": "ACTIVATE",
    "audit": {"status": "AUDITING", "pre_approved_reasons": []},
    "audit_failed_reasons": [{"position": "title", "reasons": ["từ cấm"], "suggestions": ["bỏ"]}],
    "is_cod_allowed": True,
    "external_product_id": "TKCM",
    "category_chains": [
        {"id": "700437", "parent_id": "0", "local_name": "Thực phẩm", "is_leaf": False},
        {"id": "963336", "parent_id": "700437", "local_name": "Hải sản khô", "is_leaf": True},
    ],
    "brand": {"id": "7001", "name": "Tân Tiến"},
    "main_images": [{"uri": "tos-1", "urls": ["https://p16.test/a.jpeg"]}],
    "product_attributes": [
        {"id": "100107", "name": "Xuất xứ", "values": [{"id": "1000058", "name": "Việt Nam"}]}
    ],
    "package_weight": {"value": "0.6", "unit": "KILOGRAM"},
    "package_dimensions": {"length": "25", "width": "18", "height": "6", "unit": "CENTIMETER"},
    "certifications": [
        {"id": "602362", "images": [{"uri": "c"}], "files": [{"id": "f"}], "expiration_date": 9}
    ],
    "delivery_options": [{"id": "1"}],
    "skus": SKUS,
    "create_time": 1772150406,
    "update_time": 1772236800,
}
ROW = {name: DETAILS[name] for name in ("id", "title", "status", "audit", "skus", "update_time")}
DONE = {"product_id": PRODUCT, "audit": {"status": "AUDITING"}, "skus": SKUS, "warnings": []}

RECORDED: dict[str, Json] = {  # what each call answers, by the end of its name
    "/shops": {
        "shops": [{"id": "7495540735365777507", "region": "VN", "cipher": "ROW_Zk3tAAAAAOcop"}]
    },
    "/warehouses": {
        "warehouses": [
            {
                "id": "7068517275539719942",
                "effect_status": "ENABLED",
                "type": "SALES_WAREHOUSE",
                "is_default": True,
            },
            {
                "id": "7068517275539719944",
                "effect_status": "ENABLED",
                "type": "SALES_WAREHOUSE",
                "is_default": False,
            },
        ]
    },
    "/prerequisites": {
        "check_results": [{"check_item": "BANk_ACCOUNT", "is_failed": False, "fail_reasons": []}]
    },
    "/categories": {
        "categories": [
            {"id": "700437", "parent_id": "0", "local_name": "Thực phẩm", "is_leaf": False},
            {
                "id": "963336",
                "parent_id": "700437",
                "local_name": "Hải sản khô",
                "is_leaf": True,
                "permission_statuses": ["AVAILABLE"],
            },
        ]
    },
    "/attributes": {
        "attributes": [
            {
                "id": "100107",
                "name": "Xuất xứ",
                "type": "PRODUCT_PROPERTY",
                "is_requried": True,
                "is_customizable": False,
                "values": [{"id": "1000058", "name": "Việt Nam"}],
            },
            {
                "id": "101395",
                "name": "Hạn sử dụng",
                "type": "PRODUCT_PROPERTY",
                "is_customizable": True,
                "value_data_format": "POSITIVE_INT_OR_DECIMAL",
                "values": [],
                "requirement_conditions": [
                    {
                        "condition_type": "VALUE_ID_MATCH",
                        "attribute_id": "100107",
                        "attribute_value_id": "1000058",
                    }
                ],
            },
        ]
    },
    "/rules": {
        "product_certifications": [
            {"id": "602362", "name": "ATTP", "is_required": False, "requirement_conditions": []}
        ],
        "package_dimension": {"is_required": True},
        "cod": {"is_supported": True},
    },
    "/brands": {
        "brands": [{"id": "7001", "name": "Tân Tiến", "authorized_status": "UNAUTHORIEZD"}],
        "total_count": 1,
    },
    "/images/upload": {"uri": "tos-1", "url": "https://p16.test/a.jpeg", "width": 1200},
    "/products": DONE,
    "/products/{id}": DETAILS,
    "/partial_edit": DONE,
    "/products/search": {"total_count": 1, "next_page_token": "", "products": [ROW]},
    "/activate": {"errors": []},
    "/deactivate": {
        "errors": [{"code": 12052032, "message": "no", "detail": {"product_id": "1729592969999"}}]
    },
    "/prices/update": {},
    "/inventory/update": {
        "errors": [
            {
                "code": 12052990,
                "message": "Check failed",
                "detail": {
                    "sku_id": SKU,
                    "extra_errors": [{"code": 12052097, "message": "no such", "warehouse_id": "7"}],
                },
            }
        ]
    },
    "/inventory/search": {
        "inventory": [
            {
                "product_id": PRODUCT,
                "skus": [
                    {
                        "id": SKU,
                        "warehouse_inventory": [
                            {"warehouse_id": "7068517275539719942", "available_quantity": 38}
                        ],
                    }
                ],
            }
        ]
    },
    "/orders/search": {"total_count": 1, "next_page_token": "", "orders": [ORDER]},
    "/orders": {"orders": [ORDER]},
    "/token/get": {
        "access_token": "ROW_a",
        "access_token_expire_in": 1772755200,
        "refresh_token": "ROW_r",
        "refresh_token_expire_in": 1803686400,
    },
    "/token/refresh": {
        "access_token": "ROW_a",
        "access_token_expire_in": 1772755200,
        "refresh_token": "ROW_r",
        "refresh_token_expire_in": 1803686400,
    },
}
FULL_EDIT = "PUT"  # it has the address of a read
BODIES = {
    ending: orjson.dumps({"code": 0, "message": "Success", "request_id": "2026", "data": data})
    for ending, data in {**RECORDED, FULL_EDIT: DONE}.items()
}


class Parrot:
    """A line that answers what was recorded, by how an endpoint ends."""

    def __init__(self, bodies: Mapping[str, bytes] = BODIES) -> None:
        self._bodies = bodies

    async def call(self, call: Call[Answer]) -> Answer:
        request = call.build(Credentials("token", NOW))
        endings = [name for name in self._bodies if call.endpoint.endswith(name)]
        ending = FULL_EDIT if request.method == FULL_EDIT else max(endings, key=len)
        return call.read(Response(200, {}, self._bodies[ending]))

    async def pause(self, seconds: float) -> None:
        raise AssertionError("nothing here has to wait")


def opened(line: Parrot) -> TikTokShop:
    connection = Connection(
        shop=SHOP, host="https://x.test", key="k", secret="s", account="7495540735365777507"
    )
    return TikTokShop(connection, line)


BEFORE = two_sizes("TKCM", remote_id=PRODUCT)
WANTED = two_sizes(
    "TKCM",
    brand="Tân Tiến",
    images=(Picture("a" * 64, "tos-1"),),
    category="Thực phẩm > Hải sản khô",
)


def wish(kind: Kind, status: Status = "live") -> list[Change]:
    before = None if kind == "publish" else BEFORE
    if before is not None:
        before = type(before)(**{**_fields(before), "status": status})
    fields: tuple[Field, ...] = (
        "title",
        "images",
        "attributes",
        "variants",
        "category",
        "weight_g",
    )
    skus = WANTED.offers if kind in {"reprice", "restock"} else (None,)
    return [change(kind, WANTED, before, fields, sku=sku.sku if sku else None) for sku in skus]


def _fields(value: Any) -> Json:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


async def observe(shop: TikTokShop) -> Any:
    return [each async for each in shop.listings({})]


async def look(shop: TikTokShop) -> Any:
    return await shop.find([WANTED, BEFORE])


async def learn(shop: TikTokShop) -> Any:
    await shop.prepare([WANTED, listing("X", category=CATEGORY)])
    return shop.problems(WANTED)


async def sold(shop: TikTokShop) -> Any:
    return [each async for each in shop.orders(NOW - timedelta(hours=1), NOW)]


async def uploaded(shop: TikTokShop) -> Any:
    return await shop.upload([Image("a" * 64, "a.png", b"\x89PNG")])


async def let_in(shop: TikTokShop) -> Any:
    return [await shop.exchange("code"), await shop.refresh("token")]


Operation = Callable[[TikTokShop], Awaitable[Any]]
READS: list[Operation] = [observe, look, learn, sold, uploaded, let_in]
KINDS: list[tuple[Kind, Status]] = [
    ("publish", "live"),
    ("revise", "live"),
    ("revise", "banned"),
    ("reprice", "live"),
    ("reprice", "hidden"),
    ("restock", "live"),
    ("withdraw", "live"),
    ("restore", "hidden"),
]


@pytest.mark.parametrize("operation", READS)
async def test_what_was_recorded_is_understood(operation: Operation) -> None:
    assert await operation(opened(Parrot()))


@pytest.mark.parametrize(("kind", "status"), KINDS)
async def test_what_was_recorded_is_done(kind: Kind, status: Status) -> None:
    shop = opened(Parrot())
    await shop.prepare([WANTED])
    outcomes = await shop.apply(wish(kind, status))
    expected = ["rejected", "done"] if kind == "restock" else ["done"] * len(outcomes)
    assert [outcome.status for outcome in outcomes] == expected


EVERYWHERE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("operation", READS)
@given(bodies=spoilt(BODIES))
@EVERYWHERE
async def test_a_read_of_nonsense_raises_our_own_errors_only(
    operation: Operation, bodies: dict[str, bytes]
) -> None:
    shop = opened(Parrot(bodies))
    try:
        await operation(shop)
    except MarketplaceError:
        return


@pytest.mark.parametrize(("kind", "status"), KINDS)
@given(bodies=spoilt(BODIES))
@EVERYWHERE
async def test_a_write_answers_for_every_change_whatever_comes_back(
    kind: Kind, status: Status, bodies: dict[str, bytes]
) -> None:
    shop = opened(Parrot(bodies))
    try:
        await shop.prepare([WANTED])
    except MarketplaceError:
        return
    changes = wish(kind, status)
    outcomes = await shop.apply(changes)
    assert [outcome.change for outcome in outcomes] == changes
    assert all(outcome.status == "done" or outcome.problem for outcome in outcomes)


WRITES = {
    "publish": "/202309/products",
    "revise": "/products/{id}",
    "reprice": "/prices/update",
    "restock": "/inventory/update",
    "withdraw": "/deactivate",
    "restore": "/activate",
}
NONSENSE = [b"", b"{}", b"[]", b"null", b"<html>503</html>", b"\xff\xfe", b'{"code":"?"}', b'{"co']


@pytest.mark.parametrize("content", NONSENSE)
@pytest.mark.parametrize("kind", sorted(WRITES))
async def test_a_write_whose_answer_makes_no_sense_is_lost(kind: Kind, content: bytes) -> None:
    """Nobody knows whether it happened: the next step is to look, never to try again."""
    shop = opened(Parrot({**BODIES, WRITES[kind]: content}))
    await shop.prepare([WANTED])
    outcomes = await shop.apply(wish(kind))
    assert {outcome.status for outcome in outcomes} == {"unknown"}


@pytest.mark.parametrize(
    "data", [{}, {"product_id": None}, {"product_id": "x"}, {"product_id": []}]
)
async def test_a_product_without_an_id_is_lost(data: Json) -> None:
    told = orjson.dumps({"code": 0, "data": data})
    shop = opened(Parrot({**BODIES, WRITES["publish"]: told}))
    await shop.prepare([WANTED])
    (outcome,) = await shop.apply(wish("publish"))
    assert outcome.status == "unknown"


@pytest.mark.parametrize("kind", ["restock", "withdraw", "restore"])
async def test_an_error_that_names_nobody_may_be_anybodys(kind: Kind) -> None:
    told = orjson.dumps({"code": 0, "data": {"errors": [{"code": 12052990, "message": "?"}]}})
    shop = opened(Parrot({**BODIES, WRITES[kind]: told}))
    outcomes: list[Outcome] = await shop.apply(wish(kind))
    assert {outcome.status for outcome in outcomes} == {"unknown"}


@pytest.mark.parametrize("operation", [observe, sold])
async def test_a_page_that_points_at_itself_ends(operation: Operation) -> None:
    def looped(content: bytes) -> bytes:
        return content.replace(b'"next_page_token":""', b'"next_page_token":"+/="')

    bodies = {end: looped(content) for end, content in BODIES.items()}
    with pytest.raises(Lost):
        await operation(opened(Parrot(bodies)))
