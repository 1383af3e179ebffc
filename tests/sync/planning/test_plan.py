from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sync.model import Dong, outline_of
from sync.planning import changed_values, judged, propose
from tests.sync.planning.conftest import plan


def busy(make: Any, **more: Any) -> Any:
    """A shop in which there is something to do of every kind."""
    seen = {
        "C": make.seen("C", remote_id="3"),
        "D": make.seen("D", remote_id="4", status="hidden"),
        "E": make.seen("E", remote_id="5"),
        "F": make.seen("F", remote_id="6", status="hidden", title="bị sửa"),
        "G": make.seen("G", remote_id="7"),
        "H": make.seen("H", remote_id="8"),
    }
    known = {
        code: make.applied(make.listing(code, status=each.status), remote_id=each.remote_id)
        for code, each in seen.items()
    }
    wanted = [
        make.listing("B"),
        make.with_offer(make.listing("C"), price=Dong(120_000)),
        make.listing("D"),
        make.listing("F"),
        make.with_offer(make.listing("G"), quantity=0),
        make.with_offer(make.listing("H"), quantity=4),
    ]
    return make.shop_state(wanted, seen.values(), known, **more)


def test_what_is_urgent_comes_first(make: Any) -> None:
    made = plan(busy(make), make.guard_input())
    assert [(change.kind, change.code) for change in made.changes] == [
        ("restock", "G"),
        ("restock", "H"),
        ("reprice", "C"),
        ("withdraw", "E"),
        ("restore", "D"),
        ("revise", "F"),
        ("restore", "F"),
        ("publish", "B"),
    ]


def test_the_order_of_the_catalog_and_of_the_shop_means_nothing(make: Any) -> None:
    one = busy(make)
    other = replace(
        one,
        desired=dict(reversed(one.desired.items())),
        links=dict(reversed(one.links.items())),
        observed=replace(one.observed, by_code=dict(reversed(one.observed.by_code.items()))),
    )
    assert plan(one, make.guard_input()) == plan(other, make.guard_input())


def test_the_digest_is_the_same_tomorrow_and_in_another_process(make: Any) -> None:
    tomorrow = busy(make, observed_at=make.now + timedelta(days=1))
    assert plan(busy(make), make.guard_input()).digest == plan(tomorrow, make.guard_input()).digest
    assert plan(busy(make), make.guard_input()).digest == "9fedec1b0c53c9b2"


def test_the_digest_names_the_held_changes_too(make: Any) -> None:
    report = busy(make, shop=make.shop(policy="report"))
    made = plan(report, make.guard_input())
    assert made.changes == ()
    assert made.digest == plan(busy(make), make.guard_input()).digest


@pytest.mark.parametrize("field", ["price", "quantity"])
def test_another_value_is_another_digest(make: Any, field: str) -> None:
    digests = set()
    for value in (7_000, 8_000):
        wanted = make.with_offer(make.listing(), **{field: Dong(value)})
        shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
        digests.add(plan(shop_state, make.guard_input()).digest)
    assert len(digests) == 2


def test_nothing_to_do_is_the_same_name_whatever_the_shop_holds(make: Any) -> None:
    still = make.shop_state([make.listing()], [make.seen()], {"TOMKHO": make.applied()})
    empty = make.shop_state([], [], {})
    assert plan(still, make.guard_input()).digest == plan(empty, make.guard_input()).digest


def test_a_duplicate_holds_everything_of_its_product(make: Any) -> None:
    twice = [make.seen(remote_id="1"), make.seen(remote_id="2", title="khác")]
    made = plan(
        make.shop_state([make.listing()], twice, {"TOMKHO": make.applied(remote_id=None)}),
        make.guard_input(),
    )
    assert (made.changes, made.held) == ((), ())
    assert [problem.code for problem in made.problems] == ["duplicate_listing"]


def test_a_partial_sweep_neither_publishes_nor_withdraws(make: Any) -> None:
    made = plan(busy(make, complete=False), make.guard_input())
    assert {change.kind for change in made.changes} == {"restock", "reprice", "restore", "revise"}
    assert [problem.code for problem in made.problems] == ["sweep_incomplete"]
    assert not made.complete


def test_the_plan_says_which_edits_will_be_reviewed(make: Any) -> None:
    """And only those: a price or a weight that needs no approval is not spoken of."""
    reviewing = make.features(reviews=frozenset({"title"}))
    made = plan(busy(make, features=reviewing), make.guard_input())
    (note,) = made.problems
    assert (note.code, note.severity, note.values["codes"]) == ("edits_reviewed", "note", ("F",))
    assert {change.kind for change in made.changes} >= {"revise"}
    others = make.features(reviews=frozenset({"weight_g"}))
    assert plan(busy(make, features=others), make.guard_input()).problems == ()


def test_a_plan_for_one_product_leaves_the_others_alone(make: Any) -> None:
    made = plan(busy(make).narrowed_to({"F", "NOBODY"}), make.guard_input())
    assert [(change.kind, change.code) for change in made.changes] == [
        ("revise", "F"),
        ("restore", "F"),
    ]


def test_a_proposal_may_be_judged_more_than_once(make: Any) -> None:
    shop_state, guard_input = busy(make), make.guard_input()
    proposal = propose(shop_state, guard_input.blocked)
    assert judged(proposal, shop_state, guard_input) == plan(shop_state, guard_input)


def test_what_is_not_sold_here_any_more_is_told_from_what_left_the_catalog(make: Any) -> None:
    def why(**known: Any) -> set[str]:
        made = plan(busy(make), make.guard_input(**known))
        changes = [*made.changes, *(one.change for one in made.held)]
        return {change.reason for change in changes if change.kind == "withdraw"}

    gone = {c.code for c in plan(busy(make), make.guard_input()).changes if c.kind == "withdraw"}
    assert gone
    assert why() == {"removed"}
    assert why(written=frozenset(gone)) == {"unsold"}


def test_values_of_one_sku_are_bare(make: Any) -> None:
    (change,) = plan(busy(make).narrowed_to({"C"}), make.guard_input()).changes
    assert changed_values(change) == ({"price": 100_000}, {"price": 120_000})


def test_values_of_a_revise_are_those_of_its_fields(make: Any) -> None:
    revise, restore = plan(busy(make).narrowed_to({"F"}), make.guard_input()).changes
    assert changed_values(revise) == ({"title": "bị sửa"}, {"title": "Tôm khô Tân Tiến"})
    assert changed_values(restore) == ({"status": "hidden"}, {"status": "live"})


def test_values_of_a_publish_are_the_whole_listing(make: Any) -> None:
    (change,) = plan(busy(make).narrowed_to({"B"}), make.guard_input()).changes
    before, after = changed_values(change)
    assert before is None
    assert after == {
        "title": "Tôm khô Tân Tiến",
        "description": "Tôm đất phơi nắng.",
        "category": "101128",
        "brand": None,
        "attributes": {"Xuất xứ": "Việt Nam"},
        "images": ["aa"],
        "variants": {"B": []},
        "gtin": {"B": None},
        "weight_g": {"B": 560},
        "size_mm": {"B": None},
        "price": {"B": 100_000},
        "quantity": {"B": 10},
        "status": "live",
    }


def test_values_of_a_new_variant_tell_its_price_and_quantity(make: Any) -> None:
    more = make.offer("B", size_mm=(1, 2, 3))
    wanted = make.listing(offers=(make.offer(), more))
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    (change,) = plan(shop_state, make.guard_input()).changes
    assert changed_values(change) == (
        {"variants": {"TOMKHO": []}},
        {
            "variants": {"TOMKHO": [], "B": []},
            "price": {"B": 100_000},
            "quantity": {"B": 10},
        },
    )


@pytest.mark.parametrize(
    ("status", "held", "told"),
    [("live", [("withdraw", "listing_twice")], []), ("hidden", [], ["listing_twice_hidden"])],
)
def test_what_stands_there_twice_is_hidden_once_a_person_says_so(
    make: Any, status: str, held: list[tuple[str, str]], told: list[str]
) -> None:
    """The one that is remembered goes on; a twin that nobody can buy is only told of."""
    twin = make.seen(remote_id="2", status=status)
    renamed = make.listing(title="Tên mới")
    shop_state = make.shop_state([renamed], [make.seen(), twin], {"TOMKHO": make.applied()})
    made = plan(shop_state, make.guard_input())
    assert [change.kind for change in made.changes] == ["revise"]
    assert [(each.change.kind, each.problem.code) for each in made.held] == held
    assert [problem.code for problem in made.problems] == told
    assert all(each.change.after.remote_id == "2" for each in made.held)


def test_what_is_settled_is_what_nothing_is_to_be_done_or_said_of(make: Any) -> None:
    wanted = [make.listing("A"), make.listing("B"), make.listing("T"), make.listing("R")]
    seen = [
        make.seen("A", remote_id="1"),
        make.seen("B", remote_id="2", title="bị sửa"),
        make.seen("T", remote_id="3"),
        make.seen("T", remote_id="4"),
        make.seen("R", remote_id="5", status="reviewing"),
    ]
    known = {
        code: make.applied(make.listing(code), remote_id=remote_id)
        for code, remote_id in (("A", "1"), ("B", "2"), ("T", "3"), ("R", "5"))
    }
    assert propose(make.shop_state(wanted, seen, known)).settled == {"A"}


def test_leaving_out_what_is_settled_changes_nothing(make: Any) -> None:
    whole = busy(make)
    quiet = {code: make.listing(code) for code in ("X", "Y")}
    known = {c: make.applied(one, remote_id=c) for c, one in quiet.items()}
    seen = {c: make.seen(c, remote_id=c) for c in quiet}
    more = replace(
        whole,
        desired={**whole.desired, **quiet},
        links={**whole.links, **known},
        observed=replace(whole.observed, by_code={**whole.observed.by_code, **seen}),
    )
    found = propose(more)
    assert found.settled >= quiet.keys()
    assert replace(found, settled=propose(whole).settled) == propose(whole)


def test_nothing_is_planned_on_the_outline_of_a_listing(make: Any) -> None:
    seen = outline_of(make.seen("C", remote_id="3"))
    with pytest.raises(ValueError, match="only the outline"):
        propose(make.shop_state([make.listing("C")], [seen], {}))
