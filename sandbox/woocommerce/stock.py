"""Stock: what a write makes of it, and what orders take and give back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.woocommerce.entities import Line, Order, Product, Shop
    from sandbox.woocommerce.site import Site

TAKES = frozenset({"processing", "on-hold", "completed"})
GIVES_BACK = frozenset({"cancelled", "pending"})


def keeper(shop: Shop, product: Product) -> Product | None:
    """Whose number counts for a product: its own, its parent's, or nobody's."""
    if product.manage_stock:
        return product
    parent = shop.products.get(product.parent_id)
    return parent if parent is not None and parent.manage_stock else None


def settle_status(product: Product) -> None:
    """The status follows a managed number, whatever was sent."""
    if not product.manage_stock:
        product.backorders = "no"
        return
    if (product.stock_quantity or 0) > 0:
        product.stock_status = "instock"
    else:
        product.stock_status = "outofstock" if product.backorders == "no" else "onbackorder"


def shown(shop: Shop, product: Product) -> float | None:
    """The number that the API shows of a product."""
    held_by = keeper(shop, product)
    return None if held_by is None else held_by.stock_quantity


def buyable(site: Site, product: Product) -> int:
    """How many a buyer can still put through: less what open checkouts keep apart."""
    number = shown(site.shop, product)
    if number is None:
        return 0 if product.stock_status == "outofstock" else 10**9
    return int(number) - reserved(site, product)


def reserved(site: Site, product: Product) -> int:
    """How many units open checkouts keep apart."""
    return sum(
        line.quantity
        for order in site.shop.orders.values()
        if order.status == "pending" and site.now() < order.held_until
        for line in order.lines
        if line.bought == product.id
    )


def change(site: Site, product: Product, by: int) -> None:
    """The database adds and subtracts by itself; a sale may or may not move the date."""
    held_by = keeper(site.shop, product)
    if held_by is not None:
        held_by.stock_quantity = (held_by.stock_quantity or 0) + by
        settle_status(held_by)


def follow(site: Site, order: Order) -> None:
    """Take for an order, or give back, as its status now asks; each line once."""
    for line in order.lines:
        product = site.shop.products.get(line.bought)
        if product is None:
            continue
        if order.status in TAKES and not line.reduced:
            _take(site, product, line)
        elif order.status in GIVES_BACK and line.reduced:
            change(site, product, line.reduced)
            line.reduced = 0


def _take(site: Site, product: Product, line: Line) -> None:
    if keeper(site.shop, product) is not None:
        line.reduced = line.quantity
        change(site, product, -line.quantity)
