"""What is harmless once and a disaster many times: the same change to a large part of a shop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from sync.model import Change, Code, Dong, Field, Kind, Link, Listing, Offer, Problem, Sku
from sync.planning.guard.alike import alike
from sync.planning.guard.mass_limit import Concerns, MassLimit
from sync.planning.guard.prices import MAGNITUDE
from sync.planning.guard.removal import removed_skus
from sync.planning.product_state import by_sku
from sync.planning.shop_state import GuardInput, ShopState
from sync.planning.values import sku_value

CLAIM = "ocop"  # as our texts write it
TOLD: tuple[tuple[Field, ...], ...] = (("title",), ("description",), ("images",))
FACTS: tuple[tuple[Field, ...], ...] = (
    ("category",),
    ("weight_g", "size_mm"),
    ("gtin",),
    ("variants",),
)


def mass_holds(
    changes: Sequence[Change], shop_state: ShopState, guard_input: GuardInput
) -> list[tuple[Concerns, Problem]]:
    """Find which sorts of change come too many at once, each with whom it concerns.

    What one limit holds counts for none after it: a file that lost much holds up no other.
    """
    if not changes:
        return []
    found, left = list[tuple[Concerns, Problem]](), [*guard_input.gone, *changes]
    for limit in _mass_limits(left, shop_state, guard_input):
        if problem := limit.problem(left):
            found.append((limit.concerns, problem))
            left = [change for change in left if not limit.concerns(change)]
    return found


def _mass_limits(
    changes: Sequence[Change], shop_state: ShopState, guard_input: GuardInput
) -> Iterator[MassLimit]:
    yield from _removals(shop_state, guard_input)
    yield from _figures(shop_state, guard_input)
    safety, listed = guard_input.safety, _live(shop_state)
    limits = (safety.content_mass_count, safety.content_mass_percent)
    for fields in TOLD:
        replaces = partial(_replaces, fields=frozenset(fields), links=shop_state.links)
        yield MassLimit("mass_content", replaces, listed, *limits)
    for fields in FACTS:
        restates = partial(_restates, fields=fields, links=shop_state.links)
        yield MassLimit("mass_facts", restates, listed, *limits)
    yield from alike(changes, shop_state, guard_input)


def _removals(shop_state: ShopState, guard_input: GuardInput) -> Iterator[MassLimit]:
    """Bound what goes from sale at once: of one file, of the shop, of variants, by the platform."""
    yield from _by_file(shop_state, guard_input)
    safety, offers = guard_input.safety, _on_sale(shop_state)
    limits = (safety.withdraw_count, safety.withdraw_percent)
    withdraws = partial(_withdraws_unforetold, rested=guard_input.rested)
    yield MassLimit("mass_withdraw", withdraws, _live(shop_state), *limits)
    yield MassLimit("mass_variants_removed", _removes, offers, *limits, _count_removed)
    limits = (safety.vanished_count, safety.vanished_percent)
    by_files = shop_state.features.delivery == "files"  # gone with our records: elsewhere, perhaps
    yield MassLimit(
        "mass_vanished_files" if by_files else "mass_vanished",
        _vanished, _known(shop_state), *limits,
    )  # fmt: skip


def _by_file(shop_state: ShopState, guard_input: GuardInput) -> Iterator[MassLimit]:
    """Bound what a catalog file may lose at once; what it still names was taken out on purpose.

    A small cooperative has a guard too: of its three products two are many.
    """
    links, seen = shop_state.links, shop_state.observed.by_code
    live = Counter(links[c].file for c in seen if c in links and seen[c].status == "live")

    def lost_from(change: Change, file: str) -> bool:
        named = change.code in guard_input.written
        return _withdraws(change) and not named and links[change.code].file == file

    for file, total in live.items():
        if file is not None:
            lost, percent = partial(lost_from, file=file), guard_input.safety.withdraw_percent
            yield MassLimit("mass_withdraw_file", lost, total, 1, percent)


def _figures(shop_state: ShopState, guard_input: GuardInput) -> Iterator[MassLimit]:
    """Bound how many prices and quantities move far at once: a column that slipped, a zero."""
    safety, offers = guard_input.safety, _on_sale(shop_state)

    def sold_out(change: Change) -> bool:
        if change.code in guard_input.rested:
            return False
        ends = change.sku in guard_input.sold_out or change.sku in guard_input.unsold
        return ends and _falls_to_zero(change)

    def priced_anew(change: Change) -> bool:
        before, after = _moves(change, "reprice", "price")
        campaign = guard_input.campaigns.get(change.sku or Sku(""))
        if campaign is not None and campaign.foretell(Dong(before), Dong(after)):
            return False
        return abs(after - before) * 100 > safety.price_mass_step_percent * before

    def counted_anew(change: Change) -> bool:
        before, after = _moves(change, "restock", "quantity")
        counted = max(guard_input.counts.get(change.sku or Sku(""), before), after)
        return before > 0 and (after >= before * MAGNITUDE or counted * MAGNITUDE <= before)

    limits = (safety.sold_out_count, safety.sold_out_percent)
    yield MassLimit("mass_sold_out", sold_out, offers, *limits)
    limits = (safety.price_mass_count, safety.price_mass_percent)
    yield MassLimit("mass_prices", priced_anew, offers, *limits)
    limits = (safety.stock_mass_count, safety.stock_mass_percent)
    yield MassLimit("mass_stock", counted_anew, offers, *limits)
    yield from _same_counts(guard_input, offers)


def _same_counts(guard_input: GuardInput, offers: int) -> Iterator[MassLimit]:
    """Bound how many SKUs are counted anew as the same number: a column that was filled down."""

    def counts_anew(change: Change, number: int) -> bool:
        """Whether that is surely a new count: lower than what was shown, or doubling it."""
        before, after = _moves(change, "restock", "quantity")
        fresh = number < before or after >= 2 * before > 0
        return fresh and guard_input.counts.get(change.sku or Sku("")) == number

    safety = guard_input.safety
    limits = (safety.stock_mass_count, safety.stock_mass_percent)
    for number, times in Counter(guard_input.counts.values()).items():
        if number > 0 and times > safety.stock_mass_count:
            same = partial(counts_anew, number=number)
            yield MassLimit("mass_same_count", same, offers, *limits)


def _moves(change: Change, kind: Kind, name: Field) -> tuple[int, int]:
    """Say from what to what a change of one figure moves it; (0, 0) for any other change.

    What goes back to what we wrote is none: somebody else had moved it.
    """
    if change.kind != kind or change.reason == "drift":
        return 0, 0
    before, after = (sku_value(x, change.sku, name) for x in (change.before, change.after))
    return before or 0, after or 0


def _replaces(change: Change, fields: frozenset[Field], links: Mapping[Code, Link]) -> bool:
    """Tell whether a change writes other content where we wrote some before.

    A claim that ends is no other content: it leaves however many products it stands on.
    """
    if change.kind != "revise" or change.reason != "catalog" or _drops_claim(change, links):
        return False
    return not fields.isdisjoint(change.fields)


def _restates(change: Change, fields: Sequence[Field], links: Mapping[Code, Link]) -> bool:
    """Tell whether another category, or another fact of a SKU, is written over one that stood."""
    if change.before is None or not _replaces(change, frozenset(fields), links):
        return False
    stood, stands = by_sku(change.before.offers), by_sku(change.after.offers)
    return any(
        name == "category" or _differs(stood[sku], stands[sku], name)
        for name in fields
        if name in change.fields
        for sku in stood.keys() & stands.keys()
    )


def _differs(stood: Offer, stands: Offer, name: Field) -> bool:
    """Whether a fact is another one; one that is told for the first time is not."""
    before, after = (
        offer.options if name == "variants" else getattr(offer, name) for offer in (stood, stands)
    )
    return bool(before) and before != after


def _drops_claim(change: Change, links: Mapping[Code, Link]) -> bool:
    """Tell whether it takes away that a product has OCOP stars, by what is seen or was written."""
    link = links.get(change.code)
    claimed = _claims(change.before) or _claims(link.applied if link else None)
    return claimed and not _claims(change.after)


def _claims(listing: Listing | None) -> bool:
    texts = (listing.title, listing.description) if listing else ()
    return any(CLAIM in (text or "").casefold() for text in texts)


def _withdraws(change: Change) -> bool:
    return change.kind == "withdraw"


def _withdraws_unforetold(change: Change, rested: Collection[Code]) -> bool:
    """Whether it goes from sale, and not because its season is over: that was written long ago."""
    return _withdraws(change) and change.code not in rested


def _vanished(change: Change) -> bool:
    return change.kind == "publish" and change.reason == "gone"


def _removes(change: Change) -> bool:
    return bool(removed_skus(change))


def _count_removed(change: Change) -> int:
    return len(removed_skus(change))


def _falls_to_zero(change: Change) -> bool:
    return change.kind == "restock" and sku_value(change.after, change.sku, "quantity") == 0


def _live(shop_state: ShopState) -> int:
    seen = shop_state.observed.by_code
    return sum(code in shop_state.links and seen[code].status == "live" for code in seen)


def _on_sale(shop_state: ShopState) -> int:
    return sum(
        offer.quantity != 0
        for code, listing in shop_state.observed.by_code.items()
        if code in shop_state.links
        for offer in listing.offers
    )


def _known(shop_state: ShopState) -> int:
    return sum(link.applied is not None for link in shop_state.links.values())
