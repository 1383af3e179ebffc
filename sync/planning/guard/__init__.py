"""Decides which changes go and which wait: nothing dangerous is done without a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sync.model import Change, Field, Held, Kind, Problem, Value
from sync.planning.concerns import concerned_in
from sync.planning.depends import names_new_pack, waits_for
from sync.planning.guard.case import GuardCase
from sync.planning.guard.ended import honest_meanwhile
from sync.planning.guard.mass import mass_holds
from sync.planning.guard.refuse import refusal
from sync.planning.guard.single import by_seller, hold
from sync.planning.guard.still_many import still_many
from sync.planning.guard.together import (
    together,
    with_variants_as_seen,
    without_what_waits,
)
from sync.planning.merge_applied import merge_applied
from sync.planning.ownership import left_as_it_stands
from sync.planning.propose import Proposal
from sync.planning.shop_state import GuardInput, ShopState

OF_FIGURES: frozenset[Kind] = frozenset({"reprice", "restock"})
Sorted = tuple[tuple[Change, ...], tuple[Held, ...]]
Judged = list[tuple[Change, Problem | None]]


def guard(proposal: Proposal, shop_state: ShopState, guard_input: GuardInput) -> Sorted:
    """Sort changes into those that go and those that are held, each with its problem.

    What is refused (severity stop, or note for the shop's policy) stays refused until something
    is mended; what a person holds back waits for his release. Any other hold is lifted for a change
    that a person allowed, and for all when `guard_input.approved` is the digest of this proposal. A
    revise of which only some fields are objected to is split: those fields wait, the others go.
    Stars whose certificate has ended wait for nobody: they are cut from what stands there.
    """
    consent, lifted = guard_input.consent, guard_input.approved == proposal.digest

    def objection(case: GuardCase) -> Problem | None:
        problem = refusal(case) or consent.hold_on(case.change)
        if problem or lifted or _allowed(case.change, guard_input):
            return problem
        return proposal.objections.get(case.change.code) or hold(case)

    cases = (GuardCase(change, shop_state, guard_input) for change in proposal.changes)
    judged = [one for case in cases for one in _by_field(case, objection)]
    if not lifted:
        judged = _many_at_once(judged, shop_state, guard_input)
    judged = _with_their_revise(together(judged, shop_state.features.reviews))
    judged = honest_meanwhile(judged, shop_state, guard_input)
    judged = _with_what_takes_over(without_what_waits(judged))
    off_sale = {c.code for c, problem in judged if c.kind == "withdraw" and not problem}
    go = tuple(
        change
        for change, problem in judged
        if problem is None and not (change.kind == "restock" and change.code in off_sale)
    )
    held = (Held(change=change, problem=problem) for change, problem in judged if problem)
    return go, tuple(held)


def _allowed(change: Change, guard_input: GuardInput) -> bool:
    """Tell what needs no asking: a person said so, or it stands already where it was judged."""
    return guard_input.consent.allows(change) or (guard_input.tells and change.kind in OF_FIGURES)


def _many_at_once(judged: Judged, shop_state: ShopState, guard_input: GuardInput) -> Judged:
    """Hold what is harmless once, and what a seller did; what waits already is in no mass."""
    mass = mass_holds([change for change, found in judged if not found], shop_state, guard_input)

    def objection(change: Change) -> Problem | None:
        if _allowed(change, guard_input):
            return None
        many = next((problem for concerns, problem in mass if concerns(change)), None)
        many = many or still_many(change, guard_input.waiting)
        return many or by_seller(GuardCase(change, shop_state, guard_input))

    return [(change, problem or objection(change)) for change, problem in judged]


def _by_field(
    case: GuardCase, objection: Callable[[GuardCase], Problem | None]
) -> Iterator[tuple[Change, Problem | None]]:
    """Judge a change; fields that alone are objected to are split off, and the rest asked again."""
    while True:
        change, problem = case.change, objection(case)
        concerned = (problem and concerned_in(change, problem)) or frozenset()
        if "variants" in concerned and names_new_pack(change):
            concerned |= {"title"}  # nobody shall read of a size that cannot be bought
        waiting = tuple(name for name in change.fields if name in concerned)
        going = tuple(name for name in change.fields if name not in concerned)
        if change.kind != "revise" or not waiting or not going:
            yield change, problem
            return
        yield replace(change, fields=waiting), problem
        case = replace(case, change=_without(case, waiting, going))


def _without(case: GuardCase, waiting: Sequence[Field], going: Sequence[Field]) -> Change:
    """Leave fields as they stand there: adapters that write a listing whole must not bring them.

    That is as we wrote them last, but for what a person is asked about each time.
    """
    change, link = case.change, case.link
    stands = (link and link.applied) or change.before or change.after
    kept = tuple(name for name in waiting if name != "variants")
    after = merge_applied(change.after, replace(change, after=stands, fields=kept))
    asked = case.shop_state.shop.fields_left_to("ask").intersection(waiting)
    after = left_as_it_stands(after, change, asked)
    if "variants" in waiting and change.before is not None:
        after = with_variants_as_seen(after, change.before)
        change = replace(change, takes_from=(), ends=())
    back = change.taken_back if "attributes" in going else ()
    return replace(change, fields=tuple(going), after=after, taken_back=back)


def _with_what_takes_over(judged: Iterable[tuple[Change, Problem | None]]) -> Judged:
    """Keep on sale what another listing should take over, while that waits itself."""
    judged = list(judged)
    waiting = [change for change, problem in judged if problem]

    def kept(change: Change) -> Problem | None:
        other = waits_for(change, waiting) if change.kind == "withdraw" else None
        values: dict[str, Value] = {"code": other.code} if other else {}
        waits = Problem(code="waits_for_other", severity="note", values=values, about=change.code)
        return waits if other else None

    return [(change, problem or kept(change)) for change, problem in judged]


def _with_their_revise(judged: Iterable[tuple[Change, Problem | None]]) -> Judged:
    """Keep hidden what waits for its revise: buyers must not see what was to be mended."""
    judged = list(judged)
    waiting = {change.code: found for change, found in judged if found and change.kind == "revise"}
    return [
        (change, problem or (waiting.get(change.code) if change.kind == "restore" else None))
        for change, problem in judged
    ]
