"""Collects what every product of a shop needs, and puts it in the order of doing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sync.model import LEAVING, Change, Code, Kind, Listing, Problem
from sync.planning.claims import ended, named, overtaking
from sync.planning.depends import added_skus, is_cheaper, reprices_repacked
from sync.planning.diff import NOTHING, ProductDiff, diff, hide_twin, lowered, placed
from sync.planning.digest import digest_of
from sync.planning.moved import taking
from sync.planning.ownership import as_it_stands, decided_there, narrowed
from sync.planning.product_state import ProductState
from sync.planning.schedule import worth
from sync.planning.shop_state import ShopState
from sync.planning.values import sku_value

RANK: Mapping[Kind, int] = {
    "restock": 1,  # to zero: 0, nobody shall buy what is not there
    "reprice": 2,
    "withdraw": 3,
    "restore": 4,  # of a listing that is revised too: 6, buyers shall not see what was
    "revise": 5,
    "publish": 7,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would have to be done, before anybody asked whether it may.

    `digest` names exactly these changes. `objections` hold all changes of a product; `problems`
    hold nothing: they concern products with nothing to do, or are only to be read. `theirs` would
    be changes, were these fields not left to the shop's people. `settled` are the products with
    which nothing is to be done, and of which there is nothing to say.
    """

    changes: tuple[Change, ...]
    digest: str
    objections: Mapping[Code, Problem]
    problems: tuple[Problem, ...]
    theirs: tuple[Change, ...] = ()
    settled: frozenset[Code] = frozenset()


def propose(shop_state: ShopState, blocked: Collection[Code] = frozenset()) -> Proposal:
    """Compare every product that is wanted or remembered here, except those that are blocked."""
    changes: list[Change] = []
    theirs: list[Change] = []
    settled: list[Code] = []
    objections: dict[Code, Problem] = {}
    problems = [] if shop_state.complete else [_incomplete(shop_state)]
    for code in sorted((shop_state.desired.keys() | shop_state.links.keys()).difference(blocked)):
        if duplicate := shop_state.observed.duplicates.get(code):
            problems.append(duplicate)
            continue
        twins = shop_state.observed.twins.get(code, ())
        problems += [_hidden_twin(twin) for twin in twins if twin.status == "hidden"]
        changes += [hide_twin(twin) for twin in twins if twin.status != "hidden"]
        decision = _with_dropped(shop_state, code, _decision(shop_state, code))
        changes += decision.changes
        theirs += decision.theirs
        if decision.problem and decision.changes:
            objections[code] = decision.problem
        elif decision.problem:
            problems.append(decision.problem)
        if decision.note:
            problems.append(decision.note)
        if decision == NOTHING and not twins:
            settled.append(code)
    ordered = in_order(taking(changes, shop_state))
    digest = digest_of(shop_state.shop.name, ordered)
    return Proposal(
        ordered, digest, objections, tuple(problems), in_order(theirs), frozenset(settled)
    )


def _hidden_twin(twin: Listing) -> Problem:
    values = {"code": twin.code, "remote_id": twin.remote_id, "title": twin.title}
    return Problem(code="listing_twice_hidden", severity="note", values=values, about=twin.code)


def _with_dropped(shop_state: ShopState, code: Code, decision: ProductDiff) -> ProductDiff:
    """Keep true what is left of variants that shall go; where they are emptied, nothing is left."""
    emptied = {change.sku for change in decision.changes if change.kind == "restock"}
    left = shop_state.dropped.get(code, {})
    most = {sku: left[sku] for sku in left.keys() - emptied}
    fewer = tuple(lowered(shop_state.case(code), most))
    return replace(decision, changes=(*fewer, *decision.changes)) if fewer else decision


def _decision(shop_state: ShopState, code: Code) -> ProductDiff:
    """Compare a product, and see that it claims nothing any more that has ended."""
    decision = _compared(shop_state, code)
    if code not in shop_state.stars:
        return decision
    case, stars = shop_state.case(code), shop_state.stars[code]
    changes = tuple(named(change, case.applied, stars) for change in decision.changes)
    waits = case.observed is not None and case.observed.sent_at is not None
    late = ended(case, stars) if waits or case.desired is None or code in shop_state.kept else ()
    if not late:
        reviewed = shop_state.features.reviews - shop_state.shop.fields_left_to("theirs")
        return replace(decision, changes=overtaking(case, stars, reviewed, changes))
    note = decision.note or decision.problem  # what waits for an answer does not hold them
    return ProductDiff((*changes, *late), note=note)


def _compared(shop_state: ShopState, code: Code) -> ProductDiff:
    """Compare a product; of one that is only remembered the stock alone is known to be true.

    It is withdrawn where the catalog names it no more; where its file is not there any more either,
    a person is asked. Until it is, its stock is kept true.
    """
    case, kept = shop_state.case(code), shop_state.kept.get(code)
    if kept is None:
        return _diff_of_ours(case, shop_state)
    found = diff(case, shop_state.terms).changes
    changes = tuple(change for change in found if change.kind == "restock")
    if kept == "restored":
        changes += tuple(_as_applied(c, case.applied) for c in found if c.kind == "restore")
    if kept in {"file_gone", *LEAVING}:
        changes += diff(replace(case, desired=None), shop_state.terms).changes
    return ProductDiff(changes)


def _as_applied(change: Change, applied: Listing | None) -> Change:
    """Have what comes back on sale bring what it was, in our words: the catalog tells of none."""
    stood = replace(applied or change.after, status="live")
    return replace(change, after=placed(stood, change.before or change.after))


def _diff_of_ours(case: ProductState, shop_state: ShopState) -> ProductDiff:
    """Compare what is ours to decide; what the shop's people decide is told and left alone."""
    fields, terms = shop_state.shop.fields_left_to("theirs"), shop_state.terms
    if not fields or not decided_there(case):
        return diff(case, terms)
    found = diff(as_it_stands(case, fields, terms.echoes), terms)
    return replace(found, theirs=tuple(narrowed(diff(case, terms).changes, fields)))


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Sort by urgency: sold out, stock, price, withdraw, restore, revise, publish.

    What is published is sorted by what it has to earn: where a platform stops us, the most wanted
    stand there already.
    """
    changes = tuple(changes)
    revised = {change.code for change in changes if change.kind == "revise"}
    moved = {sku for change in changes for sku in added_skus(change)}

    def rank(change: Change) -> int:
        if change.kind == "restock" and sku_value(change.after, change.sku, "quantity") == 0:
            return 0
        if change.kind == "restore" and change.code in revised:
            return 6
        if reprices_repacked(change) and is_cheaper(change):
            return 6  # nobody shall buy the larger pack at the price of the smaller
        if change.kind == "withdraw" and not moved.isdisjoint(o.sku for o in change.after.offers):
            return 8  # its goods go to another listing, which may be refused
        return RANK[change.kind]

    return tuple(sorted(changes, key=lambda each: (rank(each), -_wanted(each), *_name(each))))


def _wanted(change: Change) -> int:
    return worth(change) if change.kind == "publish" else 0


def _name(change: Change) -> tuple[str, str, tuple[str, ...]]:
    return change.code, change.sku or "", change.fields


def _incomplete(shop_state: ShopState) -> Problem:
    return Problem(
        code="sweep_incomplete", severity="warning", values={"shop": shop_state.shop.name}
    )
