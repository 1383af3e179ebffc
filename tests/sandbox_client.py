"""The one client of a replica's operator interface `/_sandbox`, for every test."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Mapping
from typing import Any

import httpx

Json = dict[str, Any]


class SandboxClient:
    """What a test does at one replica as its operator, in the shop that everybody may use."""

    def __init__(self, http: httpx.AsyncClient, credentials: Mapping[str, str]) -> None:
        self.http = http
        self.url, self.shop = credentials["url"], credentials["shop"]
        self.offset_s = 0.0

    async def operate(self, method: str, path: str, wish: Any = None) -> Json:
        """One call as it is, a refusal's body included."""
        body = None if wish is None else json.dumps(wish)
        answer = await self.http.request(method, f"{self.url}/_sandbox{path}", content=body)
        found: Json = answer.json()
        return found

    async def done(self, method: str, path: str, wish: Any = None) -> Json:
        """One call that must succeed."""
        found = await self.operate(method, path, wish)
        assert "error" not in found, found
        return found

    async def turn(self, **knobs: Any) -> None:
        await self.done("POST", "/knobs", knobs)

    async def advance(self, seconds: float) -> None:
        await self.done("POST", "/clock", {"advance_s": seconds})
        self.offset_s += seconds

    async def fault(self, kind: str, **rule: Any) -> None:
        await self.done("POST", "/faults", {"kind": kind, **rule})

    async def heal(self) -> None:
        await self.done("DELETE", "/faults")

    async def edit(self, sku: str, **changes: Any) -> None:
        """Somebody edits a listing in the seller centre."""
        wish = {"shop": self.shop, "sku": sku, "set": changes}
        assert await self.operate("POST", "/edit", wish) == {"edited": True}

    async def order(self, sku: str, quantity: int = 1, **more: Any) -> Json:
        """A buyer orders; a refusal is returned, too."""
        wish = {"shop": self.shop, "lines": [{"sku": sku, "quantity": quantity}], **more}
        return await self.operate("POST", "/orders", wish)

    async def state(self) -> Json:
        """The shop: `listings` and `orders`."""
        whole = await self.done("GET", "/state")
        shop: Json = whole["shops"][self.shop]
        return shop

    async def listings(self) -> list[Json]:
        """The shop's listings but for deleted ones."""
        return [each for each in (await self.state())["listings"] if each["status"] != "deleted"]

    async def calls(self) -> int:
        """How many calls were made since the last `forget_calls`."""
        return int((await self.done("GET", "/calls"))["total"])

    async def forget_calls(self) -> None:
        await self.done("DELETE", "/calls")


def operate(url: str, method: str, path: str, wish: Any = None) -> Any:
    """One call of the interface from a test that has no event loop; it must succeed."""
    body = None if wish is None else json.dumps(wish).encode()
    request = urllib.request.Request(f"{url}/_sandbox{path}", data=body, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)
