"""The whole site as its endpoints see it: what is kept, its clock and zone, and one call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from sandbox.pictures import PictureHost
from sandbox.woocommerce.entities import Key, Shop
from sandbox.woocommerce.seeds import seeded
from sandbox.woocommerce.settings import (
    CUSTOMERS_KEY,
    KEY,
    READ_ALONE,
    SECRET,
    WRITE_ALONE,
    WooSettings,
)

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.replica import Json

_SHOP = TypeAdapter(Shop)
LEDGER_LENGTH = 100_000


def new_shop() -> Shop:
    """A shop with its keys and categories, and nothing on sale."""
    shop = Shop()
    shop.keys = [
        Key(1, KEY, SECRET, "read_write"),
        Key(2, READ_ALONE, SECRET, "read"),
        Key(3, WRITE_ALONE, SECRET, "write"),
        Key(4, CUSTOMERS_KEY, SECRET, "read_write", user="khach"),
    ]
    shop.terms = {term.id: term for term in seeded()}
    shop.numbers["term"] = max(shop.terms)
    return shop


class Site:
    """One WordPress with WooCommerce."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.settings = WooSettings()
        self.shop = new_shop()
        self.pictures = PictureHost()
        self.ledger: list[Json] = []
        self.fetched: dict[str, int] = {}  # how often each address of a picture was fetched
        self.waf: list[float] = []
        self._turns = 0

    def now(self) -> float:
        return self.clock.now()

    def turn(self) -> int:
        """A number that grows with every list, for those that come out of order."""
        self._turns += 1
        return self._turns

    def local(self, at: float | None) -> str | None:
        """A moment by the clock on the site's wall: no offset is written."""
        return _written(at, ZoneInfo(self.settings.time_zone))

    def midnight(self) -> float:
        """The last midnight by the clock on the site's wall."""
        here = datetime.fromtimestamp(self.now(), ZoneInfo(self.settings.time_zone))
        return here.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()

    def moment(self, text: Any) -> float | None:
        """A moment that was sent: without an offset it is by the wall; nothing is none."""
        if not text:
            return None
        found = datetime.fromisoformat(str(text))
        zone = ZoneInfo(self.settings.time_zone)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).timestamp()

    def gmt(self, at: float | None) -> str | None:
        return _written(at, UTC)

    def snapshot(self) -> Json:
        kept: Json = _SHOP.dump_python(self.shop, mode="json")
        return kept

    def restore(self, kept: Json) -> None:
        self.shop = _SHOP.validate_python(kept)


def _written(at: float | None, zone: Any) -> str | None:
    if at is None:
        return None
    return datetime.fromtimestamp(int(at), zone).replace(tzinfo=None).isoformat()


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was let in: what stands in its path, its query and its body."""

    site: Site
    method: str
    base: str  # scheme and host
    ids: tuple[int, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)
    body: Json = field(default_factory=dict)
    partial: bool = False  # a fault asks that every second row of a batch fails
    in_batch: bool = False  # nobody checks the types of its fields

    @property
    def shop(self) -> Shop:
        return self.site.shop

    @property
    def settings(self) -> WooSettings:
        return self.site.settings

    @property
    def context(self) -> str:
        return self.query.get("context", "view")

    def truth(self, name: str) -> bool:
        return self.query.get(name, "").lower() in {"true", "1"}


@dataclass(frozen=True, slots=True)
class Said:
    """What an endpoint answers."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Act = Callable[[Call], Awaitable[Said]]
