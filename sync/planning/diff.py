"""Decides, for one product in one shop, what must change there: the heart of the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sync.model import VIETNAM, Change, Listing, Problem, Sku, Value
from sync.planning.compare import Comparison, Reason
from sync.planning.product_state import CompareTerms, ProductState, by_sku
from sync.planning.refused import edit_refused, rewritten
from sync.planning.renames import naming
from sync.planning.steps import ChangeStep, steps


@dataclass(frozen=True, slots=True)
class ProductDiff:
    """What a comparison found: changes, and an objection that holds all of them (or stands alone).

    `note` holds nothing: it is only to be read. `theirs` are changes that nobody shall make: what
    differs in fields that are left to the shop's people.
    """

    changes: tuple[Change, ...] = ()
    problem: Problem | None = None
    note: Problem | None = None
    theirs: tuple[Change, ...] = ()


NOTHING = ProductDiff()


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
#         |                   |         |   or being made, reprice and restock      |
#  yes    | refused           | any     | publish: once more, mended                | refused
#  yes    | reviewing         | any     | nothing: listing_in_review                |
#  yes    | banned            | any     | nothing: listing_banned; where an edit    |
#         |                   |         | asks for another review, and the catalog  |
#         |                   |         | changed since   -> revise, all content    | catalog
#         |                   |         | none are wanted there, and its stock may  |
#         |                   |         |   still be written -> restock to zero     | banned
#  yes    | live or hidden    | none    | as below, held listing_exists_unlinked,   | adopted
#         |                   |         | unless the shop adopts what exists        |
#  yes    | hidden            | begun   | publish: carry on with that listing       | unfinished
#  yes    | hidden, without   | none    | the same, held as live or hidden is       | unfinished
#         | its variants yet  |         |                                           |
#  yes    | hidden            | applied | restore, and as below                     | back, drift
#  yes    | live, with a      | applied | as below, but content as where it is      | catalog
#         | refused edit      |         | banned, and the note edit_refused         |
#  yes    | live              | any     | by field, see `Comparison`:               |
#         |                   |         |   content and variants -> revise          | catalog, drift
#         |                   |         |   price, per SKU       -> reprice         | catalog, drift
#         |                   |         |   quantity, per SKU    -> restock         | stock, drift
#         |                   |         |   a variant too many that the platform    |
#         |                   |         |   cannot remove        -> restock to zero | removed
def diff(case: ProductState, terms: CompareTerms) -> ProductDiff:
    """Compare desired, observed and last applied; the table above is the whole of it."""
    if case.observed is not None and case.observed.sent_at is not None:
        return _sent(case, case.observed, terms)
    if case.desired is None:
        return _unwanted(case, terms)
    if case.observed is None or case.observed.status == "deleted":
        return _absent(case, case.desired, terms)
    if case.observed.status == "refused":
        return ProductDiff((_publish(case.desired, "refused", case.observed),))
    if case.observed.status in {"reviewing", "banned"}:
        return _held_back(case, case.desired, case.observed, terms)
    if case.observed.status == "hidden" and _half_made(case, case.desired, case.observed):
        change = _publish(case.desired, "unfinished", case.observed)
        return ProductDiff((change,), _unlinked(case, case.observed, terms))
    return _present(case, case.desired, case.observed, terms)


def _unwanted(case: ProductState, terms: CompareTerms) -> ProductDiff:
    seen = case.observed
    if seen is None or not case.ours or seen.status not in {"live", None} or not terms.complete:
        return NOTHING
    step = ChangeStep("withdraw", ("status",), "removed")
    return ProductDiff((_change(step, replace(seen, status="hidden"), seen),))


def hide_twin(twin: Listing) -> Change:
    """Take off sale what stands there twice; which of the two is ours to keep, we remember."""
    return _change(
        ChangeStep("withdraw", ("status",), "twin"), replace(twin, status="hidden"), twin
    )


def _sent(case: ProductState, observed: Listing, terms: CompareTerms) -> ProductDiff:
    """What waits for an answer is left alone, but nobody shall buy what is not there meanwhile."""
    changes: tuple[Change, ...] = ()
    if case.desired is not None and case.ours and observed.status in {"live", "reviewing"}:
        found = _present(case, case.desired, observed, terms).changes
        changes = tuple(change for change in found if change.kind in {"reprice", "restock"})
    return ProductDiff(changes) if changes else ProductDiff(problem=_waiting(observed))


def _absent(case: ProductState, desired: Listing, terms: CompareTerms) -> ProductDiff:
    if not terms.complete:
        return NOTHING
    if case.link is None:
        return ProductDiff((_publish(desired, "new", None),))
    reason = "unfinished" if case.applied is None else "gone"
    return ProductDiff((_publish(desired, reason, None),))


def _held_back(
    case: ProductState, desired: Listing, observed: Listing, terms: CompareTerms
) -> ProductDiff:
    comparison = Comparison(desired, observed, case.applied, terms.echoes, "unfinished")
    refused = observed.status == "banned" and case.ours and "resubmit" in terms.can
    fields = rewritten(comparison) if refused else ()
    emptied = tuple(_emptied(desired, observed)) if case.ours and "restock" in terms.can else ()
    if not fields:
        waiting = _waiting(observed)
        return ProductDiff(emptied, note=waiting) if emptied else ProductDiff(problem=waiting)
    step = ChangeStep("revise", fields, "catalog")
    change = _change(step, placed(desired, observed), observed)
    return ProductDiff((*emptied, _with_attributes(change, comparison)))


def _emptied(desired: Listing, observed: Listing) -> Iterator[Change]:
    """Take out of what is banned the units that are not wanted there: nobody can buy them."""
    if observed.status != "banned" or observed.stock_locked:
        return
    unwanted = {offer.sku for offer in desired.offers if offer.quantity == 0}
    for offer in observed.offers:
        if offer.quantity and offer.sku in unwanted:
            step = ChangeStep("restock", ("quantity",), "banned", offer.sku)
            yield _change(step, placed(desired, observed), observed)


def _present(
    case: ProductState, desired: Listing, observed: Listing, terms: CompareTerms
) -> ProductDiff:
    first: Reason = "unfinished" if case.ours else "adopted"
    applied = case.applied if case.ours else None
    comparison = Comparison(
        desired, observed, applied, terms.echoes, first, unnamed=bool(case.unnamed)
    )
    found = tuple(steps(comparison, terms))
    note = edit_refused(observed) if observed.reason else None
    if not found:
        return ProductDiff(note=note)
    after = placed(desired, observed)
    made = (_change(step, _with_sku(after, step, observed), observed) for step in found)
    changes = tuple(naming(_as_it_stands(c, comparison), case.unnamed) for c in made)
    return ProductDiff(changes, _unlinked(case, observed, terms), note)


def _half_made(case: ProductState, desired: Listing, observed: Listing) -> bool:
    """Whether a publish got no further; where we remember none, by the lack of any variant."""
    if case.link is not None:
        return case.ours and case.applied is None
    stands = {offer.sku for offer in observed.offers}
    own = {str(case.code)} - {offer.sku for offer in desired.offers}
    return bool(desired.option_names) and stands <= own


def _unlinked(case: ProductState, observed: Listing, terms: CompareTerms) -> Problem | None:
    """Ask before anything is done to a listing that we do not remember."""
    if case.ours or terms.existing == "adopt":
        return None
    values = {"code": case.code, "remote_id": observed.remote_id}
    return Problem(code="listing_exists_unlinked", severity="hold", values=values, about=case.code)


def _publish(desired: Listing, reason: str, unfinished: Listing | None) -> Change:
    after = placed(desired, unfinished) if unfinished else desired
    return _change(ChangeStep("publish", (), reason), after, unfinished)


def _change(step: ChangeStep, after: Listing, before: Listing | None) -> Change:
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


def _as_it_stands(change: Change, comparison: Comparison) -> Change:
    """Tell of a change what stood there before; papers are what we handed in, and nobody shows."""
    if "papers" in change.fields and change.before and comparison.applied:
        before = replace(change.before, papers=comparison.applied.papers)
        change = replace(change, before=before)
    return _with_attributes(_with_pictures(change, comparison), comparison)


def _with_attributes(change: Change, comparison: Comparison) -> Change:
    """Tell what stands there under our names, and what goes: only what we wrote is ours."""
    if "attributes" not in change.fields or comparison.applied is None:
        return change
    gone = (comparison.applied.attributes or {}).keys() - (change.after.attributes or {}).keys()
    return replace(change, taken_back=tuple(sorted(gone)), stand=comparison.standing_attributes)


def _with_pictures(change: Change, comparison: Comparison) -> Change:
    """Tell which pictures stand there by the content that we gave them, as they are compared.

    A platform that keeps them under names of its own shows as many as we wrote, or somebody else
    has been there, and nobody knows which they are.
    """
    if "images" not in change.fields or change.before is None or comparison.applied is None:
        return change
    shown, ours = change.before.images or (), comparison.applied.images or ()
    if len(shown) != len(ours) or any(picture.sha256 for picture in shown):
        return change
    return replace(change, before=replace(change.before, images=ours))


def placed(desired: Listing, seen: Listing) -> Listing:
    """Give what we want the platform's ids of what is seen."""
    there = by_sku(seen.offers)
    offers = tuple(
        replace(offer, remote_id=there[offer.sku].remote_id) if offer.sku in there else offer
        for offer in desired.offers
    )
    return replace(desired, remote_id=seen.remote_id, offers=offers)


def _with_sku(after: Listing, step: ChangeStep, seen: Listing) -> Listing:
    """A variant that is wanted no more, and cannot be removed, is wanted empty."""
    if step.reason != "removed" or step.sku is None:
        return after
    empty = replace(by_sku(seen.offers)[step.sku], quantity=0)
    return replace(after, offers=(*after.offers, empty))


def lowered(case: ProductState, most: Mapping[Sku, int]) -> Iterator[Change]:
    """Keep true, downwards, what stands there of variants whose removal may have to wait."""
    seen = case.observed
    for offer in seen.offers if seen else ():
        if seen and (offer.quantity or 0) > most.get(offer.sku, offer.quantity or 0):
            fewer = replace(offer, quantity=most[offer.sku])
            others = (fewer if each is offer else each for each in seen.offers)
            step = ChangeStep("restock", ("quantity",), "stock", offer.sku)
            yield _change(step, replace(seen, offers=tuple(others)), seen)


def _waiting(observed: Listing) -> Problem:
    values: dict[str, Value] = {
        "code": observed.code,
        "remote_id": observed.remote_id,
        "why": observed.reason,
    }
    if observed.sent_at is not None:
        values |= {"since": observed.sent_at.astimezone(VIETNAM).isoformat(timespec="seconds")}
        return Problem(code="listing_sent", severity="note", values=values, about=observed.code)
    if observed.status == "reviewing":
        return Problem(
            code="listing_in_review", severity="note", values=values, about=observed.code
        )
    if observed.stock_locked and (units := sum(offer.quantity or 0 for offer in observed.offers)):
        values["units"] = units
    return Problem(code="listing_banned", severity="warning", values=values, about=observed.code)
