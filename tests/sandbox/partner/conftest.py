"""Both partner API replicas on loopback, and a client that knows the contract alone."""

from __future__ import annotations

import io
import itertools
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from PIL import Image

from sandbox.partner import postmart as postmart_replica
from sandbox.partner import voso as voso_replica
from sandbox.server import EPHEMERAL, serving
from tests.sandbox_client import SandboxClient

Json = dict[str, Any]
BASE = "/partner/v1"


def picture(colour: str = "orange", side: int = 600, kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(target, kind)
    return target.getvalue()


class Partner(SandboxClient):
    """What a test says to the replica, as a seller's program and as the operator."""

    def __init__(self, http: httpx.AsyncClient, credentials: dict[str, str]) -> None:
        super().__init__(http, credentials)
        self.key, self.secret = credentials["key"], credentials["secret"]
        self.token = credentials["token"]
        self.numbers = itertools.count(1)

    def new_key(self) -> str:
        return f"decision-{next(self.numbers):016d}"

    async def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        bearer = {"authorization": f"Bearer {self.token}"} if self.token else {}
        headers = bearer | more.pop("headers", {})
        return await self.http.request(method, self.url + BASE + path, headers=headers, **more)

    async def ask(self, method: str, path: str, wish: Any = None, **headers: str) -> Json:
        """The envelope; a write gets a key of its own unless one is given."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if method in {"PUT", "POST"}:
            named = {"idempotency-key": self.new_key()} | named
        body = {} if wish is None else {"json": wish}
        answer = await self.send(method, path, headers=named, **body)
        envelope: Json = answer.json()
        return envelope

    async def get(self, path: str, **query: Any) -> Json:
        envelope: Json = (await self.send("GET", path, params=query)).json()
        return envelope

    async def data(self, path: str, **query: Any) -> Json:
        envelope = await self.get(path, **query)
        assert envelope["code"] == 0, envelope
        data: Json = envelope["data"]
        return data

    def credentials(self) -> Json:
        return {"client_id": self.key, "client_secret": self.secret, "shop_code": self.shop}

    async def renew(self, **changes: Any) -> Json:
        """A new token, used from now on if there is one."""
        envelope = await self.ask("POST", "/auth/token", self.credentials() | changes)
        self.token = (envelope["data"] or {}).get("access_token", self.token)
        return envelope

    async def upload(self, content: bytes, purpose: str = "product") -> httpx.Response:
        files = {"file": ("any.bin", content)}
        return await self.send("POST", "/media", data={"purpose": purpose}, files=files)

    async def media(self, colour: str = "orange", purpose: str = "product") -> str:
        answer = await self.upload(picture(colour), purpose)
        media_id: str = answer.json()["data"]["media_id"]
        return media_id

    async def wish(self, **changes: Any) -> Json:
        """A good body; a change to `...` leaves the field out."""
        wish = {
            "name": "Tôm khô Ví Dụ - Hộp 100 g",
            "short_description": "Tôm đất phơi nắng, không phẩm màu",
            "description_html": "<p>Tôm khô làm từ tôm đất đánh bắt tại chỗ, phơi nắng.</p>"
            "<p>Thành phần: tôm đất 98 %, muối.</p>",
            "category_id": 110,
            "brand": "HTX Ví Dụ",
            "attributes": {
                "origin": "Cà Mau, Việt Nam",
                "producer_name": "HTX Ví Dụ",
                "producer_address": "Ấp 1, xã Tân Tiến, tỉnh Cà Mau",
                "ingredients": "Tôm đất 98 %, muối",
                "net_content": "100 g",
                "shelf_life": "6 tháng kể từ NSX",
                "storage": "Nơi khô ráo, thoáng mát",
                "usage": "Dùng trực tiếp hoặc chế biến",
                "drying": "SUN",
            },
            "images": [await self.media()],
            "price": 120_000,
            "stock": 40,
            "weight_g": 150,
            "ship_from": {"province_code": "96", "commune_code": "32188"},
        } | changes
        return {name: value for name, value in wish.items() if value is not ...}

    async def put(self, sku: str = "TOMKHO-100", **changes: Any) -> Json:
        return await self.ask("PUT", f"/products/by-sku/{sku}", await self.wish(**changes))

    async def publish(self, sku: str = "TOMKHO-100", **changes: Any) -> Json:
        envelope = await self.put(sku, **changes)
        assert envelope["code"] == 0, envelope
        data: Json = envelope["data"]
        return data

    async def with_variants(self, sku: str = "TOMKHO", **changes: Any) -> Json:
        return await self.publish(sku, **two_variants(sku) | changes)

    async def product(self, sku: str = "TOMKHO-100") -> Json:
        return await self.data(f"/products/by-sku/{sku}")

    async def order(self, sku: str = "TOMKHO-100", quantity: int = 2, **more: Any) -> Json:
        return await super().order(sku, quantity, **more)


def two_variants(sku: str = "TOMKHO") -> Json:
    small = {"sku": f"{sku}-S", "option_values": ["200 g"], "price": 200_000, "stock": 5}
    large = {"sku": f"{sku}-L", "option_values": ["500 g"], "price": 450_000, "stock": 3}
    variants = [small | {"weight_g": 250}, large | {"weight_g": 560}]
    alone = dict.fromkeys(("price", "stock", "weight_g"), ...)
    return {"options": ["Khối lượng"], "variants": variants, **alone}


def problems(envelope: Json) -> dict[str, str]:
    """Field -> code of a 4220."""
    assert envelope["code"] == 4220, envelope
    return {error["field"]: error["code"] for error in envelope["errors"]}


@pytest.fixture
async def both() -> AsyncIterator[dict[str, Partner]]:
    async with (
        serving([postmart_replica, voso_replica], EPHEMERAL) as found,
        httpx.AsyncClient(verify=False, timeout=60) as http,
    ):
        yield {name: Partner(http, credentials) for name, credentials in found.items()}


@pytest.fixture
def slow_postmart(both: dict[str, Partner]) -> Partner:
    """A fresh replica with all its delays and limits."""
    return both["postmart"]


NO_WAITING = {"review_s": 0, "list_lag_s": 0, "requests_per_minute": 0, "media_per_minute": 0}


@pytest.fixture
async def postmart(slow_postmart: Partner) -> Partner:
    """A fresh replica without delays and without a pace."""
    await slow_postmart.turn(**NO_WAITING)
    return slow_postmart


@pytest.fixture
async def voso(both: dict[str, Partner]) -> Partner:
    await both["voso"].turn(**NO_WAITING)
    return both["voso"]
