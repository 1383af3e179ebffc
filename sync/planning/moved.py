"""Names the listings that give up SKUs before another listing can sell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from sync.model import LEAVING, Change, Code, Listing, Sku
from sync.planning.depends import added_skus
from sync.planning.shop_state import ShopState


def taking(changes: Iterable[Change], shop_state: ShopState) -> tuple[Change, ...]:
    """Tell of each change from which listings of ours its new SKUs come, and which of them end.

    Where a SKU may stand in two listings, nobody has to give it up.
    """
    changes = tuple(changes)
    every = frozenset(sku for change in changes for sku in added_skus(change))
    if not every or shop_state.features.sku_moves == "freely":
        return changes
    givers = dict(_givers(every, shop_state))
    taken = tuple(_taking(change, givers, every) for change in changes)
    if shop_state.features.sku_moves != "never":
        return taken
    return tuple(_in_turn(change, givers) for change in taken)


def _givers(moved: Set[Sku], shop_state: ShopState) -> Iterator[tuple[Code, Listing]]:
    for code in shop_state.links.keys() & shop_state.observed.by_code.keys():
        leaves = shop_state.kept.get(code) in LEAVING
        wanted = None if leaves else shop_state.desired.get(code)
        seen = shop_state.observed.by_code[code]
        kept = _skus(wanted) if wanted else frozenset()
        if seen.remote_id and not moved.isdisjoint(_skus(seen) - kept):
            yield code, seen


def _taking(change: Change, givers: Mapping[Code, Listing], every: Set[Sku]) -> Change:
    added = added_skus(change)
    giving = [
        listing
        for code, listing in givers.items()
        if code != change.code and not added.isdisjoint(_skus(listing))
    ]
    if not giving:
        return change
    ends = [listing for listing in giving if _skus(listing) <= every]
    return replace(change, takes_from=_ids(giving), ends=_ids(ends))


def _in_turn(change: Change, givers: Mapping[Code, Listing]) -> Change:
    """Only give up what others want, where a SKU still has to be given up for this one.

    Two that exchange variants would wait for each other for ever.
    """
    before = change.before
    if change.kind != "revise" or before is None or not change.takes_from or change.ends:
        return change
    awaited = {sku for code, one in givers.items() if code != change.code for sku in _skus(one)}
    left = tuple(o for o in change.after.offers if o.sku not in added_skus(change) & awaited)
    if not left or {offer.sku for offer in left} == _skus(before):
        return change
    return replace(change, after=replace(change.after, offers=left), takes_from=())


def _ids(listings: Iterable[Listing]) -> tuple[str, ...]:
    return tuple(sorted(listing.remote_id or "" for listing in listings))


def _skus(listing: Listing) -> frozenset[Sku]:
    return frozenset(offer.sku for offer in listing.offers)
