"""A Shopee shop behind a replica on loopback, and a plain line to it."""

from __future__ import annotations

import io
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx
import pytest
from PIL import Image as Drawing

from adapters.shopee import ShopeeShop, marketplace
from sandbox.server import EPHEMERAL, serving
from sandbox.shopee import replica as shopee_replica
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
from sync.transport.retry import keep_trying
from tests.sandbox_client import SandboxClient

Json = dict[str, Any]
Answer = TypeVar("Answer")

SHOP = ShopName("shopee-ca-mau")
CATEGORY = "Bách Hóa Online > Thực phẩm khô > Tôm khô & hải sản khô"
WELL_BEHAVED = {"min_gap_s": 0, "readback_lag_s": 0, "search_lag_s": 0}


def drawing(kind: str = "PNG", colour: str = "orange") -> bytes:
    target = io.BytesIO()
    Drawing.new("RGB", (600, 600), colour).save(target, kind)
    return target.getvalue()


class Operator(SandboxClient):
    """What somebody does at the operator's interface, in few words."""

    def __init__(self, http: httpx.AsyncClient, credentials: Mapping[str, str]) -> None:
        super().__init__(http, credentials)
        self.credentials = credentials

    async def strike(self, kind: str, path: str, **rule: Any) -> None:
        """Strike one call (the first, unless `nth` says another)."""
        await self.fault(kind, path=path + "$", times=1, **rule)

    async def buy(self, sku: str, quantity: int) -> str:
        return str((await self.order(sku, quantity))["id"])

    async def by_sku(self) -> dict[str, Json]:
        standing = await self.listings()
        found = {listing["sku"]: listing for listing in standing}
        assert len(found) == len(standing), "a listing stands there twice"
        return found

    async def counted(self) -> dict[str, int]:
        """How often each endpoint was called since this was last asked."""
        calls = (await self.done("GET", "/calls"))["calls"]
        await self.forget_calls()
        names = [call["endpoint"].rpartition("/")[2] for call in calls]
        found = Counter[str]()
        for name, call in zip(names, calls, strict=True):
            found[name] += call["count"]
        return dict(found)


class PlainLine:
    """A line that neither paces nor retries; a pause moves the replica's clock instead."""

    def __init__(self, http: HttpClient, operator: Operator) -> None:
        self.http, self.operator = http, operator
        self.token = operator.credentials["token"]
        self.ahead = timedelta(0)
        self.paused_s: list[float] = []

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def call(self, call: Call[Answer]) -> Answer:
        token = self.token if call.signed_in else ""
        return call.read(await self.http.send(call.build(Credentials(token, self.now))))

    async def pause(self, seconds: float) -> None:
        self.paused_s.append(seconds)
        await self.operator.advance(seconds)
        self.ahead += timedelta(seconds=seconds)


class PatientLine(PlainLine):
    """A line that tries again as the engine does; its waits move the replica's clock."""

    async def call(self, call: Call[Answer]) -> Answer:
        async def once() -> Answer:
            return await super(PatientLine, self).call(call)

        return await keep_trying(once, "repeatable" if call.repeatable else "once", self.pause)


@pytest.fixture(scope="session")
def tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@pytest.fixture
async def slow_operator() -> AsyncIterator[Operator]:
    """The desk of a fresh replica with all its delays."""
    async with (
        serving([shopee_replica], EPHEMERAL) as credentials,
        httpx.AsyncClient(verify=False) as http,
    ):
        yield Operator(http, credentials["shopee"])


@pytest.fixture
async def operator(slow_operator: Operator) -> Operator:
    """The desk of a fresh replica without delays, but for the gap before variants."""
    await slow_operator.turn(readback_lag_s=0, search_lag_s=0)
    return slow_operator


@pytest.fixture
async def line(slow_operator: Operator, tls: ssl.SSLContext) -> AsyncIterator[PlainLine]:
    async with HttpClient(tls) as http:
        yield PlainLine(http, slow_operator)


@pytest.fixture
async def patient_line(slow_operator: Operator, tls: ssl.SSLContext) -> AsyncIterator[PatientLine]:
    async with HttpClient(tls) as http:
        yield PatientLine(http, slow_operator)


@pytest.fixture
def connection(slow_operator: Operator) -> Connection:
    given = slow_operator.credentials
    return Connection(
        shop=SHOP,
        host=given["url"],
        key=given["key"],
        secret=given["secret"],
        account=given["shop"],
    )


@pytest.fixture
def shop(connection: Connection, line: PlainLine, operator: Operator) -> ShopeeShop:
    """A shop on a replica without delays."""
    opened = marketplace.open(connection, line)
    assert isinstance(opened, ShopeeShop)
    return opened


@pytest.fixture
def patient_shop(connection: Connection, patient_line: PatientLine) -> ShopeeShop:
    """A shop on a replica with all its delays, over a line that tries again."""
    return ShopeeShop(connection, patient_line)


@pytest.fixture
async def picture(shop: ShopeeShop) -> Picture:
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
        offers=offers or (offer(code, price=185_000, quantity=7),),
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
    small = offer(f"{code}-200", "200 g", price=185_000, quantity=40)
    large = offer(f"{code}-500", "500 g", price=440_000, quantity=15, weight_g=560)
    return listing(code, small, large, **changes)


def change(
    kind: Kind,
    after: Listing,
    before: Listing | None = None,
    fields: Sequence[Field] = (),
    sku: str | None = None,
) -> Change:
    return Change(
        kind=kind,
        shop=SHOP,
        code=after.code,
        after=after,
        before=before,
        sku=Sku(sku) if sku else None,
        fields=tuple(fields),
    )


async def published(shop: ShopeeShop, *wanted: Listing) -> list[Listing]:
    """Publish these and read them back."""
    await shop.prepare(wanted)
    done(await shop.apply([change("publish", shop.normalize(one)) for one in wanted]))
    by_code = {one.code: one async for one in shop.listings({})}
    return [by_code[one.code] for one in wanted]


def done(outcomes: Sequence[Outcome]) -> None:
    assert [(one.status, one.problem) for one in outcomes] == [("done", None)] * len(outcomes)
