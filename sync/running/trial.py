"""A rehearsal that writes: one product, hidden from buyers at first, a step at a time.

    publish (hidden) ──▶ edit, and back ──▶ show ──▶ withdraw

Every step is journaled, reserved and linked as any change of a round is, and read back: whatever
becomes of a step, the next round knows the listing for ours and goes on from there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from sync.catalog import Configuration
from sync.marketplace import MarketplaceError
from sync.model import Change, Code, Dong, Field, Listing, Offer, Outcome, Problem, Sku
from sync.planning import Comparison, limits, placed
from sync.running.apply import apply
from sync.running.asked import wanted_of
from sync.running.context import Round, ShopContext
from sync.running.observe import Observed, observe, poll_until_settled
from sync.running.orders import take_in_orders
from sync.running.plan import Scope, plan_after_sales, project_all
from sync.running.recheck import linked_listings
from sync.running.round import open_round
from sync.store import Lease
from sync.transport.clock import legal_day

TrialStep = Literal["publish", "edit", "show", "withdraw"]
RAISED: Final = 1000  # dong, for as long as it takes to read it back: dearer harms nobody
NO_HARM: Final = frozenset({"note", "warning"})
Wish = Callable[[Listing], bool]
Fields = tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a step came to; `lag_s` is how long until reads showed it, None where they never did.

    `differs` names fields that the platform echoes, and reads back other than they were written.
    """

    step: TrialStep
    outcomes: tuple[Outcome, ...] = ()
    found: Listing | None = None
    lag_s: float | None = None
    differs: tuple[Field, ...] = ()
    problem: Problem | None = None

    @property
    def done(self) -> bool:
        """Whether it was made, and seen to be so."""
        made = all(outcome.status == "done" for outcome in self.outcomes)
        return bool(self.outcomes) and made and self.lag_s is not None and self.problem is None


async def choose(context: ShopContext, catalog: Configuration, code: Code | None) -> Listing | None:
    """Find a product that never stood there, and that nothing speaks against; None: there is none.

    Raises `MarketplaceError`.
    """
    market, shop = context.market, context.shop
    linked = await context.store.links.remote_ids(shop.name)
    for listing in wanted_of(market, catalog, shop, legal_day(context.clock)):
        if listing.code in linked or code not in {None, listing.code} or not listing.category:
            continue
        await market.prepare([listing])
        against = [*limits(listing, market.features), *market.problems(listing)]
        if all(problem.severity in NO_HARM for problem in against):
            return listing
    return None


async def try_step(
    context: ShopContext, catalog: Configuration, code: Code, step: TrialStep
) -> Tried:
    """Take one step with a product; raises `Busy`, `LeaseLost`, `StoreUnavailable`."""

    async def work(lease: Lease) -> Tried:
        async with open_round(context, lease, catalog, "change") as round:
            try:
                tried = await TRIAL_STEPS[step](round, code)
            except MarketplaceError as error:
                tried = Tried(step=step, problem=error.problem)
            await round.store.rounds.finish(round.round_id, {"scoped": 1}, round.clock.now())
            return tried

    return await context.alone(work)


async def _publish(round: Round, code: Code) -> Tried:
    """Plan as any round does, whose guards and objections hold, and publish it where none sees."""
    wanted = await project_all(round, await take_in_orders(round))
    seen = await observe(round, "full", wanted)
    _, plan = await plan_after_sales(round, wanted, seen, Scope(product=code))
    asked = [held for held in plan.held if held.problem.severity == "hold"]  # a person was asked
    planned = [*plan.changes, *(held.change for held in asked)]
    change = next((c for c in planned if (c.kind, c.code) == ("publish", code)), None)
    if change is None:
        why = [held.problem for held in plan.held] + [p for p in plan.problems if p.about == code]
        nothing = Problem(code="try_not_new", values={"code": code})
        return Tried(step="publish", problem=next(iter(why), nothing))
    change = replace(change, after=replace(change.after, status="hidden"))
    return await _made(round, "publish", change, lambda found: found is not None)


async def _edit(round: Round, code: Code) -> Tried:
    """Write the description again as it is, raise a price, and put it back."""
    want, seen = await _both(round, code)
    content = _change("revise", want, seen, ("description",))
    tried = await _made(round, "edit", content, lambda _: True)
    offer = next((each for each in want.offers if each.price is not None), None)
    if not tried.done or offer is None or offer.price is None:
        return tried
    outcomes = tried.outcomes
    for price in (Dong(offer.price + RAISED), offer.price):
        change = _change("reprice", _priced(want, offer, price), seen, ("price",), offer.sku)
        tried = await _made(round, "edit", change, _costs(offer.sku, price))
        tried = replace(tried, outcomes=(*outcomes, *tried.outcomes))
        outcomes, seen = tried.outcomes, tried.found or seen
        if not tried.done:
            break
    return tried


async def _show(round: Round, code: Code) -> Tried:
    want, seen = await _both(round, code)
    change = _change("restore", replace(want, status="live"), seen, ("status",))
    return await _made(round, "show", change, lambda found: found.status in {"live", "reviewing"})


async def _withdraw(round: Round, code: Code) -> Tried:
    _, seen = await _both(round, code)
    if seen.status == "reviewing":
        values = {"code": code, "remote_id": seen.remote_id, "why": seen.reason}
        return Tried(step="withdraw", problem=Problem(code="listing_in_review", values=values))
    change = _change("withdraw", replace(seen, status="hidden"), seen, ("status",))
    return await _made(round, "withdraw", change, lambda found: found.status == "hidden")


TRIAL_STEPS: Final[Mapping[TrialStep, Callable[[Round, Code], Awaitable[Tried]]]] = {
    "publish": _publish,
    "edit": _edit,
    "show": _show,
    "withdraw": _withdraw,
}


def _change(
    kind: Literal["revise", "reprice", "restore", "withdraw"],
    after: Listing,
    before: Listing,
    fields: tuple[Field, ...],
    sku: Sku | None = None,
) -> Change:
    return Change(
        kind=kind,
        shop=after.shop,
        code=after.code,
        after=after,
        before=before,
        sku=sku,
        fields=fields,
        reason="catalog",
    )


def _priced(listing: Listing, offer: Offer, price: Dong) -> Listing:
    dearer = (replace(o, price=price) if o.sku == offer.sku else o for o in listing.offers)
    return replace(listing, offers=tuple(dearer))


def _costs(sku: Sku, price: Dong) -> Wish:
    return lambda found: any((o.sku, o.price) == (sku, price) for o in found.offers)


async def _both(round: Round, code: Code) -> tuple[Listing, Listing]:
    """Give a product as it is wanted, with the ids of how it stands there now, and that.

    Raises `MarketplaceError`, also where it does not stand there.
    """
    wanted = await project_all(round, None)
    asked = await linked_listings(round, {code: wanted[code]} if code in wanted else {})
    found = [round.names.ours(each) for each in await round.market.find(list(asked.values()))]
    if not found or code not in wanted:
        raise MarketplaceError(Problem(code="try_not_there", values={"code": code}))
    await round.market.prepare([wanted[code]])
    seen = replace(found[0], code=code)
    return replace(placed(wanted[code], seen), status=seen.status), seen


async def _made(round: Round, step: TrialStep, change: Change, wish: Wish) -> Tried:
    """Make a change, and read it back until it is as wished, or the platform had its time."""
    outcomes = tuple(await apply(round, [change]))
    bad = next((each for each in outcomes if each.status != "done"), None)
    if bad is not None:
        problem = bad.problem or Problem(code="answer_unclear")
        return Tried(step=step, outcomes=outcomes, problem=problem)
    asked = replace(change.after, remote_id=outcomes[0].remote_id or change.after.remote_id)
    begun, nothing = round.clock.monotonic(), Observed((), complete=True, at=round.clock.now())
    seen = await poll_until_settled(
        round,
        nothing,
        {change.code: asked},
        lambda _code: (
            lambda found: (
                found is not None and wish(found) and not _differing(round, step, asked, found)
            )
        ),
    )
    found = next((one for one in seen.listings if one.remote_id == asked.remote_id), None)
    is_there = found is not None and wish(found)
    return Tried(
        step=step,
        outcomes=outcomes,
        found=found,
        lag_s=round.clock.monotonic() - begun if is_there else None,
        differs=_differing(round, step, asked, found) if found else (),
        problem=None if seen.complete else seen.problems[-1],
    )


def _differing(round: Round, step: TrialStep, written: Listing, found: Listing) -> Fields:
    """Name what reads back other than it was written; showing and hiding write nothing else."""
    if step not in {"publish", "edit"}:
        return ()
    echoes = round.market.features.echoes
    compared = Comparison(round.market.normalize(written), found, written, echoes, "unfinished")
    fields = [name for name, _ in compared.content()]
    fields += ["variants"] if compared.variants() else []
    fields += [name for name in ("price", "quantity") if compared.terms(name)]
    return tuple(fields)
