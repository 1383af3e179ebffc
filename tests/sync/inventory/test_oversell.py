"""No unit is on sale twice: whatever is sold unseen, lost or late, shops show what is there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sync.inventory import (
    ShopExposure,
    at_risk,
    free_for,
    parts_of,
    safe_quantity,
    shown_when_moved,
    shown_when_observed,
    shown_when_reserved,
    shown_when_written,
    without_reported_sales,
    writing_of,
)
from sync.inventory.oversell import CLOCKS_DIFFER, QUIET_AFTER
from sync.model import Movement, ShopName, ShownQuantity, Sku, Writing

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
SKU = Sku("CUA-500")
LATE, LAG = timedelta(seconds=30), timedelta(seconds=15)
SHOPS = st.integers(0, 2)
PART, OTHER, BOX, PAIR = (Sku(name) for name in ("PART", "OTHER", "BOX", "PAIR"))
BUNDLES = {BOX: {PART: 2, OTHER: 1}, PAIR: {PART: 1, OTHER: 2}}
EMPTY = ShownQuantity(shop=ShopName("s"), sku=SKU, figure=0)
WAYS: tuple[Writing, ...] = ("absolute", "delta", "compare")


@dataclass
class Front:
    """One shop as its platform knows it, and as our books do."""

    way: Writing
    figure: int = 0
    before: int = 0  # what reads may still show
    written_at: datetime = NOON - timedelta(days=1)
    sales: list[datetime] = field(default_factory=list)  # that nobody told us of
    books: ShownQuantity = EMPTY
    read: int = 0  # what we last saw
    orders_until: datetime = NOON

    def sell(self, now: datetime) -> None:
        if self.figure:
            self.figure -= 1
            self.before = max(self.before - 1, 0)
            self.sales.append(now)


class Selling(RuleBasedStateMachine):
    """Three shops of one shelf: buyers, orders that are late, reads that lag, answers that go."""

    @initialize(left=st.integers(0, 12))
    def open(self, left: int) -> None:
        self.now = NOON
        self.left = self.known = left  # what is really there, and what we know to be
        self.fronts = [Front(way) for way in WAYS]

    @rule(shop=SHOPS, buyers=st.integers(1, 4))
    def buy(self, shop: int, buyers: int) -> None:
        for _ in range(min(buyers, self.fronts[shop].figure)):
            self.fronts[shop].sell(self.now)
            self.left -= 1

    @rule(seconds=st.sampled_from([1, 5, 20, 40]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(quantity=st.integers(1, 6))
    def receive(self, quantity: int) -> None:
        self.left += quantity
        self.known += quantity

    @rule(shop=SHOPS, all_listed=st.booleans())
    def read_orders(self, shop: int, all_listed: bool) -> None:  # noqa: FBT001
        front = self.fronts[shop]
        for sold_at in list(front.sales):
            if all_listed or self.now - sold_at >= LATE:
                front.sales.remove(sold_at)
                self.known -= 1
                front.books = shown_when_moved(front.books, _sale(sold_at))
        front.orders_until = self.now

    @rule(shop=SHOPS, stale=st.booleans())
    def look(self, shop: int, stale: bool) -> None:  # noqa: FBT001
        front = self.fronts[shop]
        lags = stale and self.now - front.written_at <= LAG
        front.read = front.before if lags else front.figure
        front.books = shown_when_observed(front.books, front.read, self.now, LAG, LATE)

    @rule(
        shop=SHOPS,
        wish=st.integers(0, 12),
        meanwhile=st.integers(0, 3),
        answer=st.sampled_from(["done", "lost after", "lost before"]),
    )
    def write(self, shop: int, wish: int, meanwhile: int, answer: str) -> None:
        self.look(shop, stale=answer == "done")
        front = self.fronts[shop]
        figure = safe_quantity(wish, self._standing(shop), front.way)
        if figure == front.read:
            return
        front.books = shown_when_reserved(self._told(front), front.read, figure, front.way)
        self.buy(shop, meanwhile)
        done = answer != "lost before" and self._effect(front, figure)
        self.now += timedelta(seconds=1)
        if done and answer == "done":
            self._note(front, figure)

    def _effect(self, front: Front, figure: int) -> bool:
        after = front.figure + figure - front.read if front.way == "delta" else figure
        refused = after < 0 or (front.way == "compare" and front.figure != front.read)
        if not refused:
            front.before, front.figure, front.written_at = front.figure, after, self.now
        return not refused

    def _note(self, front: Front, figure: int) -> None:
        shown = shown_when_written(front.books, front.read, figure, front.way)
        shown = replace(shown, written_at=self.now)
        if front.way != "delta":
            until = self.now + LATE if shown.unseen else shown.unseen_until
            shown = replace(shown, as_of=self.now, unseen_until=until)
        front.books = shown

    def _told(self, front: Front) -> ShownQuantity:
        return without_reported_sales(front.books, front.orders_until)

    def _standing(self, shop: int) -> ShopExposure:
        mine = self._told(self.fronts[shop])
        others = [self._told(f) for f in self.fronts if f is not self.fronts[shop]]
        doubt = max(mine.figure - self.fronts[shop].read, 0)
        return ShopExposure(
            seen=self.fronts[shop].read,
            most=mine.figure,
            elsewhere=at_risk(others) + mine.unseen + doubt,
            available=self.known,
        )

    @invariant()
    def no_unit_is_on_sale_twice(self) -> None:
        if hasattr(self, "fronts"):
            assert sum(front.figure for front in self.fronts) <= self.left


Selling.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
test_no_unit_is_on_sale_twice = Selling.TestCase


@dataclass
class Listing(Front):
    """One SKU in one shop; a bundle takes its parts off the shelf that others show as well."""

    sku: Sku = PART


LISTINGS = st.integers(0, 6)
UNITS = st.integers(1, 6)


class SellingBundles(RuleBasedStateMachine):
    """Parts alone and within bundles, in one shop and in others, as `Selling` otherwise."""

    @initialize(parts=st.integers(0, 14), others=st.integers(0, 9))
    def open(self, parts: int, others: int) -> None:
        self.now = NOON
        self.left = {PART: parts, OTHER: others}
        self.known = dict(self.left)
        self.listings = [
            Listing(way, sku=sku)
            for way, skus in zip(WAYS, ((PART, BOX), (PART, BOX, PAIR), (OTHER, BOX)), strict=True)
            for sku in skus
        ]

    @rule(at=LISTINGS, buyers=st.integers(1, 4))
    def buy(self, at: int, buyers: int) -> None:
        listing = self.listings[at]
        for _ in range(min(buyers, listing.figure)):
            listing.sell(self.now)
            for part, needed in parts_of(listing.sku, BUNDLES).items():
                self.left[part] -= needed

    @rule(seconds=st.sampled_from([1, 5, 20, 40]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(part=st.sampled_from([PART, OTHER]), quantity=UNITS)
    def receive(self, part: Sku, quantity: int) -> None:
        self.left[part] += quantity
        self.known[part] += quantity

    @rule(at=LISTINGS, all_listed=st.booleans())
    def read_orders(self, at: int, all_listed: bool) -> None:  # noqa: FBT001
        listing = self.listings[at]
        for sold_at in list(listing.sales):
            if all_listed or self.now - sold_at >= LATE:
                listing.sales.remove(sold_at)
                for part, needed in parts_of(listing.sku, BUNDLES).items():
                    self.known[part] -= needed
                listing.books = shown_when_moved(listing.books, _sale(sold_at))
        listing.orders_until = self.now

    @rule(
        at=LISTINGS,
        wish=st.integers(0, 12),
        meanwhile=st.integers(0, 3),
        answer=st.sampled_from(["done", "lost after", "lost before"]),
        stale=st.booleans(),
    )
    def write(self, at: int, wish: int, meanwhile: int, answer: str, stale: bool) -> None:  # noqa: FBT001
        listing = self.listings[at]
        lags = stale and self.now - listing.written_at <= LAG
        listing.read = listing.before if lags else listing.figure
        listing.books = shown_when_observed(listing.books, listing.read, self.now, LAG, LATE)
        figure = safe_quantity(wish, self._standing(listing), listing.way)
        if figure == listing.read:
            return
        told = without_reported_sales(listing.books, listing.orders_until)
        listing.books = shown_when_reserved(told, listing.read, figure, listing.way)
        self.buy(at, meanwhile)
        done = answer != "lost before" and Selling._effect(self, listing, figure)  # type: ignore[arg-type]
        self.now += timedelta(seconds=1)
        if done and answer == "done":
            Selling._note(self, listing, figure)  # type: ignore[arg-type]

    def _standing(self, listing: Listing) -> ShopExposure:
        mine = without_reported_sales(listing.books, listing.orders_until)
        others: dict[Sku, int] = {}
        for each in self.listings:
            if each is not listing:
                risk = at_risk([without_reported_sales(each.books, each.orders_until)])
                others[each.sku] = others.get(each.sku, 0) + risk
        free = free_for(listing.sku, self.known, others, BUNDLES)
        assert free is not None
        doubt = max(mine.figure - listing.read, 0)
        return ShopExposure(
            seen=listing.read, most=mine.figure, elsewhere=mine.unseen + doubt, available=free
        )

    @invariant()
    def no_unit_is_on_sale_as_two_things(self) -> None:
        if hasattr(self, "listings"):
            for part, left in self.left.items():
                shown = sum(
                    each.figure * parts_of(each.sku, BUNDLES).get(part, 0) for each in self.listings
                )
                assert shown <= left


SellingBundles.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
test_no_unit_is_on_sale_as_two_things = SellingBundles.TestCase


def test_while_nobody_buys_an_absolute_write_swallows_nothing() -> None:
    long_ago, lately = (_sale(NOON - age) for age in (QUIET_AFTER, QUIET_AFTER / 2))
    assert writing_of("absolute", [long_ago], NOON) == "compare"
    assert writing_of("absolute", [long_ago, lately], NOON) == "absolute"
    by_hand = replace(lately, reason="received", quantity=5)
    assert writing_of("absolute", [by_hand], NOON) == "compare"
    assert writing_of("delta", [lately], NOON) == "delta"


@pytest.mark.parametrize(
    ("way", "wish", "figure"),
    [
        ("absolute", 0, 0),  # zero sells nothing
        ("absolute", 2, 2),  # what nobody shows may be written, even over unseen sales
        ("absolute", 3, 5),  # else it stays: 5 sold meanwhile, 3 here and 3 elsewhere are 11
        ("absolute", 9, 5),
        ("delta", 3, 3),  # down is always safe
        ("delta", 9, 7),  # up by what nobody shows: 2 beside the 5
        ("compare", 3, 3),
        ("compare", 9, 7),  # up to what no other shop shows
    ],
)
def test_of_ten_with_five_here_and_three_elsewhere_two_are_free(
    way: Writing, wish: int, figure: int
) -> None:
    standing = ShopExposure(seen=5, most=5, elsewhere=3, available=10)
    assert safe_quantity(wish, standing, way) == figure


@pytest.mark.parametrize("way", WAYS)
def test_while_the_others_show_more_than_there_is_zero_is_shown_here(way: Writing) -> None:
    assert safe_quantity(9, ShopExposure(seen=5, most=5, elsewhere=6, available=4), way) == 0


@pytest.mark.parametrize("way", ["delta", "compare"])
def test_what_is_shown_as_it_should_be_stays_though_others_show_too_much(way: Writing) -> None:
    assert safe_quantity(5, ShopExposure(seen=5, most=5, elsewhere=6, available=4), way) == 5


def test_an_absolute_write_waits_while_no_unit_is_free() -> None:
    standing = ShopExposure(seen=5, most=5, elsewhere=5, available=10)
    assert [safe_quantity(wish, standing, "absolute") for wish in (0, 1, 9)] == [0, 5, 5]


def test_an_absolute_write_rises_as_far_as_there_are_units_that_nobody_shows() -> None:
    assert (
        safe_quantity(9, ShopExposure(seen=1, most=1, elsewhere=3, available=10), "absolute") == 6
    )


def test_a_delta_adds_to_what_is_seen_only_what_nobody_may_be_showing() -> None:
    assert safe_quantity(9, ShopExposure(seen=3, most=5, elsewhere=3, available=10), "delta") == 5


def test_an_absolute_write_keeps_the_old_figure_as_perhaps_sold() -> None:
    begun = shown_when_reserved(replace(EMPTY, figure=5), 5, 2, "absolute")
    assert (begun.figure, begun.unseen, begun.unseen_until) == (2, 5, None)
    once_more = replace(EMPTY, figure=5, unseen=1, unseen_until=NOON)
    assert shown_when_reserved(once_more, 5, 2, "absolute") == replace(begun, unseen=6)
    assert at_risk([begun, replace(EMPTY, figure=3)]) == 10
    assert shown_when_written(begun, 5, 2, "absolute") == begun


def test_a_delta_counts_up_when_it_is_claimed_and_down_only_when_it_is_accepted() -> None:
    five = replace(EMPTY, figure=5)
    assert [shown_when_reserved(five, 5, wish, "delta").figure for wish in (3, 7)] == [5, 7]
    assert shown_when_reserved(replace(five, figure=7), 5, 8, "delta").figure == 10
    assert shown_when_written(five, 5, 3, "delta").figure == 3
    assert shown_when_written(replace(five, figure=7), 5, 7, "delta").figure == 7
    assert (
        shown_when_written(replace(five, figure=1), 5, 3, "delta").figure == 0
    )  # an order came between


def test_a_compare_and_set_on_less_than_we_thought_keeps_the_difference_as_sold() -> None:
    until = NOON + LATE
    five = replace(EMPTY, figure=5, unseen=1, unseen_until=until)
    fewer = shown_when_reserved(five, 3, 4, "compare")
    assert (fewer.figure, fewer.unseen, fewer.unseen_until) == (4, 3, None)
    as_thought = shown_when_reserved(five, 5, 4, "compare")
    assert (as_thought.figure, as_thought.unseen, as_thought.unseen_until) == (5, 1, until)
    assert shown_when_written(as_thought, 5, 4, "compare").figure == 4


def test_unseen_sales_are_dropped_only_once_orders_were_read_that_must_tell_of_them() -> None:
    kept = replace(EMPTY, figure=2, unseen=5, unseen_until=NOON)
    assert without_reported_sales(kept, None) == without_reported_sales(kept, NOON - LAG) == kept
    assert without_reported_sales(kept, NOON) == replace(EMPTY, figure=2)
    unanswered = replace(kept, unseen_until=None)
    assert without_reported_sales(unanswered, NOON) == unanswered


def test_less_than_we_thought_was_sold_unseen_and_more_is_what_it_is() -> None:
    five = replace(EMPTY, figure=5)
    assert shown_when_observed(five, 5, NOON, LAG, LATE) == five
    assert shown_when_observed(five, 8, NOON, LAG, LATE) == replace(five, figure=8)
    fewer = shown_when_observed(five, 3, NOON, LAG, LATE)
    assert (fewer.figure, fewer.unseen, fewer.unseen_until) == (3, 2, NOON + LATE)
    assert fewer.as_of == NOON


def test_a_look_soon_after_a_write_may_be_of_before_it_and_lowers_nothing() -> None:
    just_written = replace(EMPTY, figure=5, written_at=NOON)
    assert shown_when_observed(just_written, 3, NOON + LAG, LAG, LATE) == just_written
    later = NOON + LAG + timedelta(seconds=1)
    assert shown_when_observed(just_written, 3, later, LAG, LATE).figure == 3


def test_a_look_answers_for_a_write_whose_own_answer_was_lost() -> None:
    lost = replace(EMPTY, figure=5, unseen=4)
    seen = shown_when_observed(lost, 5, NOON, LAG, LATE)
    assert (seen.figure, seen.unseen, seen.unseen_until) == (5, 4, NOON + LATE)


def test_an_order_from_before_the_last_look_was_in_it_already() -> None:
    shown = replace(EMPTY, figure=5, unseen=1, as_of=NOON)
    for age in (timedelta(minutes=-5), timedelta(0), CLOCKS_DIFFER):
        after = shown_when_moved(shown, _sale(NOON + age))
        assert (after.figure, after.unseen) == (5, 0)


def test_an_order_from_after_the_last_look_has_lowered_the_figure_by_itself() -> None:
    late = _sale(NOON + CLOCKS_DIFFER + timedelta(seconds=1))
    assert shown_when_moved(replace(EMPTY, figure=5, unseen=1, as_of=NOON), late).figure == 4
    assert shown_when_moved(replace(EMPTY, figure=5), late).figure == 4
    assert shown_when_moved(EMPTY, late).figure == 0


def test_what_a_cancelled_order_gives_back_is_shown_there_again() -> None:
    back = replace(_sale(NOON), reason="released", quantity=2)
    shown = replace(EMPTY, figure=5, unseen=2, as_of=NOON + LATE)
    for came in (2, 1):
        moved = shown_when_moved(shown, replace(back, quantity=came))
        assert moved == replace(shown, figure=5 + came)


def _sale(at: datetime) -> Movement:
    return Movement(shop=ShopName("s"), reference="1", sku=SKU, reason="sold", quantity=-1, at=at)
