"""A Lazada replica on loopback, and a client that signs with code of its own."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
from PIL import Image

from sandbox.lazada import replica
from sandbox.server import EPHEMERAL, serving
from tests.sandbox_client import SandboxClient

Json = dict[str, Any]


def picture(kind: str = "PNG", colour: str = "orange", size: tuple[int, int] = (400, 400)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


class Lazada(SandboxClient):
    """What a test says to the replica, as a seller's program and as the operator."""

    def __init__(self, http: httpx.AsyncClient, credentials: Mapping[str, str]) -> None:
        super().__init__(http, credentials)
        self.key = credentials["key"]
        self.secret = credentials["secret"]
        self.token = credentials["token"]
        self.refresh_token = credentials["refresh_token"]

    def unsigned(self, **texts: str) -> dict[str, str]:
        now = str(int((time.time() + self.offset_s) * 1000))
        return {"app_key": self.key, "timestamp": now, "sign_method": "sha256"} | texts

    def sign(self, path: str, texts: Mapping[str, str]) -> str:
        base = path + "".join(name + texts[name] for name in sorted(texts))
        digest = hmac.new(self.secret.encode(), base.encode(), hashlib.sha256)
        return digest.hexdigest().upper()

    def signed(self, path: str, **texts: str) -> dict[str, str]:
        query = self.unsigned(access_token=self.token) | texts
        return query | {"sign": self.sign(path, query)}

    def signed_public(self, path: str, **texts: str) -> dict[str, str]:
        query = self.unsigned(**texts)
        return query | {"sign": self.sign(path, query)}

    def rest(self, path: str) -> str:
        return f"{self.url}/rest{path}"

    async def get(self, path: str, **texts: str) -> Json:
        query = self.signed(path, **texts)
        return self.read(await self.http.get(self.rest(path), params=query))

    async def get_public(self, path: str, **texts: str) -> Json:
        query = self.signed_public(path, **texts)
        return self.read(await self.http.get(self.rest(path), params=query))

    async def post(self, path: str, **texts: str) -> Json:
        form = self.signed(path, **texts)
        return self.read(await self.http.post(self.rest(path), data=form))

    async def send(self, path: str, product: Json) -> Json:
        """A payload as JSON."""
        payload = json.dumps({"Request": {"Product": product}}, ensure_ascii=False)
        return await self.post(path, payload=payload)

    @staticmethod
    def read(response: httpx.Response) -> Json:
        body: Json = response.json()
        return body

    async def upload(self, content: bytes) -> Json:
        path = "/image/upload"
        files = {"image": ("image", content)}
        answer = await self.http.post(self.rest(path), data=self.signed(path), files=files)
        return self.read(answer)

    async def image(self, colour: str = "orange") -> str:
        answer = await self.upload(picture(colour=colour))
        url: str = answer["data"]["image"]["url"]
        return url

    async def wish(self, sku: str = "OCOP-TOMKHO", **changes: Any) -> Json:
        """A good Product with two SKUs; `changes` replace its nodes."""
        product: Json = {
            "PrimaryCategory": "10001958",
            "Images": {"Image": [await self.image()]},
            "disableAutoFillAttribute": True,
            "variation": {"variation1": axis("Khối lượng", "200g", "500g")},
            "Attributes": attributes(),
            "Skus": {
                "Sku": [
                    sku_wish(f"{sku}-200", {"Khối lượng": "200g"}, price="185000"),
                    sku_wish(f"{sku}-500", {"Khối lượng": "500g"}, price="440000"),
                ]
            },
        }
        return {name: value for name, value in (product | changes).items() if value is not None}

    async def create(self, sku: str = "OCOP-TOMKHO", **changes: Any) -> tuple[int, dict[str, int]]:
        """A new item: its id, and its sku ids by SellerSku."""
        answer = await self.send("/product/create", await self.wish(sku, **changes))
        assert answer["code"] == "0", answer
        ids = {each["seller_sku"]: each["sku_id"] for each in answer["data"]["sku_list"]}
        return answer["data"]["item_id"], ids

    async def refused(self, **changes: Any) -> Json:
        """What a create with these changes is told; nothing may have come of it."""
        answer = await self.send("/product/create", await self.wish(**changes))
        assert answer["code"] != "0", answer
        assert (await self.state())["listings"] == []
        return answer

    async def product(self, item_id: int) -> Json:
        answer = await self.get("/product/item/get", item_id=str(item_id))
        found: Json = answer["data"]
        return found

    async def skus(self, item_id: int) -> dict[str, Json]:
        return {sku["SellerSku"]: sku for sku in (await self.product(item_id))["skus"]}


def axis(name: str, *options: str, **more: Any) -> Json:
    plain = {"name": name, "hasImage": False, "customize": True}
    return plain | {"options": {"option": list(options)}} | more


def attributes(**changes: str) -> Json:
    return {
        "name": "Tôm khô Rạch Gốc Cà Mau OCOP 4 sao",
        "description": "<p>Tôm đất tự nhiên, phơi nắng.</p>",
        "brand": "No Brand",
        "country_origin_hb": "Vietnam",
        "shelf_expiry": "12 tháng",
    } | changes


def sku_wish(seller_sku: str, place: Json | None = None, **changes: Any) -> Json:
    sku = {
        "SellerSku": seller_sku,
        "saleProp": place,
        "quantity": "40",
        "price": "185000",
        "package_weight": "0.25",
        "package_length": "20",
        "package_width": "12",
        "package_height": "5",
    } | changes
    return {name: value for name, value in sku.items() if value is not None}


def one_sku(**changes: Any) -> Json:
    """The nodes of an item without variations."""
    return {"variation": None, "Skus": {"Sku": [sku_wish("OCOP-TOMKHO", **changes)]}}


def codes(answer: Json) -> set[str]:
    return {row["code"] for row in answer["detail"]}


@pytest.fixture
async def slow_lazada() -> AsyncIterator[Lazada]:
    """A fresh replica with all its delays."""
    async with (
        serving([replica], EPHEMERAL) as credentials,
        httpx.AsyncClient(verify=False) as http,
    ):
        yield Lazada(http, credentials["lazada"])


@pytest.fixture
async def lazada(slow_lazada: Lazada) -> Lazada:
    """A fresh replica without delays."""
    await slow_lazada.turn(review_s=0, edit_review_s=0, index_lag_s=0, readback_lag_s=0)
    return slow_lazada
