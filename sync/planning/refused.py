"""What a platform refused is sent again only once the catalog has changed, and then as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sync.model import Change, Field, Kind, Listing, Problem, Refusal
from sync.planning.compare import MEASURES, TEXTS, Comparison
from sync.planning.concerns import concerned_fields
from sync.planning.digest import content_digest
from sync.planning.values import PUBLISHED

SENT_ONCE: Final[frozenset[Kind]] = frozenset({"publish", "revise", "reprice"})
# Refused for what is so in the shop, or what was read of it, not for what was sent: it passes.
PASSES: Final = frozenset(
    {"app_refused", "category_unread", "holiday_mode", "listing_count_reached", "listing_gone",
     "listing_locked", "price_locked", "promotion_lock", "seller_must_act", "shop_banned",
     "shop_not_granted", "sku_taken", "stock_below_reserved", "stock_refused",
     "warehouse_refused", "warehouse_unclear", "zero_refused"}
)  # fmt: skip
# What these name is forgotten and made anew once, so it is sent twice.
SENT_TWICE: Final = frozenset({"image_missing"})
CONTENT: tuple[Field, ...] = (*TEXTS, "attributes", "images")
# All that a listing tells buyers or the platform, but for figures that move with every sale.
TOLD: Final[tuple[Field, ...]] = tuple(
    name for name in PUBLISHED if name not in {"price", "quantity", "status", "sale"}
)


def rewritten(comparison: Comparison) -> tuple[Field, ...]:
    """Name all content that is managed, if the catalog says something else since; else nothing.

    A refused edit is dropped there with everything in it, and who knows which word was wrong: the
    same content again would only be refused again.
    """
    want, applied = comparison.want, comparison.applied
    if applied is None:
        return ()
    since = Comparison(want, applied, applied, (), comparison.first)
    if not since.content() and since.variants() is None:
        return ()
    content = tuple(name for name in CONTENT if getattr(want, name) is not None)
    papers: tuple[Field, ...] = ("papers",) if want.papers else ()
    parcels = tuple(n for n in MEASURES if any(getattr(o, n) is not None for o in want.offers))
    moved: tuple[Field, ...] = ("variants",) if comparison.variants() else ()
    return (*content, *papers, *parcels, *moved)


def edit_refused(observed: Listing) -> Problem:
    """Say that buyers still see what was before our last edit, and why."""
    values = {"code": observed.code, "remote_id": observed.remote_id, "why": observed.reason}
    return Problem(code="edit_refused", severity="warning", values=values, about=observed.code)


def refusal_of(change: Change, problem: Problem, basis: str) -> Refusal | None:
    """Keep what was refused, with what it depends on besides (`basis`); None: it passes."""
    if change.kind not in SENT_ONCE or problem.code in PASSES:
        return None
    concerned = concerned_fields(problem) or frozenset()
    named = tuple(name for name in change.fields if name in concerned)
    fields = named or change.fields
    digest = _digest(change, fields, basis)
    if change.kind == "revise" and not named:
        digest += _digest(change, TOLD, basis)
    return Refusal(
        code=change.code, kind=change.kind, fields=fields, digest=digest, problem=problem
    )


def _digest(change: Change, fields: tuple[Field, ...], basis: str) -> str:
    return content_digest(replace(change, fields=fields), basis)


def refused_before(change: Change, known: Iterable[Refusal], basis: str) -> Problem | None:
    """Say why a change would only be refused again: it brings what was refused, as it was."""
    for one in known:
        if not _stands(one) or one.kind != change.kind or not {*one.fields} <= {*change.fields}:
            continue
        if _brings(change, one, basis):
            fields = frozenset(one.fields) or one.problem.fields
            values = {**one.problem.values, "refused_once": one.digest}
            return replace(one.problem, severity="stop", fields=fields, values=values)
    return None


def _brings(change: Change, refused: Refusal, basis: str) -> bool:
    """Whether a change brings what was refused.

    Where nobody knows which field it was for, the fault may lie in one that went along: once all
    else that is new is there, and the listing says something else than then, it is tried again.
    """
    known = _digest(change, refused.fields, basis)
    rest = refused.digest.removeprefix(known)
    if rest == refused.digest:
        return False
    return rest in {"", _digest(change, TOLD, basis)} or {*refused.fields} != {*change.fields}


def _stands(refusal: Refusal) -> bool:
    """Whether sending the same again would be in vain."""
    return refusal.times > (refusal.problem.code in SENT_TWICE)
