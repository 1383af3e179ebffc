"""Decides, for one product in one shop, what must change there: the heart of the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from typing import NamedTuple

from sync.model import Change, Field, Kind, Listing, Problem, Sku
from sync.planning.case import Case, Terms, by_sku
from sync.planning.compare import Comparison, Difference, Reason
from sync.planning.refused import edit_refused, rewritten


class Step(NamedTuple):
    """What has to be done to a listing, and why."""

    kind: Kind
    fields: tuple[Field, ...]
    reason: str
    sku: Sku | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a comparison found: changes, and a doubt that holds all of them (or stands alone).

    `note` holds nothing: it is only to be read.
    """

    changes: tuple[Change, ...] = ()
    problem: Problem | None = None
    note: Problem | None = None


NOTHING = Decision()
VIETNAM = timezone(timedelta(hours=7))


# The three-way comparison. "link" is what we remember: none (we never made it), begun (made, but
# never confirmed), applied (made, and we know what we last wrote).
#
#  wanted | seen there        | link    | what must be done                         | reason
# --------+-------------------+---------+-------------------------------------------+--------------
#  no     | nothing           | any     | nothing                                   |
#  no     | anything          | none    | nothing: it is not ours                   |
#  no     | live              | any     | withdraw                                  | removed
#  no     | hidden or other   | any     | nothing                                   |
#  yes    | nothing, for sure | none    | publish                                   | new
#  yes    | nothing, for sure | begun   | publish (the round has looked for it)     | unfinished
#  yes    | nothing, for sure | applied | publish again; many at once are held      | gone
#  yes    | nothing, perhaps  | any     | nothing until the sweep is complete       |
#  any    | sent, no answer   | any     | nothing: listing_sent; but if it is live, | as below
#         |                   |         |   reprice and restock                     |
#  yes    | refused           | any     | publish: once more, mended                | refused
#  yes    | reviewing         | any     | nothing: listing_in_review                |
#  yes    | banned            | any     | nothing: listing_banned; where an edit    |
#         |                   |         | asks for another review, and the catalog  |
#         |                   |         | changed since   -> revise, all content    | catalog
#  yes    | live or hidden    | none    | as below, held listing_exists_unlinked,   | adopted
#         |                   |         | unless the shop adopts what exists        |
#  yes    | hidden            | begun   | publish: carry on with that listing       | unfinished
#  yes    | hidden            | applied | restore, and as below                     | back, drift
#  yes    | live, with a      | applied | as below, but content as where it is      | catalog
#         | refused edit      |         | banned, and the note edit_refused         |
#  yes    | live              | any     | by field, see `Comparison`:               |
#         |                   |         |   content and variants -> revise          | catalog, drift
#         |                   |         |   price, per SKU       -> reprice         | catalog, drift
#         |                   |         |   quantity, per SKU    -> restock         | stock, drift
#         |                   |         |   a variant too many that the platform    |
#         |                   |         |   cannot remove        -> restock to zero | removed
def diff(case: Case, terms: Terms) -> Decision:
    """Compare desired, observed and last applied; the table above is the whole of it."""
    if case.observed is not None and case.observed.sent_at is not None:
        return _sent(case, case.observed, terms)
    if case.desired is None:
        return _unwanted(case, terms)
    if case.observed is None or case.observed.status == "deleted":
        return _absent(case, case.desired, terms)
    if case.observed.status == "refused":
        return Decision((_publish(case.desired, "refused", case.observed),))
    if case.observed.status == "reviewing":
        return Decision(problem=_waiting(case.observed))
    if case.observed.status == "banned":
        return _banned(case, case.desired, case.observed, terms)
    if case.observed.status == "hidden" and case.ours and case.applied is None:
        return Decision((_publish(case.desired, "unfinished", case.observed),))
    return _present(case, case.desired, case.observed, terms)


def _unwanted(case: Case, terms: Terms) -> Decision:
    seen = case.observed
    if seen is None or not case.ours or seen.status not in {"live", None} or not terms.complete:
        return NOTHING
    step = Step("withdraw", ("status",), "removed")
    return Decision((_change(step, replace(seen, status="hidden"), seen),))


def _sent(case: Case, observed: Listing, terms: Terms) -> Decision:
    """What waits for an answer is left alone, but nobody shall buy what is not there meanwhile."""
    changes: tuple[Change, ...] = ()
    if case.desired is not None and case.ours and observed.status == "live":
        found = _present(case, case.desired, observed, terms).changes
        changes = tuple(change for change in found if change.kind in {"reprice", "restock"})
    return Decision(changes) if changes else Decision(problem=_waiting(observed))


def _absent(case: Case, desired: Listing, terms: Terms) -> Decision:
    if not terms.complete:
        return NOTHING
    if case.link is None:
        return Decision((_publish(desired, "new", None),))
    reason = "unfinished" if case.applied is None else "gone"
    return Decision((_publish(desired, reason, None),))


def _banned(case: Case, desired: Listing, observed: Listing, terms: Terms) -> Decision:
    comparison = Comparison(desired, observed, case.applied, terms.echoes, "unfinished")
    fields = rewritten(comparison) if case.ours and "resubmit" in terms.can else ()
    if not fields:
        return Decision(problem=_waiting(observed))
    step = Step("revise", fields, "catalog")
    return Decision((_change(step, _placed(desired, observed), observed),))


def _present(case: Case, desired: Listing, observed: Listing, terms: Terms) -> Decision:
    first: Reason = "unfinished" if case.ours else "adopted"
    applied = case.applied if case.ours else None
    comparison = Comparison(desired, observed, applied, terms.echoes, first)
    steps = tuple(_steps(comparison, terms))
    note = edit_refused(observed) if observed.reason else None
    if not steps:
        return Decision(note=note)
    after = _placed(desired, observed)
    changes = tuple(_change(step, _with_sku(after, step, observed), observed) for step in steps)
    if case.ours or terms.existing == "adopt":
        return Decision(changes, note=note)
    values = {"code": case.code, "remote_id": observed.remote_id}
    unlinked = Problem(
        code="listing_exists_unlinked", severity="hold", values=values, about=case.code
    )
    return Decision(changes, unlinked, note)


def _steps(comparison: Comparison, terms: Terms) -> Iterator[Step]:
    removable = "remove_variants" in terms.can
    if comparison.seen.status == "hidden":
        yield Step("restore", ("status",), _why_hidden(comparison))
    variants = comparison.variants()
    if variants and not removable and not _gains(comparison):
        variants = None
    if comparison.seen.reason and comparison.applied:
        yield from _resubmits(comparison)
    else:
        yield from _revises(comparison, variants)
    for sku, reason in comparison.terms("price"):
        yield Step("reprice", ("price",), reason, sku)
    for sku, reason in comparison.terms("quantity"):
        yield Step("restock", ("quantity",), reason, sku)
    if not removable and comparison.applied:
        for sku in _left_over(comparison, comparison.applied):
            yield Step("restock", ("quantity",), "removed", sku)


def _resubmits(comparison: Comparison) -> Iterator[Step]:
    if fields := rewritten(comparison):
        yield Step("revise", fields, "catalog")


def _why_hidden(comparison: Comparison) -> str:
    if comparison.applied is None:
        return comparison.first
    return "back" if comparison.applied.status == "hidden" else "drift"


def _gains(comparison: Comparison) -> bool:
    """Tell whether the variants differ by more than some being there too many."""
    there = by_sku(comparison.there.offers)
    return comparison.want.option_names != comparison.there.option_names or any(
        offer.sku not in there or offer.options != there[offer.sku].options
        for offer in comparison.want.offers
    )


def _left_over(comparison: Comparison, applied: Listing) -> Iterator[Sku]:
    """Find variants of ours that should be gone and can still be bought."""
    wanted, seen = by_sku(comparison.want.offers), by_sku(comparison.seen.offers)
    for offer in applied.offers:
        if offer.sku not in wanted and offer.sku in seen:
            shown = seen[offer.sku].quantity if "quantity" in comparison.echoes else None
            if (offer.quantity if shown is None else shown) != 0:
                yield offer.sku


def _loses(comparison: Comparison) -> bool:
    """Tell whether a variant stands there that is not wanted."""
    wanted = by_sku(comparison.want.offers)
    return any(offer.sku not in wanted for offer in comparison.there.offers)


def _revises(comparison: Comparison, variants: Difference | None) -> Iterator[Step]:
    """Revise all at once, but take a variant away alone: a person may have to allow that."""
    content = comparison.content()
    if variants and not _loses(comparison):
        content.append(variants)
        variants = None
    if content:
        yield _revise(content)
    if variants:
        yield _revise([variants])


def _revise(differences: Sequence[Difference]) -> Step:
    reasons = [reason for _, reason in differences if reason != "drift"]
    fields = tuple(name for name, _ in differences)
    return Step("revise", fields, reasons[0] if reasons else "drift")


def _publish(desired: Listing, reason: str, unfinished: Listing | None) -> Change:
    after = _placed(desired, unfinished) if unfinished else desired
    return _change(Step("publish", (), reason), after, unfinished)


def _change(step: Step, after: Listing, before: Listing | None) -> Change:
    return Change(
        kind=step.kind,
        shop=after.shop,
        code=after.code,
        after=after,
        before=before,
        sku=step.sku,
        fields=step.fields,
        reason=step.reason,
    )


def _placed(desired: Listing, seen: Listing) -> Listing:
    """Give what we want the platform's ids of what is seen."""
    there = by_sku(seen.offers)
    offers = tuple(
        replace(offer, remote_id=there[offer.sku].remote_id) if offer.sku in there else offer
        for offer in desired.offers
    )
    return replace(desired, remote_id=seen.remote_id, offers=offers)


def _with_sku(after: Listing, step: Step, seen: Listing) -> Listing:
    """A variant that is wanted no more, and cannot be removed, is wanted empty."""
    if step.reason != "removed" or step.sku is None:
        return after
    empty = replace(by_sku(seen.offers)[step.sku], quantity=0)
    return replace(after, offers=(*after.offers, empty))


def _waiting(observed: Listing) -> Problem:
    values = {"code": observed.code, "remote_id": observed.remote_id, "why": observed.reason}
    if observed.sent_at is not None:
        values |= {"since": observed.sent_at.astimezone(VIETNAM).isoformat(timespec="seconds")}
        return Problem(code="listing_sent", severity="note", values=values, about=observed.code)
    if observed.status == "reviewing":
        return Problem(
            code="listing_in_review", severity="note", values=values, about=observed.code
        )
    return Problem(code="listing_banned", severity="warning", values=values, about=observed.code)
