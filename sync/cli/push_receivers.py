"""Who may push to `ocop serve`: the apps of the configuration, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sync.app import App
from sync.marketplace import MarketplaceError
from sync.model import DeveloperApp, Shop
from sync.platforms import platform_of
from sync.service import PushReceiver


def push_receivers_of(engine: App) -> Mapping[str, PushReceiver]:
    """Make an ear for each app whose platform pushes and whose address is registered."""
    by_app: dict[str, list[Shop]] = {}
    for shop in engine.shops:
        by_app.setdefault(shop.app.name, []).append(shop)
    ears = {name: _ear(shops[0].app, shops) for name, shops in by_app.items()}
    return {name: ear for name, ear in ears.items() if ear is not None}


def _ear(app: DeveloperApp, shops: Iterable[Shop]) -> PushReceiver | None:
    shops = list(shops)
    try:
        platform = platform_of(shops[0])
    except MarketplaceError:
        return None  # its rounds say that nothing is installed for it
    if platform.hear is None or app.push_url is None:
        return None
    return PushReceiver(
        url=app.push_url,
        key=app.key,
        secrets=[app.push_secret or app.secret],
        hear=platform.hear,
        reply=platform.reply,
        shops={shop.account: shop.name for shop in shops},
    )
