"""A WooCommerce replica on loopback, and people's clients of the API pointed at it."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from PIL import Image
from woocommerce import API  # type: ignore[import-untyped]  # it has no types

from sandbox.server import EPHEMERAL, serving
from sandbox.woocommerce import replica
from sandbox.woocommerce.settings import KEY, SECRET
from tests.sandbox_client import SandboxClient

Json = dict[str, Any]


async def said_to(call: Callable[..., Any], *told: Any, **query: Any) -> httpx.Response:
    """What the client, which waits for its answer, is answered; the replica works meanwhile."""
    answer: httpx.Response = await asyncio.to_thread(call, *told, **query)
    return answer


class Woo(SandboxClient):
    """The replica's operator, and the official Python client, written by nobody of us."""

    def client(self, key: str = KEY, secret: str = SECRET) -> API:
        return API(self.url, key, secret, version="wc/v3", timeout=30)

    async def call(self, method: str, path: str, *body: Any, **query: Any) -> httpx.Response:
        """One call by that client; what comes back is a response of `requests`."""
        return await said_to(getattr(self.client(), method), path, *body, params=query)

    async def get(self, path: str, **query: Any) -> Any:
        return (await self.call("get", path, **query)).json()

    async def post(self, path: str, body: Json) -> Any:
        return (await self.call("post", path, body)).json()

    async def put(self, path: str, body: Json) -> Any:
        return (await self.call("put", path, body)).json()

    async def made(self, sku: str = "TOM-1", **more: Any) -> Json:
        """A product that stands, with ten on sale."""
        wish = {
            "name": "Tôm khô",
            "sku": sku,
            "regular_price": "150000",
            "manage_stock": True,
            "stock_quantity": 10,
        }
        answer = await self.call("post", "products", wish | more)
        assert answer.status_code == 201, answer.text
        found: Json = answer.json()
        return found

    async def ledger(self) -> list[Json]:
        calls: list[Json] = (await self.done("GET", "/state"))["ledger"]
        return calls


@pytest.fixture
async def woo() -> AsyncIterator[Woo]:
    async with serving([replica], EPHEMERAL) as credentials, httpx.AsyncClient() as http:
        yield Woo(http, credentials["woocommerce"])


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 40), "orange").save(target, "JPEG")
    return target.getvalue()


class _Pictures(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = jpeg() if self.path.endswith(".jpg") else b"<html>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def outer_web() -> Iterator[str]:
    """What public names lead to: a server of pictures."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pictures)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
