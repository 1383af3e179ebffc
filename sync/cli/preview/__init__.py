"""`ocop preview`: one page that shows each product as each platform would show it."""

from __future__ import annotations

from sync.app import App
from sync.catalog import Configuration
from sync.catalog.nearest import nearest
from sync.cli import exits
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.preview.page import Shown, page
from sync.cli.session import Refused, Session
from sync.model import Code, Problem, Product, ShopName
from sync.model.assortment import sells
from sync.planning import limits
from sync.transport.clock import Clock, legal_day

FEW_PICTURES = 3  # buyers want to see the goods, the pack and the label
PAGE = "preview.html"  # below the home folder


def preview(session: Session, *, product: str | None = None, shop: str | None = None) -> int:
    """Write the page and say where it is; nothing is asked of a marketplace."""
    configuration, terminal = prepared(session)
    names = chosen_shops(configuration, shop)
    products = _chosen(configuration, product)

    async def look() -> dict[Code, list[Shown]]:
        async with opening(session, configuration) as engine:
            return await _shown(engine, configuration, names, products)

    shown = run(look())
    file = (session.home / PAGE).resolve()
    today = legal_day(Clock())
    file.write_text(page(terminal, products, shown, today), encoding="utf-8", newline="\n")
    pages = [each for listings in shown.values() for each in listings]
    counts = {"products": len(products), "shops": len(names)}
    counts["missing"] = sum(len(each.missing) for each in pages)
    counts["review"] = len({p for each in pages for p in each.to_review})
    terminal.tell("preview_written", file=str(file), **counts)
    terminal.answer({"file": str(file), **counts})
    return exits.FINE


def _told_by_check(configuration: Configuration, product: Product) -> list[Problem]:
    """What `ocop check` says of a product: its own, and what its cooperative lacks."""
    own = [problem for problem in configuration.problems if problem.about == product.code]
    of_all = configuration.objections.get(product.code, ())
    return own + [problem for problem in of_all if problem not in own]


def _chosen(configuration: Configuration, code: str | None) -> list[Product]:
    """The products that are meant; raises Refused for one that is not there."""
    products = [each for each in configuration.products if code in {None, each.code}]
    if code is not None and not products:
        meant = nearest(code, (each.code for each in configuration.products))
        raise Refused("product_unknown", given=code, nearest=meant or "–")
    return products


async def _shown(
    engine: App, configuration: Configuration, names: list[ShopName], products: list[Product]
) -> dict[Code, list[Shown]]:
    """Say how each product would stand in each shop that sells it."""
    shown: dict[Code, list[Shown]] = {product.code: [] for product in products}
    for name in names:
        books = await engine.by_our_books(name)
        shop, features = books.shop, books.features
        for product in products:
            if not sells(shop, product) or (listing := books.listings.get(product.code)) is None:
                continue
            found = [*_told_by_check(configuration, product), *limits(listing, features)]
            if len(product.images) < FEW_PICTURES:
                values = {"count": len(product.images), "wanted": FEW_PICTURES}
                found.append(Problem(code="pictures_few", severity="warning", values=values))
            listed = {each.sku: each.list_price for each in product.variants if each.list_price}
            silent = {} if "list_price" in features.can else listed
            shown[product.code].append(Shown(shop, features, listing, found, bool(silent)))
    return shown
