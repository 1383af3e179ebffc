"""How the catalog is to be edited so that it wants what stands in a shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.catalog.editing import Put
from sync.model import (
    Change,
    Code,
    DeveloperApp,
    Dong,
    Field,
    Held,
    Listing,
    Location,
    Offer,
    Override,
    Party,
    Plan,
    PriceRule,
    Problem,
    Product,
    Shop,
    ShopName,
    Sku,
    Variant,
)
from sync.running.taking import TakePart, Taking, takings

CODE, SKU, SHOP = Code("TOM"), Sku("TOM"), ShopName("cho")
LABEL = "\n\nThông tin sản phẩm:\n- Khối lượng tịnh: 500 g"
OURS = Listing(
    shop=SHOP,
    code=CODE,
    title="Tôm",
    description="Chuyện." + LABEL,
    category="1",
    offers=(Offer(sku=SKU, price=Dong(100_000), weight_g=500, size_mm=(1, 2, 3)),),
)
THERE = replace(
    OURS,
    title="Tôm khô",
    description="Chuyện khác." + LABEL,
    category="2",
    offers=(Offer(sku=SKU, price=Dong(120_000), weight_g=560, size_mm=(3, 2, 1)),),
)
ECHOES: frozenset[Field] = frozenset(
    {"title", "description", "category", "price", "weight_g", "size_mm", "variants"}
)


def product(**more: Any) -> Product:
    named: dict[str, Any] = {
        "code": CODE, "name": "Tôm", "category": "tom", "cooperative": Party(name="H"),
        "variants": (Variant(sku=SKU, price=Dong(100_000)),), "story": "Chuyện.",
        "source": Location(str(Path("a.yaml")), 1, 1),
    }  # fmt: skip
    return Product(**(named | more))


def part(**more: Any) -> TakePart:
    app = DeveloperApp(name="a", platform="cho", key="1", secret="2")
    shop = Shop(name=SHOP, platform="cho", app=app, account="7", **more.pop("shop", {}))
    named: dict[str, Any] = {"shop": shop, "product": product(), "echoes": ECHOES}
    return TakePart(**(named | more))


def difference(*fields: Field, seen: Listing | None = THERE, sku: Sku | None = None) -> Change:
    kind: Any = "reprice" if sku else "revise"
    return Change(kind=kind, shop=SHOP, code=CODE, before=seen, after=OURS, fields=fields, sku=sku)


def planned(*changes: Change, held: tuple[Change, ...] = (), theirs: Any = ()) -> Plan:
    waiting = tuple(Held(change=each, problem=Problem(code="field_asked")) for each in held)
    return Plan(
        shop=SHOP, changes=changes, held=waiting, problems=(), complete=True, digest="",
        observed_at=datetime(2026, 11, 30, tzinfo=UTC), theirs=theirs,
    )  # fmt: skip


def puts(found: list[Taking]) -> list[tuple[tuple[str | int, ...], object]]:
    return [(e.path, e.value) for one in found for e in one.edits if isinstance(e, Put)]


def test_what_goes_what_waits_and_what_is_theirs_can_all_be_taken() -> None:
    plan = planned(
        difference("category"),
        held=(difference("price", sku=SKU),),
        theirs=(difference("title"),),
    )
    assert puts(takings(plan, part())) == [
        (("overrides", "cho", "category"), "2"),
        (("overrides", "cho", "prices", "TOM"), 120_000),
        (("overrides", "cho", "name"), "Tôm khô"),
    ]


def test_everywhere_is_the_product_itself() -> None:
    plan = planned(difference("title", "description"), difference("price", sku=SKU))
    found = takings(plan, part(everywhere=True))
    assert puts(found) == [
        (("title",), "Tôm khô"),
        (("story",), "Chuyện khác."),
        (("price",), 120_000),
    ]
    assert all(one.wide for one in found)


def test_a_measure_is_the_pack_itself_wherever_it_is_sold() -> None:
    found = takings(planned(difference("weight_g", "size_mm")), part())
    assert puts(found) == [(("weight_g",), 560), (("size_mm",), [3, 2, 1])]
    assert [one.change.sku for one in found] == [SKU, SKU]


def test_only_the_named_fields_are_taken() -> None:
    plan = planned(difference("title", "description"))
    assert puts(takings(plan, part(fields=("title",)))) == [
        (("overrides", "cho", "name"), "Tôm khô")
    ]


def test_the_story_is_found_in_front_of_the_label() -> None:
    own = product(overrides={"cho": Override(description="Chuyện."), "khác": Override()})
    found = takings(planned(difference("description")), part(product=replace(own, story="Kể.")))
    assert puts(found) == [(("overrides", "cho", "description"), "Chuyện khác.")]


@pytest.mark.parametrize(
    ("change", "options", "why"),
    [
        (difference("images"), {}, "take_cannot"),
        (difference("category"), {"everywhere": True}, "take_cannot"),
        (difference("title"), {"echoes": frozenset()}, "take_unknown"),
        (difference("title", seen=replace(THERE, title=None)), {}, "take_unknown"),
        (
            difference("description", seen=replace(THERE, description="Không nhãn.")),
            {},
            "take_label_edited",
        ),
        (difference("description"), {"product": product(story="Khác hẳn.")}, "take_label_edited"),
        (
            difference("price", sku=SKU),
            {"everywhere": True, "shop": {"price_rule": PriceRule(percent=10)}},
            "take_price_rule",
        ),
    ],
)
def test_what_stands_in_the_way_is_named(change: Change, options: Any, why: str) -> None:
    options = {"echoes": ECHOES | {"images"}} | options
    (found,) = takings(planned(change), part(**options))
    assert (found.edits, found.why) == ((), why)


def test_other_products_and_what_is_not_there_are_left_out() -> None:
    other = replace(difference("title"), code=Code("KHAC"))
    hidden = replace(difference("title"), kind="restore")
    same = difference("weight_g", seen=OURS)
    assert takings(planned(other, hidden, difference("title", seen=None), same), part()) == []
