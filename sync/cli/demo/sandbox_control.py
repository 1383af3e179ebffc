"""Behind a practice marketplace, where no seller comes: look, buy, edit, break, move its clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import orjson

from sync.cli.demo.truth import Untrue, Values
from sync.marketplace import Request, Response
from sync.transport.http import HttpClient

READS: Final = frozenset({"GET", "HEAD"})
SEARCH: Final = "search"  # some marketplaces are asked by POST, and say so in the name
OK, REFUSED = 200, 409
TAKEN: Final = frozenset({"unpaid", "paid"})  # the orders that still have their goods

Method = Literal["GET", "POST", "DELETE"]


@dataclass(frozen=True, slots=True)
class SandboxControl:
    """The operator's interface of the marketplace that one shop stands in."""

    http: HttpClient
    url: str
    account: str

    async def listings(self) -> list[dict[str, Any]]:
        """What really stands in the shop, whatever its marketplace says at the moment."""
        there: list[dict[str, Any]] = (await self._shop())["listings"]
        return [listing for listing in there if listing["status"] != "deleted"]

    async def said_of(self, sku: str) -> str:
        """What buyers read of the listing that sells a SKU: its title and its description."""
        listings = await self.listings()
        named = [one for one in listings if sku in {each["sku"] for each in one["variants"]}]
        return "\n".join(str(one.get(key)) for one in named for key in ("title", "description"))

    async def stock(self) -> dict[str, int]:
        """How many of each SKU buyers can take."""
        return {
            variant["sku"]: variant["stock"]
            for listing in await self.listings()
            for variant in listing["variants"]
        }

    async def taken(self) -> dict[str, int]:
        """How many of each SKU buyers have taken and not given back."""
        taken: dict[str, int] = {}
        for order in (await self._shop())["orders"]:
            for line in order["lines"] if order["status"] in TAKEN else ():
                taken[line["sku"]] = taken.get(line["sku"], 0) + line["quantity"]
        return taken

    async def buy(self, sku: str, quantity: int) -> str | None:
        """A buyer orders and pays; answers the order's id, or None where too few are left."""
        wish = {"shop": self.account, "lines": [{"sku": sku, "quantity": quantity}]}
        answer = await self._send("POST", "/orders", wish)
        if answer.status == REFUSED:
            return None
        order_id = str(_read("/orders", answer)["id"])
        await self._ask("POST", f"/orders/{order_id}/pay")
        return order_id

    async def cancel(self, order_id: str) -> None:
        """The buyer thinks better of it."""
        await self._ask("POST", f"/orders/{order_id}/cancel")

    async def edit(self, sku: str, changes: Values) -> None:
        """Somebody edits a listing in the seller centre."""
        await self._ask("POST", "/edit", {"shop": self.account, "sku": sku, "set": changes})

    async def lose_next_answer(self) -> None:
        """The next write arrives, and its answer never comes back."""
        await self._ask("POST", "/faults", {"kind": "reset_after", "method": "POST", "nth": 1})

    async def lost_answers(self) -> int:
        """How many answers were lost since the calls were last forgotten."""
        counted = await self._ask("GET", "/calls")
        return sum(one["count"] for one in counted["calls"] if one["result"].startswith("fault:"))

    async def forget_calls(self) -> None:
        await self._ask("DELETE", "/calls")

    async def calls(self) -> tuple[int, int]:
        """How many calls there were, and how many of them may have changed something."""
        calls = (await self._ask("GET", "/calls"))["calls"]
        writes = sum(one["count"] for one in calls if not _only_asks(one))
        return sum(one["count"] for one in calls), writes

    async def advance(self, seconds: float) -> None:
        """Move the marketplace's clock on."""
        await self._ask("POST", "/clock", {"advance_s": seconds})

    async def _shop(self) -> Values:
        shop: Values = (await self._ask("GET", "/state"))["shops"][self.account]
        return shop

    async def _ask(self, method: Method, path: str, body: Values | None = None) -> Any:
        return _read(path, await self._send(method, path, body))

    async def _send(self, method: Method, path: str, body: Values | None) -> Response:
        content = orjson.dumps(body) if body is not None else None
        url = f"{self.url}/_sandbox{path}"
        return await self.http.send(Request(method=method, url=url, content=content))


def _read(path: str, answer: Response) -> Any:
    if answer.status != OK:
        raise Untrue("demo_differs", about=path, expected=OK, found=answer.status)
    return orjson.loads(answer.content)


def _only_asks(call: Values) -> bool:
    return call["method"] in READS or str(call["endpoint"]).endswith(SEARCH)
