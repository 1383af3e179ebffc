"""What of the installation is the viewer's: every endpoint that names goods asks here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from starlette.requests import Request

from sync.catalog import CatalogCache, Configuration, KeptFiles, load
from sync.model import Product, Shop, Sku
from sync.model.assortment import file_of
from sync.model.people import OwnGoods, Viewer, own_goods, own_shops, rules_shop
from sync.store import Decision
from sync.transport.clock import Clock, legal_day
from sync.web.context import context_of


def viewer_of(request: Request) -> Viewer:
    """Who asks; a route that needs a permission is never reached by nobody."""
    viewer: Viewer = request.state.viewer
    return viewer


async def goods_of(request: Request) -> OwnGoods:
    """Say which products and SKUs the viewer may see, also such as stand in shops alone."""
    viewer, app = viewer_of(request), context_of(request).app
    if viewer.sees_all:
        return OwnGoods()
    remembered = await app.store.links.codes_from(viewer.cooperatives)
    return own_goods(viewer, app.configuration.products, remembered)


def shop_named(request: Request, name: str, goods: OwnGoods) -> Shop | None:
    """Find a shop that sells something of the viewer's."""
    shops = own_shops(viewer_of(request), context_of(request).app.shops, goods)
    return next((shop for shop in shops if shop.name == name), None)


def ruled_shop(request: Request, name: str, goods: OwnGoods) -> Shop | None:
    """Find a shop that sells nothing of anybody else's: it may be run, connected and paused."""
    configuration = context_of(request).app.configuration
    shop, files = shop_named(request, name, goods), configuration.files | configuration.unread
    if shop is None or not rules_shop(viewer_of(request), shop, goods, files):
        return None
    return shop


def product_named(request: Request, code: str) -> Product | None:
    """Find a product of the viewer's."""
    viewer = viewer_of(request)
    products = context_of(request).app.configuration.products
    found = next((each for each in products if each.code == code), None)
    return found if found is not None and viewer.owns_file(file_of(found)) else None


def would_load(request: Request, instead: Mapping[Path, bytes]) -> Configuration:
    """Say what the catalog would come to if files held something else; takes its time."""
    context = context_of(request)
    kept = KeptFiles.of(context.app.home, context.config)
    cache, today = CatalogCache(kept, instead=instead), legal_day(Clock())
    return load(context.config, today=today, environ=os.environ, cache=cache)


async def edit_noted(request: Request, decisions: Sequence[Decision]) -> None:
    """Put down who edited the catalog, and have everybody see at once what is written there now."""
    context = context_of(request)
    await context.app.store.decisions.add(decisions)
    await context.saved()
    context.live.changed()


def own_decisions(
    request: Request, decisions: Iterable[Decision], goods: OwnGoods
) -> list[Decision]:
    """Keep what people decided of the viewer's goods, and the viewer's own word."""
    if goods.codes is None:
        return list(decisions)
    name = viewer_of(request).name
    return [one for one in decisions if one.who == name or (one.code and goods.has(one.code))]


def sku_of(text: str, goods: OwnGoods) -> Sku | None:
    """Take a SKU that is the viewer's."""
    return Sku(text) if goods.has_sku(Sku(text)) else None
