"""Rules of the stock rules: one kind of share, parts that add up, an heir that there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sync.catalog.diagnostics import Finding
from sync.catalog.nearest import nearest
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenShop, WrittenStockRule

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
