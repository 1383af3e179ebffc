"""A TikTok replica on loopback, and a client that signs with code of its own."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from PIL import Image

from sandbox.server import EPHEMERAL, serving
from sandbox.tiktok import replica
from tests.sandbox_client import SandboxClient

Json = dict[str, Any]

PRODUCTS = "/product/202309/products"
UPLOAD = "/product/202309/images/upload"
WAREHOUSE = "7068517275539719942"
SMALL, LARGE = "TKCM-200", "TKCM-500"


def picture(kind: str = "PNG", size: tuple[int, int] = (600, 600)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "orange").save(target, kind)
    return target.getvalue()


class TikTok(SandboxClient):
    """What a test says to the replica, as a seller's program and as the operator."""

    def __init__(self, http: httpx.AsyncClient, credentials: dict[str, str]) -> None:
        super().__init__(http, credentials)
        self.key, self.secret = credentials["key"], credentials["secret"]
        self.cipher = credentials["cipher"]
        self.token, self.refresh_token = credentials["token"], credentials["refresh_token"]

    def query(self, path: str, body: bytes = b"", **changes: str) -> dict[str, str]:
        """The signed query of a shop call; `changes` are made before signing."""
        query = {"app_key": self.key, "timestamp": str(int(time.time() + self.offset_s))}
        query |= {"shop_cipher": self.cipher} | changes
        query = {name: value for name, value in query.items() if value}
        text = self.secret + path + "".join(name + query[name] for name in sorted(query))
        message = text.encode() + body + self.secret.encode()
        sign = hmac.new(self.secret.encode(), message, hashlib.sha256).hexdigest()
        return query | {"sign": sign}

    def headers(self) -> dict[str, str]:
        return {"x-tts-access-token": self.token, "content-type": "application/json"}

    async def ask(self, method: str, path: str, wish: Any = None, **query: str) -> httpx.Response:
        body = b"" if wish is None else json.dumps(wish, ensure_ascii=False).encode()
        return await self.http.request(
            method,
            self.url + path,
            params=self.query(path, body, **query),
            content=body,
            headers=self.headers(),
        )

    async def get(self, path: str, **query: str) -> Json:
        return self.read(await self.ask("GET", path, **query))

    async def post(self, path: str, wish: Any = None, **query: str) -> Json:
        return self.read(await self.ask("POST", path, wish, **query))

    @staticmethod
    def read(response: httpx.Response) -> Json:
        body: Json = response.json()
        return body

    async def listings(self) -> list[Json]:
        """Deleted ones, too."""
        found: list[Json] = (await self.state())["listings"]
        return found

    async def order(self, sku: str = SMALL, quantity: int = 2, **more: Any) -> Json:
        return await super().order(sku, quantity, **more)

    async def upload(self, content: bytes, use_case: str = "MAIN_IMAGE") -> Json:
        answer = await self.http.post(
            self.url + UPLOAD,
            params=self.query(UPLOAD, shop_cipher=""),
            data={"use_case": use_case},
            files={"data": ("tom.png", content)},
            headers={"x-tts-access-token": self.token},
        )
        return self.read(answer)

    async def uri(self, use_case: str = "MAIN_IMAGE") -> str:
        answer = await self.upload(picture(), use_case)
        uri: str = answer["data"]["uri"]
        return uri

    async def wish(self, **changes: Any) -> Json:
        """A good body of create, with two SKUs; a change to None leaves the field out."""
        wish = {
            "category_id": "963336",
            "category_version": "v2",
            "title": "Tôm khô Cà Mau loại 1 OCOP 4 sao – túi hút chân không",
            "description": "<p>Tôm đất tự nhiên, phơi nắng.</p><ul><li>HSD: 6 tháng</li></ul>",
            "main_images": [{"uri": await self.uri()}],
            "product_attributes": [
                {"id": "100107", "values": [{"id": "1000058"}]},
                {"id": "101395", "values": [{"name": "8 tháng"}]},
            ],
            "package_weight": {"value": "0.6", "unit": "KILOGRAM"},
            "skus": [sku(SMALL, "200 g", 185000, 40), sku(LARGE, "500 g", 450000, 15)],
        } | changes
        return {name: value for name, value in wish.items() if value is not None}

    async def create(self, **changes: Any) -> Json:
        answer = await self.post(PRODUCTS, await self.wish(**changes))
        assert answer["code"] == 0, answer
        data: Json = answer["data"]
        return data

    async def publish(self, **changes: Any) -> tuple[str, dict[str, str]]:
        """A live product: its id, and its SKU ids by seller's SKU."""
        made = await self.create(**changes)
        return made["product_id"], {row["seller_sku"]: row["id"] for row in made["skus"]}

    async def product(self, product_id: str, **query: str) -> Json:
        answer = await self.get(f"{PRODUCTS}/{product_id}", **query)
        assert answer["code"] == 0, answer
        data: Json = answer["data"]
        return data

    async def search(self, wish: Json | None = None, **query: str) -> Json:
        path = "/product/202502/products/search"
        answer = await self.post(path, wish or {}, **{"page_size": "100"} | query)
        data: Json = answer["data"] or answer
        return data

    async def partial_edit(self, product_id: str, **wish: Any) -> Json:
        return await self.post(f"/product/202509/products/{product_id}/partial_edit", wish)

    async def full_edit(self, product_id: str, wish: Json) -> Json:
        path = f"/product/202509/products/{product_id}"
        return self.read(await self.ask("PUT", path, wish))

    async def stock(self, *skus: str) -> dict[str, Json]:
        answer = await self.post("/product/202309/inventory/search", {"sku_ids": list(skus)})
        rows = [row for product in answer["data"]["inventory"] for row in product["skus"]]
        return {row["id"]: row for row in rows}


def sku(seller_sku: str, size: str | None, price: int, quantity: int = 5, **more: Any) -> Json:
    chosen = [{"id": "100089", "value_name": size}] if size else []
    return {
        "seller_sku": seller_sku,
        "external_sku_id": f"tom-kho/{seller_sku}",
        "sales_attributes": chosen,
        "price": {"amount": str(price), "currency": "VND"},
        "inventory": [{"warehouse_id": WAREHOUSE, "quantity": quantity}],
    } | more


@pytest.fixture
async def slow_tiktok() -> AsyncIterator[TikTok]:
    """A fresh replica with all its delays."""
    async with (
        serving([replica], EPHEMERAL) as credentials,
        httpx.AsyncClient(verify=False) as http,
    ):
        yield TikTok(http, credentials["tiktok"])


@pytest.fixture
async def tiktok(slow_tiktok: TikTok) -> TikTok:
    """A fresh replica without delays."""
    await slow_tiktok.turn(
        audit_s=0, edit_audit_s=0, activate_audit_s=0, search_lag_s=0, order_lag_s=0
    )
    return slow_tiktok
