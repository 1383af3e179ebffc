"""Finds what serves a shop, and says where and how fast it may be called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.metadata import EntryPoints, entry_points
from pathlib import Path
from urllib.parse import quote, urljoin

from sync.marketplace import Connection, Marketplace, MarketplaceError, Platform
from sync.model import Pace, Problem, Shop, ShopName, Value
from sync.store.home import EXCHANGE
from sync.transport.kept_answers import KeptAnswers, KeptClient

A_DAY_S = 86_400.0
GROUP = "ocop.marketplaces"


class Unusable(MarketplaceError):
    """The configuration asks for what is not there; `problem` says what to mend."""


@cache
def _installed() -> EntryPoints:
    """What is installed, which stays so while the program runs; looking takes 40 ms."""
    return entry_points(group=GROUP)


def platforms() -> Mapping[str, Platform]:
    """Every installed marketplace by name."""
    return {entry.name: entry.load() for entry in _installed()}


def platform_of(shop: Shop) -> Platform:
    """Say what serves this shop, and import nothing else; raises `Unusable`."""
    installed = _installed()
    if shop.platform in installed.names:
        platform: Platform = installed[shop.platform].load()
        return platform
    known = tuple(sorted(installed.names))
    values: dict[str, Value] = {"shop": shop.name, "platform": shop.platform, "known": known}
    raise Unusable(Problem(code="platform_unknown", values=values, where=shop.where))


def connection_key(shop: Shop) -> tuple[object, ...]:
    """What a line is opened with; the rest of a shop's entry may change under it."""
    address = shop.platform, shop.app, shop.account, shop.host, shop.sandbox
    return (
        *address,
        shop.form,
        repr(shop.settings),
        shop.ship_from,
        shop.access_token,
        shop.refresh_token,
    )


def connection_of(
    shop: Shop, platform: Platform, home: Path, now: Callable[[], datetime]
) -> Connection:
    """Say where a shop is and who we are there; raises `Unusable`."""
    if not shop.app.key and "login" in platform.features.can:
        values = {"shop": shop.name, "platform": shop.platform}
        raise Unusable(Problem(code="app_missing", values=values, where=shop.where))
    host = shop.sandbox or shop.host or platform.features.host
    if host is None:
        values = {"shop": shop.name, "platform": shop.platform}
        raise Unusable(Problem(code="host_missing", values=values, where=shop.where))
    for problem in settings_stop(shop, platform):
        raise Unusable(problem)
    return Connection(
        shop=shop.name,
        host=host.rstrip("/"),
        key=shop.app.key,
        secret=shop.app.secret,
        account=shop.account,
        form=shop.form,
        ship_from=shop.ship_from,
        settings=shop.settings,
        now=now,
        folder=home / EXCHANGE / quote(shop.name, safe="").replace(".", "%2E"),
    )


def settings_stop(shop: Shop, platform: Platform) -> Sequence[Problem]:
    """Find what in a shop's `settings` keeps it from being opened at all."""
    return [each for each in settings_wrong(shop, platform) if each.severity == "stop"]


def settings_wrong(shop: Shop, platform: Platform) -> Sequence[Problem]:
    """Find what is wrong in a shop's `settings`, which its platform alone understands."""
    if platform.settings is not None:
        found = platform.settings(shop.settings)
    else:
        found = [Problem(code="settings_unknown")] if shop.settings else []
    of_shop: dict[str, Value] = {"shop": shop.name, "platform": platform.features.label}
    return [replace(each, where=shop.where, values={**of_shop, **each.values}) for each in found]


def listing_page(shop: Shop, remote_id: str) -> tuple[str, str] | None:
    """Say what a listing's platform is called and where buyers see it; None where nobody knows.

    The listing of a replica is on that replica: under the same number a stranger sells elsewhere.
    """
    try:
        features = platform_of(shop).features
    except Unusable:
        return None  # its own rounds say so
    if not features.listing_url:
        return None
    values = {"account": quote(shop.account, safe=""), "remote_id": quote(remote_id, safe="")}
    host = (shop.sandbox or shop.host or features.host or "").rstrip("/")
    address = features.listing_url.format(host=host, **values)
    if shop.sandbox:
        address = urljoin(f"{host}/", address.split("//", 1)[1].partition("/")[2])
    return features.label, address


def told_of_by(shop: Shop) -> ShopName | None:
    """Name the shop of whose listings another tells as they stand; None where it tells of none."""
    try:
        platform = platform_of(shop)
    except Unusable:
        return None  # its own rounds say so
    if platform.tells_of is None or settings_stop(shop, platform):
        return None
    return platform.tells_of(shop.settings) or None


def sites_of_lots(shops: Iterable[Shop]) -> Iterator[tuple[ShopName, str]]:
    """Name the shops that have a page for each lot, and below which address these lie."""
    for shop in shops:
        with suppress(Unusable):
            platform = platform_of(shop)
            if platform.address and not settings_stop(shop, platform) and not told_of_by(shop):
                yield shop.name, platform.address(shop.settings)


def kept_market(shop: Shop, answers: KeptAnswers, home: Path) -> Marketplace:
    """Open a shop that knows what was kept of its platform, and calls nobody; raises `Unusable`."""
    platform = platform_of(shop)
    connection = connection_of(shop, platform, home, answers.now)
    return platform.open(connection, KeptClient(answers))


def paces_of(shop: Shop, platform: Platform) -> list[tuple[str, Pace]]:
    """One row for the shop, one for the app that many shops share; a sandbox has its own."""
    features, app = platform.features, f"app:{shop.platform}:{shop.app.key}"
    own, per_day = shop.app.pace, shop.app.calls_per_day
    return [
        (f"shop:{shop.platform}:{shop.account}", own or features.pace),
        *([(day_key(shop), _of_a_day(per_day))] if per_day else []),
        (app, own or features.app_pace),
    ]


def day_key(shop: Shop) -> str:
    """Name the row that counts the calls of a shop's app against its daily quota."""
    return f"app:{shop.platform}:{shop.app.key} day"


def _of_a_day(calls: int) -> Pace:
    """Spread a daily quota: half may be saved up, so that no 24 hours ever hold more than all."""
    return Pace(calls_per_s=calls / 2 / A_DAY_S, burst=max(calls // 2, 1))
