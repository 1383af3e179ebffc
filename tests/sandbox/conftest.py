"""A replica on loopback, and a client that signs with code of its own."""

from __future__ import annotations

import hashlib
import hmac
import io
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from PIL import Image

from sandbox.server import EPHEMERAL, serving
from sandbox.shopee import replica
from tests.sandbox_client import SandboxClient

Json = dict[str, Any]

PRODUCT = "/api/v2/product/"


def picture(kind: str = "PNG", colour: str = "orange") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (600, 600), colour).save(target, kind)
    return target.getvalue()


class Shopee(SandboxClient):
    """What a test says to the replica, as a seller's program and as the operator."""

    def __init__(self, http: httpx.AsyncClient, credentials: dict[str, str]) -> None:
        super().__init__(http, credentials)
        self.key = credentials["key"]
        self.secret = credentials["secret"]
        self.token = credentials["token"]
        self.refresh_token = credentials["refresh_token"]

    def signed(self, path: str, **changes: str) -> dict[str, str]:
        """The query of a shop call; `changes` are made before signing."""
        now = str(int(time.time() + self.offset_s))
        query = {"partner_id": self.key, "timestamp": now}
        query |= {"access_token": self.token, "shop_id": self.shop} | changes
        base = query["partner_id"] + path + query["timestamp"]
        base += query["access_token"] + query["shop_id"]
        return query | {"sign": self._sign(base)}

    def signed_public(self, path: str) -> dict[str, str]:
        query = {"partner_id": self.key, "timestamp": str(int(time.time() + self.offset_s))}
        return query | {"sign": self._sign(self.key + path + query["timestamp"])}

    def _sign(self, base: str) -> str:
        return hmac.new(self.secret.encode(), base.encode(), hashlib.sha256).hexdigest()

    async def get(self, path: str, **fields: Any) -> Json:
        return self.read(await self.http.get(self.url + path, params=self.signed(path) | fields))

    async def post(self, path: str, **fields: Any) -> Json:
        url = self.url + path
        return self.read(await self.http.post(url, params=self.signed(path), json=fields))

    async def post_public(self, path: str, **fields: Any) -> Json:
        url = self.url + path
        return self.read(await self.http.post(url, params=self.signed_public(path), json=fields))

    @staticmethod
    def read(response: httpx.Response) -> Json:
        body: Json = response.json()
        return body

    async def upload(self, *files: bytes) -> Json:
        path = "/api/v2/media_space/upload_image"
        parts = [("image", (f"{place}.png", file)) for place, file in enumerate(files)]
        url = self.url + path
        return self.read(await self.http.post(url, params=self.signed_public(path), files=parts))

    async def image_id(self) -> str:
        answer = await self.upload(picture())
        found: str = answer["response"]["image_info"]["image_id"]
        return found

    async def wish(self, sku: str = "OCOP-TOMKHO", **changes: Any) -> Json:
        """A good add_item body."""
        return {
            "item_name": "Tôm khô Cà Mau OCOP 4 sao, phơi nắng tự nhiên",
            "description": "Tôm đất thiên nhiên, phơi nắng. Bảo quản ngăn mát.",
            "item_sku": sku,
            "category_id": 101128,
            "original_price": 185000,
            "weight": 0.25,
            "item_status": "UNLIST",
            "brand": {"brand_id": 0, "original_brand_name": "No Brand"},
            "image": {"image_id_list": [await self.image_id()]},
            "logistic_info": [{"logistic_id": 5001, "enabled": True}],
            "attribute_list": [origin(1201), shelf_life()],
            "seller_stock": [{"stock": 7}],
        } | changes

    async def add(self, sku: str = "OCOP-TOMKHO", **changes: Any) -> int:
        answer = await self.post(PRODUCT + "add_item", **await self.wish(sku, **changes))
        assert answer["error"] == "", answer
        item_id: int = answer["response"]["item_id"]
        return item_id

    async def with_models(self, sku: str = "OCOP-TOMKHO", **changes: Any) -> tuple[int, Json]:
        """An item with two models; returns its id and model_sku -> model_id."""
        item_id = await self.add(sku, **changes)
        answer = await self.post(PRODUCT + "init_tier_variation", **two_models(item_id, sku))
        assert answer["error"] == "", answer
        ids = {model["model_sku"]: model["model_id"] for model in answer["response"]["model"]}
        return item_id, ids

    async def base_info(self, item_id: int) -> Json:
        answer = await self.get(PRODUCT + "get_item_base_info", item_id_list=item_id)
        (found,) = answer["response"]["item_list"]
        info: Json = found
        return info

    async def models(self, item_id: int) -> dict[str, Json]:
        answer = await self.get(PRODUCT + "get_model_list", item_id=item_id)
        return {model["model_sku"]: model for model in answer["response"]["model"]}


def origin(value_id: int) -> Json:
    return {"attribute_id": 100020, "attribute_value_list": [{"value_id": value_id}]}


def shelf_life(months: str = "12", unit: str = "tháng") -> Json:
    value = {"value_id": 0, "original_value_name": months, "value_unit": unit}
    return {"attribute_id": 100010, "attribute_value_list": [value]}


def two_models(item_id: int, sku: str = "OCOP-TOMKHO") -> Json:
    return {
        "item_id": item_id,
        "standardise_tier_variation": [tier("Khối lượng", "200 g", "500 g")],
        "model": [model([0], 185000, f"{sku}-200", 40), model([1], 440000, f"{sku}-500", 15)],
    }


def tier(name: str, *options: str) -> Json:
    named = [{"variation_option_id": 0, "variation_option_name": option} for option in options]
    return {"variation_id": 0, "variation_name": name, "variation_option_list": named}


def model(index: list[int], price: float, sku: str = "", stock: int = 5) -> Json:
    return {
        "tier_index": index,
        "original_price": price,
        "model_sku": sku,
        "seller_stock": [{"stock": stock}],
    }


@pytest.fixture
async def slow_shopee() -> AsyncIterator[Shopee]:
    """A fresh replica with all its delays."""
    async with (
        serving([replica], EPHEMERAL) as credentials,
        httpx.AsyncClient(verify=False) as http,
    ):
        yield Shopee(http, credentials["shopee"])


@pytest.fixture
async def shopee(slow_shopee: Shopee) -> Shopee:
    """A fresh replica without delays."""
    await slow_shopee.turn(min_gap_s=0, readback_lag_s=0, search_lag_s=0)
    return slow_shopee
