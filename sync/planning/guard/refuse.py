"""What is refused outright: no approval lifts it, something has to be mended first."""

from __future__ import annotations

from sync.model import Change, Field, Problem, Severity, Value
from sync.planning.concerns import concerned_in
from sync.planning.depends import added_skus
from sync.planning.guard.case import GuardCase, Rule, first_found
from sync.planning.guard.prices import priced
from sync.planning.guard.removal import removed_skus
from sync.planning.refused import refused_before

WHOLE_LISTING = frozenset({"publish", "restore"})
ONE_VALUE = frozenset({"reprice", "restock", "withdraw"})


def refusal(case: GuardCase) -> Problem | None:
    """Say why a change is refused; None when it is not."""
    return first_found(RULES, case)


def refused_outright(case: GuardCase) -> bool:
    """Whether the platform cannot do it, or the shop's policy lets nothing be written."""
    return (_not_able(case) or _policy(case)) is not None


def _no_price(case: GuardCase) -> Problem | None:
    for price in priced(case):
        if price.after is not None and price.after <= 0:
            values: dict[str, Value] = {"sku": price.sku, "price": price.after}
            return Problem(code="price_not_positive", values=values, about=price.sku)
    return None


def _price_unknown(case: GuardCase) -> Problem | None:
    """Put nothing on sale whose price nobody knows: it follows from fees that are not written."""
    unknown = next((price for price in priced(case) if price.after is None), None)
    if unknown is None or case.change.kind not in {"publish", "revise"}:
        return None
    return Problem(code="price_unknown", values={"sku": unknown.sku}, about=unknown.sku)


def _not_able(case: GuardCase) -> Problem | None:
    change, features = case.change, case.shop_state.features
    if change.kind in features.can:
        return None
    values: dict[str, Value] = {
        "kind": change.kind,
        "platform": features.label,
        "shop": change.shop,
    }
    return Problem(code="platform_cannot", values=values, about=change.code)


def _not_fit(case: GuardCase) -> Problem | None:
    stops = (objection for objection in case.objections if objection.severity == "stop")
    return next((objection for objection in stops if touches(objection, case.change)), None)


def touches(objection: Problem, change: Change) -> bool:
    """Tell whether a change has to do with what somebody found wrong with its product."""
    if change.kind in WHOLE_LISTING:
        return True
    if objection.sku and change.sku and objection.sku != change.sku:
        return False
    concerned = concerned_in(change, objection)
    if concerned is None:  # we do not know what it is about: texts wait, stock does not
        return change.kind not in ONE_VALUE
    return not concerned.isdisjoint(change.fields)


def _refused_before(case: GuardCase) -> Problem | None:
    known = case.guard_input.refusals.get(case.change.code, ())
    return refused_before(case.change, known, case.guard_input.basis)


def _policy(case: GuardCase) -> Problem | None:
    shop, change = case.shop_state.shop, case.change
    takes_away = change.kind == "withdraw" or bool(removed_skus(change))
    if shop.policy == "everything" or (shop.policy == "upsert" and not takes_away):
        return None
    code = "policy_report" if shop.policy == "report" else "policy_upsert"
    return Problem(code=code, severity="note", values={"shop": shop.name}, about=change.code)


def _sku_stays(case: GuardCase) -> Problem | None:
    """Say what no retry and no approval helps: the old listing keeps its SKU whatever we do."""
    if not case.change.ends or case.shop_state.features.sku_moves != "never":
        return None
    return sku_moved(case, "sku_stays", "stop")


def _given_up_first(case: GuardCase) -> Problem | None:
    """Wait for the listings that have yet to give up a SKU, where no two may show it."""
    change = case.change
    if not change.takes_from or case.shop_state.features.sku_moves != "never":
        return None
    there = case.shop_state.observed.by_code.items()
    codes = sorted(code for code, listing in there if listing.remote_id in change.takes_from)
    values: dict[str, Value] = {"code": ", ".join(codes)}
    variants = frozenset[Field]({"variants"})
    return Problem(
        code="waits_for_other", severity="note", values=values, about=change.code, fields=variants
    )


def sku_moved(case: GuardCase, code: str, severity: Severity) -> Problem:
    """Say what the platform wants of SKUs that go from listings that end to another."""
    change, moved = case.change, added_skus(case.change)
    values: dict[str, Value] = {
        "code": change.code,
        "skus": tuple(sorted(moved)),
        "remote_ids": change.ends,
        "platform": case.shop_state.features.label,
    }
    variants = frozenset[Field]({"variants"})
    return Problem(code=code, severity=severity, values=values, about=change.code, fields=variants)


RULES: tuple[Rule, ...] = (
    _no_price,
    _price_unknown,
    _not_able,
    _not_fit,
    _sku_stays,
    _given_up_first,
    _refused_before,
    _policy,
)
