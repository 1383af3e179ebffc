"""What a product costs elsewhere is asked of the shops that have it, however many there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from sync.model import Change, Code, DeveloperApp, Dong, Link, Listing, Offer, Shop, ShopName, Sku
from sync.running.objections import other_prices
from tests.conformance.stall import some_products

PRODUCT = some_products()[1]
SKU = PRODUCT.variants[0].sku
APP = DeveloperApp(name="app", platform="shopee", key="1", secret="s")
HERE, NEIGHBOUR, ONCE, ELSEWHERE = (
    Shop(name=ShopName(name), platform="shopee", app=APP, account=name, sells=frozenset(sells))
    for name, sells in {
        "here": (PRODUCT.code,),
        "neighbour": (PRODUCT.code,),
        "once": ("another",),
        "elsewhere": ("another",),
    }.items()
)


class Books:
    """Remembers who was asked, and shows what is on sale."""

    def __init__(self) -> None:
        self.asked: list[set[ShopName]] = []

    async def in_any_shop(self, skus: Collection[Sku]) -> list[Any]:
        assert set(skus) == {v.sku for v in PRODUCT.variants}
        showing = (ONCE.name, HERE.name, ShopName("closed"))
        return [SimpleNamespace(shop=name, sku=SKU) for name in showing]

    async def in_shops(self, shops: Collection[ShopName], codes: Collection[Code]) -> list[Link]:
        self.asked.append(set(shops))
        applied = Listing(
            shop=NEIGHBOUR.name,
            code=PRODUCT.code,
            offers=(Offer(sku=SKU, price=Dong(90_000)), Offer(sku=Sku("x"))),
        )
        there = [Link(shop=NEIGHBOUR.name, code=code, applied=applied) for code in codes]
        return [*there, Link(shop=ONCE.name, code=PRODUCT.code)]


async def asked_by(kind: Any, books: Books) -> Any:
    many = [replace(ELSEWHERE, name=ShopName(f"gian-{number}")) for number in range(1000)]
    catalog = SimpleNamespace(shops=(HERE, NEIGHBOUR, ONCE, *many))
    store = SimpleNamespace(links=books, shown_stock=books)
    round: Any = SimpleNamespace(
        shop=HERE, catalog=catalog, store=store, products={PRODUCT.code: PRODUCT}
    )
    after = Listing(shop=HERE.name, code=PRODUCT.code, offers=())
    change = Change(kind=kind, shop=HERE.name, code=PRODUCT.code, after=after)
    return await other_prices(round, [change])


async def test_of_a_thousand_shops_those_are_asked_that_sell_it_or_show_it() -> None:
    books = Books()
    assert await asked_by("publish", books) == {SKU: [90_000]}
    assert books.asked == [{NEIGHBOUR.name, ONCE.name}]


async def test_nobody_is_asked_of_what_stands_there_already() -> None:
    books = Books()
    assert await asked_by("revise", books) == {}
    assert books.asked == []
