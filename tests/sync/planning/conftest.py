from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.marketplace import Features, Limits, Span
from sync.model import (
    Certificate,
    Change,
    Code,
    Count,
    DeveloperApp,
    Dong,
    Field,
    Held,
    ImageFile,
    Label,
    Link,
    Listing,
    Location,
    Offer,
    Pace,
    Paper,
    Party,
    Picture,
    Plan,
    Product,
    Safety,
    Shop,
    ShopName,
    Sku,
    Variant,
)
from sync.planning import (
    CompareTerms,
    GuardInput,
    ProductState,
    ShopState,
    identify,
    judged,
    propose,
)
from sync.wording import say

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
CAN = frozenset(
    {
        "publish",
        "revise",
        "reprice",
        "restock",
        "withdraw",
        "restore",
        "remove_variants",
        "remove_attributes",
    }
)
ECHOES: frozenset[Field] = frozenset(
    {"title", "description", "category", "price", "quantity", "status", "variants", "weight_g"}
)


@dataclass(frozen=True, slots=True)
class Make:
    """Builds the values of a test from what matters in it."""

    now: datetime = NOW
    today: date = field(default_factory=lambda: date(2026, 11, 23))

    def product(self, code: str = "TOMKHO", **more: Any) -> Product:
        named: dict[str, Any] = {
            "name": "Tôm khô Tân Tiến",
            "category": "tom-kho",
            "cooperative": Party(name="HTX Tân Tiến", address="Ấp 1, xã Tân Tiến, tỉnh Cà Mau"),
            "source": Location("catalog/tan-tien.yaml", 3, 5),
            "story": "Tôm đất phơi nắng.",
            "images": (ImageFile(Path("a.png"), "aa"),),
            "label": Label(net_content="500 g", origin="Việt Nam"),
            "variants": (self.variant(code),),
        }
        return Product(code=Code(code), **(named | more))

    def variant(self, sku: str, **more: Any) -> Variant:
        named: dict[str, Any] = {"price": Dong(100_000), "stock": Count(10), "weight_g": 560}
        return Variant(sku=Sku(sku), **(named | more))

    def certified_product(self) -> Product:
        """A product with everything that can be told of it."""
        return self.product(
            brand="Tân Tiến",
            certificate=Certificate(
                stars=4,
                decision_no="3981/QĐ-UBND",
                issued_by="UBND tỉnh Cà Mau",
                issued_on=date(2024, 8, 5),
                expires_on=date(2027, 8, 5),
            ),
            label=Label(
                generic_name="Tôm khô",
                net_content="500 g",
                ingredients=("tôm đất 98 %", "muối"),
                allergens=("giáp xác",),
                shelf_life="6 tháng",
                shelf_life_opened="1 tháng",
                storage="Nơi khô ráo, thoáng mát",
                usage="Dùng trực tiếp hoặc chế biến",
                warning="Không dùng khi có dấu hiệu mốc",
                origin="Việt Nam",
                origin_place="Cà Mau",
                standard_no="TCCS 01:2026/TT",
                declaration=Paper("01/TT/2026"),
                food_safety_certificate=Paper("12/2026/ATTP"),
            ),
            origin_now="xã Tân Tiến, tỉnh Cà Mau",
            origin_as_certified="xã Tân Thuận, huyện Đầm Dơi, tỉnh Cà Mau",
            trace_url="https://truyxuat.vi-du.vn/1",
            shipping="Giao trong thùng xốp kèm đá gel",
        )

    def shop(self, **more: Any) -> Shop:
        app = DeveloperApp(name="app", platform="cho", key="1", secret="2")
        named: dict[str, Any] = {
            "name": ShopName("cho-ca-mau"),
            "platform": "cho",
            "app": app,
            "account": "7",
            "categories": {"tom-kho": "101128"},
        }
        return Shop(**(named | more))

    def features(self, **more: Any) -> Features:
        named: dict[str, Any] = {
            "name": "cho",
            "label": "Chợ",
            "host": None,
            "can": CAN,
            "echoes": ECHOES,
            "limits": Limits(price=Span(1_000, 120_000_000)),
            "batch": {},
            "pace": Pace(calls_per_s=1),
            "app_pace": Pace(calls_per_s=1),
            "settle_s": 15.0,
            "orders_late_s": 2.0,
            "writing": "absolute",
            "token_early_s": 60.0,
            "order_window_days": 15,
            "verified_on": date(2026, 11, 1),
            "source": "written for tests",
        }
        return Features(**(named | more))

    def offer(self, sku: str = "TOMKHO", **more: Any) -> Offer:
        named: dict[str, Any] = {"price": Dong(100_000), "quantity": 10, "weight_g": 560}
        return Offer(sku=Sku(sku), **(named | more))

    def listing(self, code: str = "TOMKHO", **more: Any) -> Listing:
        named: dict[str, Any] = {
            "title": "Tôm khô Tân Tiến",
            "description": "Tôm đất phơi nắng.",
            "category": "101128",
            "attributes": {"Xuất xứ": "Việt Nam"},
            "images": (Picture("aa"),),
            "status": "live",
            "offers": (self.offer(code),),
        }
        return Listing(shop=ShopName("cho-ca-mau"), code=Code(code), **(named | more))

    def seen(self, code: str = "TOMKHO", **more: Any) -> Listing:
        """A listing as the platform shows it: with ids, and without our hashes."""
        named: dict[str, Any] = {"remote_id": "1", "images": (Picture("", "img-1"),)}
        return self.listing(code, **(named | more))

    def link(self, **more: Any) -> Link:
        """What we remember of a product in the shop."""
        named: dict[str, Any] = {"remote_id": "1", "applied_at": NOW}
        return Link(shop=ShopName("cho-ca-mau"), code=Code("TOMKHO"), **(named | more))

    def applied(self, listing: Listing | None = None, **more: Any) -> Link:
        """A link to a listing that stands there as we last wrote it."""
        return self.link(applied=listing or self.listing(), **more)

    def terms(self, **more: Any) -> CompareTerms:
        named: dict[str, Any] = {
            "echoes": ECHOES,
            "can": CAN,
            "existing": "ask",
            "complete": True,
        }
        return CompareTerms(**(named | more))

    def case(self, desired: Any, observed: Any, link: Any, code: str = "TOMKHO") -> ProductState:
        return ProductState(Code(code), desired, observed, link)

    def guard_input(self, **more: Any) -> GuardInput:
        named: dict[str, Any] = {"safety": Safety(alike_count=1000)}  # they look alike here
        return GuardInput(**(named | more))

    def shop_state(
        self,
        desired: Iterable[Listing],
        observed: Iterable[Listing],
        links: Mapping[str, Any],
        **more: Any,
    ) -> ShopState:
        wanted = {listing.code: listing for listing in desired}
        named: dict[str, Any] = {
            "shop": self.shop(),
            "features": self.features(),
            "desired": wanted,
            "observed": identify(
                observed,
                {Code(code): link.remote_id for code, link in links.items()},
                {code: code for code in wanted},
            ),
            "links": links,
            "observed_at": NOW,
            "complete": True,
        }
        return ShopState(**(named | more))

    def change(self, after: Listing, kind: Any) -> Change:
        """A change that brings this listing about."""
        return Change(
            kind=kind, shop=after.shop, code=after.code, before=None, after=after,
            fields=(), reason="catalog",
        )  # fmt: skip

    def kinds(self, changes: Iterable[Change]) -> list[tuple[str, str]]:
        """What is done, and why."""
        return [(change.kind, change.reason) for change in changes]

    def with_offer(self, listing: Listing, **more: Any) -> Listing:
        """The same listing with its one offer changed."""
        (offer,) = listing.offers
        return replace(listing, offers=(replace(offer, **more),))


# What the guard itself says, and how grave it is: what stops must be mended, a hold a person lifts.
SEVERITIES = {
    "price_not_positive": "stop",
    "price_unknown": "stop",
    "sku_stays": "stop",
    "waits_for_other": "note",
    "listing_must_end": "hold",
    "platform_cannot": "stop",
    "policy_report": "note",
    "policy_upsert": "note",
    "price_waits_for_variants": "note",
    "price_step": "hold",
    "price_far_from_peers": "hold",
    "first_price_suspicious": "hold",
    "listing_resembles": "hold",
    "variant_not_ours": "hold",
    "variants_removed": "hold",
    "hidden_by_seller": "hold",
    "deleted_by_seller": "hold",
    "attributes_stay": "hold",
    "catalog_file_gone": "hold",
    "mass_withdraw_file": "hold",
    "mass_withdraw": "hold",
    "mass_variants_removed": "hold",
    "mass_vanished": "hold",
    "mass_vanished_files": "hold",
    "mass_sold_out": "hold",
    "mass_prices": "hold",
    "mass_stock": "hold",
    "mass_content": "hold",
    "mass_facts": "hold",
    "mass_same_count": "hold",
    "content_alike": "hold",
    "count_like_price": "hold",
    "price_magnitude": "hold",
    "field_asked": "hold",
    "listing_twice": "hold",
}


def plan(shop_state: ShopState, guard_input: GuardInput) -> Plan:
    """Propose and judge at once, with nothing asked in between."""
    made = judged(propose(shop_state, guard_input.blocked), shop_state, guard_input)
    for held in made.held:
        _is_told(held)
    return made


def _is_told(held: Held) -> None:
    """A hold says how grave it is, whom it is about, and all that its sentences need."""
    change, problem = held.change, held.problem
    if problem.code not in SEVERITIES:
        return  # objected to by the loader, the limits, or a person
    assert problem.severity == SEVERITIES[problem.code]
    skus = {offer.sku for offer in change.after.offers}
    of_many = problem.code.startswith("mass_") or problem.code == "content_alike"
    assert problem.about in ({""} if of_many else {change.code, *skus})
    for language in ("vi", "en"):
        told = say(problem.code, {"about": problem.about, **problem.values}, language)
        assert "{" not in told.what + told.todo


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()
