"""Who may do what, and with whose goods."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sync.model import (
    Code,
    DeveloperApp,
    Dong,
    Location,
    Order,
    OrderLine,
    Party,
    Product,
    Shop,
    ShopName,
    Sku,
    Variant,
)
from sync.model.people import (
    PERMISSIONS,
    OwnGoods,
    Permission,
    Role,
    Viewer,
    own_goods,
    own_orders,
    own_shops,
    rules_shop,
)

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
OWNER = Viewer(name="chủ", role=Role.OWNER)
OF_BINH = Viewer(name="Lan", role=Role.COOPERATIVE, cooperatives=("binh-an",))
FILES = {"binh-an", "ngoc-tran"}


def product(code: str, file: str) -> Product:
    return Product(
        code=Code(code),
        name=code,
        category="tra",
        cooperative=Party(name=file),
        variants=(Variant(sku=Sku(code), price=Dong(1000)),),
        source=Location(f"catalog/{file}.yaml", 1, 1),
    )


def shop(name: str, *sells: str) -> Shop:
    app = DeveloperApp(name="app", platform="any", key="k", secret="s")
    return Shop(name=ShopName(name), platform="any", app=app, account="1", sells=frozenset(sells))


PRODUCTS = [product("TRA", "binh-an"), product("CUA", "ngoc-tran")]
OWN = own_goods(OF_BINH, PRODUCTS, {})


@pytest.mark.parametrize("permission", [p for p in Permission if p not in ("account", "look")])
def test_who_may_only_see_may_change_nothing(permission: Permission) -> None:
    viewer = Viewer(name="Hoa", role=Role.VIEWER)
    assert viewer.may(Permission.LOOK)
    assert not viewer.may(permission)


def test_only_the_owner_looks_after_users_and_settings() -> None:
    for permission in (Permission.USERS, Permission.CONFIGURE):
        assert {role for role in Role if permission in PERMISSIONS[role]} == {Role.OWNER}


def test_a_union_and_a_cooperative_may_do_the_same_with_other_goods() -> None:
    assert PERMISSIONS[Role.UNION] == PERMISSIONS[Role.COOPERATIVE] < PERMISSIONS[Role.OWNER]
    assert Viewer(name="Minh", role=Role.UNION).sees_all
    assert not OF_BINH.sees_all


def test_a_cooperatives_person_without_a_cooperative_sees_nothing() -> None:
    nobody = Viewer(name="Lan", role=Role.COOPERATIVE)
    goods = own_goods(nobody, PRODUCTS, {Code("OLD"): "x"})
    assert goods == OwnGoods(frozenset(), frozenset())
    assert own_shops(nobody, [shop("a", "binh-an")], goods) == []
    assert not nobody.owns_file("binh-an")


def test_a_viewer_sees_all_or_their_cooperative() -> None:
    assert Viewer(name="Hoa", role=Role.VIEWER).sees_all
    bound = Viewer(name="Hoa", role=Role.VIEWER, cooperatives=("binh-an",))
    assert own_goods(bound, PRODUCTS, {}) == OWN


def test_everything_is_seen_also_what_nobody_sells_any_more() -> None:
    goods = own_goods(OWNER, PRODUCTS, {})
    assert goods.has(Code("OLD"))
    assert goods.has(None)
    assert goods.has_sku(Sku("OLD"))


def test_a_cooperative_sees_its_own_file_and_what_came_from_it() -> None:
    remembered = {Code("OLD"): "binh-an", Code("CUA"): "binh-an", Code("XA"): "ngoc-tran"}
    goods = own_goods(OF_BINH, PRODUCTS, remembered)
    assert goods.codes == frozenset({Code("TRA"), Code("OLD")}), (
        "the crab stands in another file by now"
    )
    assert goods.skus == frozenset({Sku("TRA")})
    assert not goods.has(Code("CUA"))
    assert not goods.has(None)
    assert not goods.has_sku(Sku("CUA"))


def test_a_shop_is_seen_by_whoever_has_something_there() -> None:
    shops = [shop("all"), shop("binh", "binh-an"), shop("cua", "CUA"), shop("both", "TRA", "CUA")]
    assert [each.name for each in own_shops(OF_BINH, shops, OWN)] == ["all", "binh", "both"]
    assert own_shops(OWNER, shops, OwnGoods()) == shops


@pytest.mark.parametrize(
    ("sells", "ruled"),
    [("binh-an", "yes"), ("TRA", "yes"), ("TRA CUA", "no"), ("ngoc-tran", "no")],
)
def test_only_who_sells_alone_in_a_shop_rules_it(sells: str, ruled: str) -> None:
    found = rules_shop(OF_BINH, shop("a", *sells.split()), OWN, FILES)
    assert found is (ruled == "yes")


def test_a_shop_of_everything_is_a_cooperatives_where_it_is_the_only_one() -> None:
    assert not rules_shop(OF_BINH, shop("a"), OWN, FILES)
    assert rules_shop(OF_BINH, shop("a"), OWN, {"binh-an"})
    assert not rules_shop(OF_BINH, shop("a"), OWN, set())
    assert rules_shop(OWNER, shop("a", "ngoc-tran"), OwnGoods(), FILES)


def test_of_a_shared_order_a_cooperative_sees_its_own_lines() -> None:
    order = Order(
        shop=ShopName("all"),
        reference="1",
        status="sold",
        placed_at=NOON,
        updated_at=NOON,
        lines=tuple(OrderLine(sku=Sku(sku), quantity=1) for sku in ("TRA", "CUA")),
        prices={Sku("TRA"): Dong(5), Sku("CUA"): Dong(6)},
    )
    (seen,) = own_orders([order], OWN, {ShopName("all")})
    assert [line.sku for line in seen.lines] == ["TRA"]
    assert seen.prices == {"TRA": 5}
    assert own_orders([order], OWN, set()) == []
    assert own_orders([order], OwnGoods(frozenset(), frozenset()), {ShopName("all")}) == []
