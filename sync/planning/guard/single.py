"""What makes one change wait for a person."""

from __future__ import annotations

from sync.model import Problem, Value
from sync.planning.guard.case import GuardCase, Rule, first_found
from sync.planning.guard.prices import price_hold
from sync.planning.guard.refuse import sku_moved, touches
from sync.planning.guard.removal import removed_skus
from sync.planning.guard.resemblance import resemblance


def hold(case: GuardCase) -> Problem | None:
    """Say why a change must wait for a person; None when it need not."""
    return first_found(RULES, case)


def _doubted(case: GuardCase) -> Problem | None:
    """What the loader or the adapter wants a person to read before buyers do."""
    if case.change.kind not in {"publish", "revise"}:
        return None
    holds = (objection for objection in case.objections if objection.severity == "hold")
    return next((objection for objection in holds if touches(objection, case.change)), None)


def _removal(case: GuardCase) -> Problem | None:
    """Removing variants cannot be undone: strangers' never alone, ours only a smaller part."""
    change, removed = case.change, removed_skus(case.change)
    if not removed or change.before is None:
        return None
    values: dict[str, Value] = {"skus": tuple(removed), "count": len(removed)}
    if any(sku not in case.applied for sku in removed):
        code = "variant_not_ours"
    elif len(removed) * 2 > len(change.before.offers):
        code = "variants_removed"
    else:
        return None
    return Problem(code=code, severity="hold", values=values, about=change.code)


def by_seller(case: GuardCase) -> Problem | None:
    """Ask before what somebody hid or deleted in the seller centre is put on sale again.

    Where a person carries files, a person puts it on sale anyway; and what we had sold out may be
    hidden because its platform shows nothing that cannot be bought.
    """
    change = case.change
    if case.shop_state.features.delivery == "files":
        return None
    if (change.kind, change.reason) == ("restore", "drift"):
        if case.applied and all(offer.quantity == 0 for offer in case.applied.values()):
            return None
        code = "hidden_by_seller"
    elif (change.kind, change.reason) == ("publish", "gone"):
        code = "deleted_by_seller"
    else:
        return None
    values: dict[str, Value] = {"code": change.code, "title": change.after.title}
    return Problem(code=code, severity="hold", values=values, about=change.code)


def _attributes_stay(case: GuardCase) -> Problem | None:
    """Say once what a platform will go on showing, since it lets nobody take an attribute back."""
    change, features = case.change, case.shop_state.features
    if not change.taken_back or "remove_attributes" in features.can:
        return None
    values: dict[str, Value] = {"names": change.taken_back, "platform": features.label}
    return Problem(code="attributes_stay", severity="hold", values=values, about=change.code)


def _file_gone(case: GuardCase) -> Problem | None:
    """A file that vanished or was emptied is likelier a slip than a wish to sell nothing of it."""
    kept, link = case.shop_state.kept.get(case.change.code), case.link
    if kept != "file_gone" or case.change.kind != "withdraw":
        return None
    file = link.file if link else None
    values: dict[str, Value] = {"file": file, "code": case.change.code}
    return Problem(code="catalog_file_gone", severity="hold", values=values, about=case.change.code)


def _asked(case: GuardCase) -> Problem | None:
    """What a shop wants to be asked about: each difference waits, whoever made it."""
    change, shop = case.change, case.shop_state.shop
    asked = shop.fields_left_to("ask").intersection(change.fields)
    if not asked or change.kind not in {"revise", "reprice"}:
        return None
    values: dict[str, Value] = {"shop": shop.name, "code": change.code}
    return Problem(
        code="field_asked", severity="hold", values=values, about=change.code, fields=asked
    )


def _count_like_price(case: GuardCase) -> Problem | None:
    """A count that is the very price of the SKU, as it is or shall be: columns changed places."""
    change, sku = case.change, case.change.sku
    counted = case.guard_input.counts.get(sku) if sku else None
    if change.kind != "restock" or sku is None or not counted:
        return None
    last = case.applied.get(sku)
    if sku not in case.guard_input.like_prices and (last is None or counted != last.price):
        return None
    values: dict[str, Value] = {"sku": sku, "count": counted}
    return Problem(code="count_like_price", severity="hold", values=values, about=change.code)


def _twin(case: GuardCase) -> Problem | None:
    """It may have been bought, and buyers may know it: which one goes, a person says."""
    change = case.change
    if (change.kind, change.reason) != ("withdraw", "twin"):
        return None
    values: dict[str, Value] = {
        "code": change.code,
        "title": change.after.title,
        "remote_id": change.after.remote_id,
    }
    return Problem(code="listing_twice", severity="hold", values=values, about=change.code)


def _ends_others(case: GuardCase) -> Problem | None:
    """Deleting cannot be undone, and for a moment its goods are sold nowhere."""
    if not case.change.ends or case.shop_state.features.sku_moves != "deleted":
        return None
    return sku_moved(case, "listing_must_end", "hold")


RULES: tuple[Rule, ...] = (
    _twin,
    _ends_others,
    _doubted,
    resemblance,
    price_hold,
    _removal,
    _attributes_stay,
    _file_gone,
    _count_like_price,
    _asked,
)
