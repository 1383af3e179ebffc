"""The whole TikTok replica as the endpoints see it: shops, tokens, pictures, and the call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.pictures import PictureHost
from sandbox.push_delivery import Outbox, PushDelivery
from sandbox.tiktok.entities import Product, Shop
from sandbox.tiktok.facts import DAY_S, SHOPS, VIETNAM_S
from sandbox.tiktok.fields import Fields, Query, Refusal, at_gateway
from sandbox.tiktok.pushes import PUSH_POLICY
from sandbox.tiktok.settings import TikTokSettings
from sandbox.tiktok.tokens import Tokens

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.replica import Json


class Market:
    """Everything that lives in one replica."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.settings = TikTokSettings()
        self.tokens = Tokens(clock, self.settings)
        self.shops = {
            known.shop_id: Shop(known.shop_id, known.name, known.cipher, list(known.warehouses))
            for known in SHOPS
        }
        self.delivery, self.outbox = PushDelivery(clock, self.settings, PUSH_POLICY), Outbox()
        self.pictures = PictureHost()
        self.images: dict[str, Json] = {}  # uri -> use_case, width, height
        self.files: dict[str, Json] = {}  # id -> name, format
        self.numbers = {"thing": 0, "order": 0}

    def next_id(self) -> str:
        """A fresh id of a product, a SKU, a brand...: 19 digits, above what a float holds."""
        self.numbers["thing"] += 1
        return str(1_729_592_969_712_200_000 + self.numbers["thing"])

    def next_order_id(self) -> str:
        self.numbers["order"] += 1
        return str(577_086_512_120_000_000 + 1_000 * self.numbers["order"])

    def day(self) -> int:
        """The calendar day in Vietnam, as a number."""
        return (self.clock.second() + VIETNAM_S) // DAY_S


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart call."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has passed the gateway; `seller` is None where no token was asked for."""

    market: Market
    endpoint: Endpoint
    query: Query
    fields: Fields
    ids: Mapping[str, str]  # what stood in the path
    seller: Shop | None = None
    uploads: list[Upload] = field(default_factory=list)
    partial: bool = False  # a fault asks that every second entry of a batch fails

    @property
    def shop(self) -> Shop:
        if self.seller is None:
            raise at_gateway(106013, CIPHER_MISSING)
        return self.seller

    @property
    def now(self) -> float:
        return self.market.clock.now()

    @property
    def settings(self) -> TikTokSettings:
        return self.market.settings

    @property
    def version(self) -> str:
        return self.ids["version"]

    def fails(self, position: int) -> bool:
        """Whether the fault `partial` strikes this entry of a batch."""
        return self.partial and position % 2 == 1

    def product(self) -> Product:
        """The product that the path names."""
        product_id = self.ids["product_id"]
        if not (product_id.isascii() and product_id.isdigit()):
            raise Refusal(12052260, "The product ID is invalid.")
        if (found := self.shop.products.get(product_id)) is not None:
            return found
        if any(product_id in shop.products for shop in self.market.shops.values()):
            raise Refusal(12052048, "The product does not belong to this shop.")
        raise Refusal(12052032, no_product(product_id))

    def selling(self) -> None:
        """Refuse what an inactive seller may not do."""
        if not self.settings.seller_active:
            raise Refusal(12052700, "The seller is inactive.")

    def listing(self) -> None:
        """Refuse what needs an active seller whose Seller Center is not locked."""
        self.selling()
        if self.settings.only_stock_and_price:
            raise Refusal(12052332, "Seller Center is locked: only stock and price can be edited.")


CIPHER_MISSING = (
    "Missing identifier. The 'shop_cipher' query parameter is required to identify the target shop."
)
NOT_IN_STATUS = (
    "The product in its current status is not available for this operation. "
    "Change the product status and try again."
)


def no_product(product_id: str) -> str:
    """The platform's sentence for a product that is not there."""
    return f"The product does not exist. Nonexistent product ID(s): {product_id}"


Act = Callable[[Call], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path: its verb, versions and scope, whether it wants the cipher, and what it does.

    Without a scope it is the token host's or the consent page: unsigned, no token.
    """

    method: str
    path: str  # with {placeholders}
    act: Act
    scope: str = ""
    ciphered: bool = True
    multipart: bool = False
    versions: frozenset[str] = frozenset({"202309"})

    def ids(self, path: str) -> dict[str, str] | None:
        """What stands in the placeholders, or None when the path is another."""
        ours, theirs = self.path.split("/"), path.split("/")
        if len(ours) != len(theirs):
            return None
        found = {}
        for mine, given in zip(ours, theirs, strict=True):
            if mine.startswith("{") and given:
                found[mine[1:-1]] = given
            elif mine != given:
                return None
        return found if _is_version(found.get("version", "000000")) else None


def _is_version(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 6


def matching(
    endpoints: tuple[Endpoint, ...], path: str
) -> Iterator[tuple[Endpoint, dict[str, str]]]:
    """The endpoints whose path this is, those with fewest placeholders first."""
    for endpoint in sorted(endpoints, key=lambda each: each.path.count("{")):
        if (ids := endpoint.ids(path)) is not None:
            yield endpoint, ids
