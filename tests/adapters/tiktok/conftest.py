"""A TikTok shop behind a replica on loopback, and a plain line to it."""

from __future__ import annotations

import io
import ssl
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx
import pytest
from PIL import Image as Drawing

from adapters.tiktok import TikTokShop, marketplace
from sandbox.server import EPHEMERAL, serving
from sandbox.tiktok import replica
from sync.marketplace import Call, Connection, Credentials, Image
from sync.model import (
    Change,
    Code,
    Dong,
    Field,
    Kind,
    Listing,
    Offer,
    Outcome,
    Picture,
    ShopName,
    Sku,
)
from sync.transport.http import HttpClient

Json = dict[str, Any]
Answer = TypeVar("Answer")

SHOP = ShopName("tiktok-ca-mau")
CATEGORY = "Thực phẩm & Đồ uống > Thực phẩm khô > Hải sản khô"
DELAYS = ("audit_s", "edit_audit_s", "activate_audit_s", "search_lag_s", "order_lag_s")
SKU_200: Json = {  # E7 of our notes on TikTok's documents
    "id": "1729592969712207012",
    "seller_sku": "TKCM-200",
    "external_sku_id": "tom-kho-ca-mau/200g",
    "sales_attributes": [
        {
            "id": "100089",
            "name": "Khối lượng",
            "value_id": "1729592969712207123",
            "value_name": "200 g",
        }
    ],
    "price": {"currency": "VND", "sale_price": "185000", "tax_exclusive_price": "185000"},
    "inventory": [{"warehouse_id": "7068517275539719942", "quantity": 38}],
    "status_info": {"status": "NORMAL"},
}
PRODUCT: Json = {
    "id": "1729592969712207008",
    "title": "Tôm khô Cà Mau loại 1 OCOP 4 sao – túi hút chân không",
    "description": "<p>Tôm đất tự nhiên</p>",
    "status": "ACTIVATE",
    "product_status": "ACTIVATE",
    "audit": {"status": "AUDITING", "pre_approved_reasons": []},
    "audit_failed_reasons": [],
    "is_cod_allowed": True,
    "external_product_id": "tom-kho-ca-mau",
    "category_chains": [
        {"id": "700437", "parent_id": "0", "local_name": "Thực phẩm", "is_leaf": False},
        {"id": "963336", "parent_id": "700437", "local_name": "Hải sản khô", "is_leaf": True},
    ],
    "main_images": [{"uri": "tos-alisg-1", "urls": ["https://p16-oec-sg.ibyteimg.com/a.jpeg"]}],
    "product_attributes": [
        {"id": "100107", "name": "Xuất xứ", "values": [{"id": "1000058", "name": "Việt Nam"}]}
    ],
    "package_weight": {"value": "0.6", "unit": "KILOGRAM"},
    "package_dimensions": {"length": "25", "width": "18", "height": "6", "unit": "CENTIMETER"},
    "skus": [SKU_200],
    "create_time": 1772150406,
    "update_time": 1772236800,
}


def drawing(kind: str = "PNG", side_px: int = 600) -> bytes:
    target = io.BytesIO()
    Drawing.new("RGB", (side_px, side_px), "orange").save(target, kind)
    return target.getvalue()


class Operator:
    """What somebody at the replica's desk does."""

    def __init__(self, http: httpx.AsyncClient, credentials: dict[str, str]) -> None:
        self._http, self.credentials = http, credentials

    async def ask(self, method: str, path: str, wish: Any = None) -> Json:
        url = f"{self.credentials['url']}/_sandbox{path}"
        answer: Json = (await self._http.request(method, url, json=wish)).json()
        return answer

    async def turn(self, **knobs: Any) -> None:
        assert "error" not in await self.ask("POST", "/knobs", knobs)

    async def fault(self, kind: str, path: str, **rule: Any) -> None:
        """Strike one call (the first, unless `nth` says another)."""
        wish = {"kind": kind, "path": path, "times": 1, **rule}
        assert "error" not in await self.ask("POST", "/faults", wish)

    async def edit(self, sku: str, **changes: Any) -> None:
        wish = {"shop": self.credentials["shop"], "sku": sku, "set": changes}
        assert await self.ask("POST", "/edit", wish) == {"edited": True}

    async def order(self, *lines: tuple[str, int]) -> str:
        wish = [{"sku": sku, "quantity": quantity} for sku, quantity in lines]
        body = {"shop": self.credentials["shop"], "lines": wish}
        return str((await self.ask("POST", "/orders", body))["id"])

    async def listings(self) -> dict[str, Json]:
        """What truly stands there, by the first SKU."""
        state = await self.ask("GET", "/state")
        found = state["shops"][self.credentials["shop"]]["listings"]
        standing = [listing for listing in found if listing["status"] != "deleted"]
        by_sku = {listing["sku"]: listing for listing in standing}
        assert len(by_sku) == len(standing), "a listing stands there twice"
        return by_sku

    async def calls(self) -> dict[str, int]:
        told = await self.ask("GET", "/calls")
        await self.ask("DELETE", "/calls")
        counted: dict[str, int] = {}
        for call in told["calls"]:
            name = call["endpoint"].rpartition("/")[2]
            counted[name] = counted.get(name, 0) + call["count"]
        return counted


class PlainLine:
    """A line that neither paces nor retries."""

    def __init__(self, http: HttpClient, operator: Operator) -> None:
        self.http, self.operator = http, operator
        self.token = operator.credentials["token"]
        self.ahead = timedelta(0)

    async def call(self, call: Call[Answer]) -> Answer:
        token = self.token if call.signed_in else ""
        now = datetime.now(UTC) + self.ahead
        return call.read(await self.http.send(call.build(Credentials(token, now))))

    async def pause(self, seconds: float) -> None:
        """Move the replica's clock instead of waiting."""
        await self.operator.ask("POST", "/clock", {"advance_s": seconds})
        self.ahead += timedelta(seconds=seconds)


@pytest.fixture(scope="session")
def tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@pytest.fixture
async def operator() -> AsyncIterator[Operator]:
    """The desk of a fresh replica without delays."""
    async with (
        serving([replica], EPHEMERAL) as credentials,
        httpx.AsyncClient(verify=False) as http,
    ):
        desk = Operator(http, credentials["tiktok"])
        await desk.turn(**dict.fromkeys(DELAYS, 0))
        yield desk


@pytest.fixture
async def line(operator: Operator, tls: ssl.SSLContext) -> AsyncIterator[PlainLine]:
    async with HttpClient(tls) as http:
        yield PlainLine(http, operator)


@pytest.fixture
def connection(operator: Operator) -> Connection:
    given = operator.credentials
    return Connection(
        shop=SHOP,
        host=given["url"],
        key=given["key"],
        secret=given["secret"],
        account=given["shop"],
    )


@pytest.fixture
def shop(connection: Connection, line: PlainLine) -> TikTokShop:
    opened = marketplace.open(connection, line)
    assert isinstance(opened, TikTokShop)
    return opened


@pytest.fixture
async def picture(shop: TikTokShop) -> Picture:
    (uploaded,) = await shop.upload([Image("a" * 64, "tom-kho.png", drawing())])
    assert uploaded.remote_id
    return Picture("a" * 64, uploaded.remote_id)


def listing(code: str, *offers: Offer, **changes: Any) -> Listing:
    """A good listing; without offers it has a single one."""
    wanted = Listing(
        shop=SHOP,
        code=Code(code),
        title=f"Tôm khô Cà Mau phơi nắng tự nhiên {code}",
        description="Tôm đất thiên nhiên, phơi nắng hai ngày.\nBảo quản nơi khô mát.",
        category=CATEGORY,
        attributes={"Xuất xứ": "Việt Nam", "Hạn sử dụng": "12 tháng"},
        status="live",
        offers=offers or (offer(code, quantity=7),),
        option_names=("Khối lượng", "Đóng gói")[: len(offers[0].options) if offers else 0],
    )
    return replace(wanted, **changes)


def offer(sku: str, *options: str, **changes: Any) -> Offer:
    wanted = Offer(
        sku=Sku(sku),
        options=options,
        price=Dong(185_000),
        quantity=5,
        weight_g=250,
        size_mm=(195, 150, 60),
    )
    return replace(wanted, **changes)


def two_sizes(code: str, **changes: Any) -> Listing:
    """A listing with two weights to choose from."""
    small = offer(f"{code}-200", "200 g", quantity=40)
    large = offer(f"{code}-500", "500 g", price=Dong(440_000), quantity=15, weight_g=560)
    return listing(code, small, large, **changes)


def change(
    kind: Kind,
    after: Listing,
    before: Listing | None = None,
    fields: Sequence[Field] = (),
    **more: Any,
) -> Change:
    return Change(
        kind=kind,
        shop=SHOP,
        code=after.code,
        after=after,
        before=before,
        fields=tuple(fields),
        **more,
    )


def amounts(kind: Kind, before: Listing, **values: Any) -> list[Change]:
    """Changes of one offer each, as the engine plans them: all to the same value."""
    after = replace(before, offers=tuple(replace(o, **values) for o in before.offers))
    return [change(kind, after, before, sku=offer.sku) for offer in after.offers]


async def published(shop: TikTokShop, *wanted: Listing) -> list[Listing]:
    """Publish these and read them back."""
    await shop.prepare(wanted)
    done(await shop.apply([change("publish", shop.normalize(one)) for one in wanted]))
    return await standing(shop, *wanted)


async def standing(shop: TikTokShop, *wanted: Listing) -> list[Listing]:
    """Read these back."""
    by_code = {one.code: one async for one in shop.listings({})}
    return [by_code[one.code] for one in wanted]


async def everything(shop: TikTokShop, known: list[Listing] | None = None) -> list[Listing]:
    remembered = {str(one.remote_id): one for one in known or []}
    return [one async for one in shop.listings(remembered)]


def done(outcomes: Sequence[Outcome]) -> None:
    assert [(one.status, one.problem) for one in outcomes] == [("done", None)] * len(outcomes)


def codes(outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    """What became of each, and why."""
    return [(one.status, one.problem.code if one.problem else "") for one in outcomes]


@pytest.fixture
async def there(shop: TikTokShop, operator: Operator, picture: Picture) -> Listing:
    """A live listing with two sizes."""
    (found,) = await published(shop, two_sizes("TOM-KHO", images=(picture,)))
    await operator.calls()
    return found
