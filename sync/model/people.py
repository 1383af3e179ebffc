"""Who may do what: the roles of people, and which goods, shops and orders are theirs.

What a person may do is a matter of the role; with which goods, of the cooperatives they belong to.
Whoever answers asks both. What is not named is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sync.model.assortment import file_of
from sync.model.product import Product
from sync.model.settings import Language
from sync.model.shop import Shop
from sync.model.stock import Order
from sync.model.words import Code, ShopName, Sku


class Role(StrEnum):
    """What somebody is to the installation; sentences call them xem, hợp tác xã, liên hiệp, chủ."""

    VIEWER = "viewer"
    COOPERATIVE = "cooperative"
    UNION = "union"
    OWNER = "owner"


class Permission(StrEnum):
    """One thing that a role may do; each route needs one."""

    ACCOUNT = "account"  # one's own password, sessions and tokens
    LOOK = "look"
    EDIT = "edit"  # the catalog: products, pictures, papers
    COUNT = "count"  # tell of stock
    DECIDE = "decide"  # approve, refuse, take, undo
    RUN = "run"  # start and stop rounds
    CONNECT = "connect"  # connect, adopt and pause shops
    CONFIGURE = "configure"  # settings
    USERS = "users"


_LOOKS: Final = frozenset({Permission.ACCOUNT, Permission.LOOK})
_WORKS: Final = _LOOKS | {
    Permission.EDIT,
    Permission.COUNT,
    Permission.DECIDE,
    Permission.RUN,
    Permission.CONNECT,
}
PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.VIEWER: _LOOKS,
    Role.COOPERATIVE: _WORKS,  # with what is its own
    Role.UNION: _WORKS,  # with everything
    Role.OWNER: frozenset(Permission),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who asks: their name in the log, their role, and the catalog files that are theirs.

    `cooperatives` binds a cooperative's people always, and a viewer where there are any.
    """

    name: str
    role: Role
    cooperatives: tuple[str, ...] = ()  # catalog files, as shops name them
    language: Language | None = None

    @property
    def sees_all(self) -> bool:
        """Whether every cooperative's goods are before them."""
        if self.role == Role.VIEWER:
            return not self.cooperatives
        return self.role != Role.COOPERATIVE

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it."""
        return permission in PERMISSIONS[self.role]

    def owns_file(self, name: str) -> bool:
        """Whether a catalog file is theirs."""
        return self.sees_all or name in self.cooperatives


@dataclass(frozen=True, slots=True)
class OwnGoods:
    """The products and SKUs that somebody may see; None is all, also what nobody sells any more."""

    codes: frozenset[Code] | None = None
    skus: frozenset[Sku] | None = None

    def has(self, code: Code | None) -> bool:
        """Whether a product is theirs; what is about no product is everybody's or nobody's."""
        return self.codes is None or code in self.codes

    def has_sku(self, sku: Sku) -> bool:
        """Whether a SKU is theirs."""
        return self.skus is None or sku in self.skus


def own_goods(
    viewer: Viewer, products: Iterable[Product], remembered: Mapping[Code, str]
) -> OwnGoods:
    """Find what is somebody's: in the catalog, or `remembered` in shops by the file it came from.

    What stands in the catalog is whose file it stands in now, wherever it came from.
    """
    if viewer.sees_all:
        return OwnGoods()
    written = {product.code: product for product in products}
    own = [each for each in written.values() if viewer.owns_file(file_of(each))]
    left = (code for code, file in remembered.items() if file in viewer.cooperatives)
    return OwnGoods(
        codes=frozenset([each.code for each in own])
        | frozenset(code for code in left if code not in written),
        skus=frozenset(variant.sku for each in own for variant in each.variants),
    )


def own_shops(viewer: Viewer, shops: Iterable[Shop], goods: OwnGoods) -> list[Shop]:
    """Leave out shops that sell nothing of theirs; in a shared one they see their own goods only.

    By what `sells` names, so that a file that cannot be read just now hides no shop.
    """
    if goods.codes is None:
        return list(shops)
    named = goods.codes.union(viewer.cooperatives)
    return [shop for shop in shops if not shop.sells or not named.isdisjoint(shop.sells)]


def rules_shop(viewer: Viewer, shop: Shop, goods: OwnGoods, files: Collection[str]) -> bool:
    """Whether nobody else's goods are sold there: only then may they connect, pause or run it.

    `files` are all catalog files, also those that cannot be read: a shop that names none of what
    it sells, sells them all.
    """
    if goods.codes is None:
        return True
    if not shop.sells:
        return bool(files) and set(files) <= set(viewer.cooperatives)
    return shop.sells <= goods.codes.union(viewer.cooperatives)


def own_orders(
    orders: Iterable[Order], goods: OwnGoods, shops: Collection[ShopName]
) -> Sequence[Order]:
    """Show orders with the lines of their own goods, and those alone."""
    found = []
    for order in orders:
        lines = tuple(line for line in order.lines if goods.has_sku(line.sku))
        if lines and order.shop in shops:
            prices = {sku: price for sku, price in order.prices.items() if goods.has_sku(sku)}
            found.append(replace(order, lines=lines, prices=prices))
    return found
