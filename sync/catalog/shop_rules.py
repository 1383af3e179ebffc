"""Rules of apps and shops: no secret in plain sight, no name twice, no sandbox elsewhere."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import SplitResult, urlsplit

from sync.catalog.diagnostics import Finding
from sync.catalog.nearest import nearest
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import (
    WrittenApp,
    WrittenProfile,
    WrittenShop,
    WrittenShops,
    WrittenStockRule,
)
from sync.model import BY_CONSENT

UNITS = ("g", "kg")
RHYTHM = ("every_s", "orders_every_s", "full_every_s")
MIN_EVERY_S = 10
NEVER_LEFT = {"stock": ("theirs", "ask"), "variants": ("theirs",)}
_TOKENS = ("access_token", "refresh_token")


def shop_rules(written: WrittenShops) -> Iterator[Finding]:
    """Find what is wrong with the apps and shops as they are written."""
    for name, app in written.apps.items():
        users = [shop for shop in written.shops if shop.app == name]
        yield from _app(name, app, users)
    for index, shop in enumerate(written.shops):
        path: Path = ("shops", index)
        yield from _app_named(path, shop, written.apps)
        yield from _addresses(path, shop)
        yield from _tokens(path, shop)
        yield from _numbers(path, shop)
        yield from _owners(path, shop)
    yield from stock_rules(written.shops)
    yield from form_rules(written.profiles or {}, written.shops)
    yield from _twice(written)


def _app(name: str, app: WrittenApp, users: Iterable[WrittenShop]) -> Iterator[Finding]:
    path: Path = ("apps", name)
    if app.key != BY_CONSENT and not (app.secret or app.secret_env or app.secret_file):
        yield Finding("missing_field", (*path, "secret"), values={"field": "secret"})
    if app.secret and not all(shop.sandbox for shop in users):
        yield Finding("secret_plain", (*path, "secret"), values={"field": "secret"})
    if app.push_secret and not all(shop.sandbox for shop in users):
        yield Finding("secret_plain", (*path, "push_secret"), values={"field": "push_secret"})
    if app.pace and app.pace.calls_per_s <= 0:
        yield Finding("number_not_positive", (*path, "pace", "calls_per_s"))


def _app_named(path: Path, shop: WrittenShop, apps: Iterable[str]) -> Iterator[Finding]:
    if shop.app is None:
        if shop.platform is None:
            yield Finding("missing_field", (*path, "app"), values={"field": "app"})
        return
    if shop.platform is not None:
        yield Finding("platform_beside_app", (*path, "platform"))
    if shop.account is None:
        yield Finding("missing_field", (*path, "account"), values={"field": "account"})
    if shop.app not in set(apps):
        meant = nearest(shop.app, apps)
        code = "app_unknown_near" if meant else "app_unknown"
        values = {"app": shop.app[:60], "nearest": meant}
        yield Finding(code, (*path, "app"), values=values)


def _addresses(path: Path, shop: WrittenShop) -> Iterator[Finding]:
    if shop.sandbox and not _loopback(shop.sandbox):
        yield Finding("sandbox_not_loopback", (*path, "sandbox"))
    if shop.host and not _secure(shop.host):
        yield Finding("host_not_https", (*path, "host"))


def _tokens(path: Path, shop: WrittenShop) -> Iterator[Finding]:
    for field in _TOKENS:
        if getattr(shop, field) and not shop.sandbox:
            yield Finding("secret_plain", (*path, field), values={"field": field})


def _numbers(path: Path, shop: WrittenShop) -> Iterator[Finding]:
    rule = shop.price_rule
    if rule and rule.percent is not None and rule.percent <= -100:
        yield Finding("percent_range", (*path, "price_rule", "percent"))
    if rule and rule.floor and rule.ceiling and rule.floor > rule.ceiling:
        yield Finding("floor_above_ceiling", (*path, "price_rule", "floor"))
    for field in RHYTHM:
        value = getattr(shop, field)
        if value is not None and value < MIN_EVERY_S:
            yield Finding("every_too_short", (*path, field), values={"least": MIN_EVERY_S})


def _owners(path: Path, shop: WrittenShop) -> Iterator[Finding]:
    """What could be sold that is not there is never left to anybody's memory."""
    for name, owner in shop.fields.given().items() if shop.fields else ():
        if owner in NEVER_LEFT.get(name, ()):
            values = {"field": name, "owner": owner}
            yield Finding("field_stays_ours", (*path, "fields", name), values=values)


def _twice(written: WrittenShops) -> Iterator[Finding]:
    names: set[str] = set()
    accounts: set[tuple[str, str]] = set()
    for index, shop in enumerate(written.shops):
        app = written.apps.get(shop.app or "")
        platform = app.platform if app else shop.app or shop.platform or ""
        account = (platform, shop.account or shop.name)
        if shop.name in names:
            yield Finding("shop_name_reused", ("shops", index, "name"), values={"name": shop.name})
        if account in accounts:
            values = {"account": account[1][:60]}
            yield Finding("account_reused", ("shops", index, "account"), values=values)
        names.add(shop.name)
        accounts.add(account)


def _loopback(address: str) -> bool:
    parts = _split(address)
    if parts is None or parts.scheme != "http":
        return False
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def _secure(address: str) -> bool:
    parts = _split(address)
    return parts is not None and parts.scheme == "https" and bool(parts.hostname)


def _split(address: str) -> SplitResult | None:
    """Take an address apart: scheme, host and port only."""
    try:
        parts = urlsplit(address)
        bare = parts.port != 0 and not parts.username and parts.path in ("", "/")
    except ValueError:
        return None
    return parts if bare and not parts.query else None


KINDS = ("share", "share_percent", "fixed")


def stock_rules(shops: Sequence[WrittenShop]) -> Iterator[Finding]:
    """Find what is wrong with how these shops share the stock."""
    for index, shop in enumerate(shops):
        if (rule := shop.stock_rule) is not None:
            path: Path = ("shops", index, "stock_rule")
            yield from _share(path, rule)
            yield from _added_up(path, shop, shops[:index])
            yield from _heir(path, shop, shops)
            yield from _buffer(path, rule)


def _share(path: Path, rule: WrittenStockRule) -> Iterator[Finding]:
    kinds = [name for name in KINDS if getattr(rule, name) is not None]
    for name in kinds[1:]:
        yield Finding("share_twice", (*path, name))


def _added_up(path: Path, shop: WrittenShop, before: Sequence[WrittenShop]) -> Iterator[Finding]:
    own = _percent(shop)
    total = own + sum(_percent(other) for other in before if _sell_the_same(shop, other))
    if own and total > 100:
        values = {"total": round(total, 1)}
        yield Finding("shares_over_hundred", (*path, "share_percent"), "warning", values)


def _percent(shop: WrittenShop) -> float:
    """Say which part of the stock a shop has of its own, in percent."""
    return (shop.stock_rule and shop.stock_rule.share_percent) or 0


def _sell_the_same(one: WrittenShop, other: WrittenShop) -> bool:
    return not one.sells or not other.sells or not set(one.sells).isdisjoint(other.sells)


def _heir(path: Path, shop: WrittenShop, shops: Sequence[WrittenShop]) -> Iterator[Finding]:
    last = shop.stock_rule.last_units if shop.stock_rule else None
    if last is None:
        return
    rules = {each.name: each.stock_rule for each in shops}
    if last.to not in rules:
        meant = nearest(last.to, rules)
        code = "last_units_shop_unknown_near" if meant else "last_units_shop_unknown"
        values = {"name": last.to[:60], "nearest": meant}
        yield Finding(code, (*path, "last_units", "to"), values=values)
        return
    heir = rules[last.to]
    if heir and heir.last_units and heir.last_units.to != last.to:
        values = {"name": last.to[:60], "next": heir.last_units.to[:60]}
        yield Finding("last_units_handed_on", (*path, "last_units", "to"), values=values)


def _buffer(path: Path, rule: WrittenStockRule) -> Iterator[Finding]:
    if rule.buffer is not None and rule.buffer.lead_days <= 0:
        yield Finding("number_not_positive", (*path, "buffer", "lead_days"))


def form_rules(
    profiles: Mapping[str, WrittenProfile], shops: Sequence[WrittenShop]
) -> Iterator[Finding]:
    """Find columns that say nothing or two things, and rows that stand the wrong way round."""
    for name, profile in profiles.items():
        for heading, column in (profile.columns or {}).items():
            path = ("profiles", name, "columns", heading)
            if (column.key is None) == (column.value is None):
                yield Finding("column_key_or_value", path, values={"heading": heading[:60]})
            if column.unit is not None and column.unit not in UNITS:
                choices = ", ".join(UNITS)
                yield Finding("wrong_type_choice", (*path, "unit"), values={"choices": choices})
        first, heading_row = profile.first_row, profile.heading_row
        if first is not None and heading_row is not None and first <= heading_row:
            yield Finding("first_row_above", ("profiles", name, "first_row"))
    for index, shop in enumerate(shops):
        if shop.profile is not None and shop.app is not None:
            yield Finding("profile_beside_app", ("shops", index, "profile"))
