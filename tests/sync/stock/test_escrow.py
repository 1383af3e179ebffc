"""No unit is on sale twice: whatever is sold unseen, lost or late, shops show what is there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sync.model import Movement, ShopName, Shown, Sku, Writing
from sync.stock import (
    Standing,
    at_risk,
    claimed,
    looked_at,
    moved,
    safe,
    told,
    way_of,
    written,
)
from sync.stock.escrow import QUIET_AFTER

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
SKU = Sku("CUA-500")
LATE, LAG = timedelta(seconds=30), timedelta(seconds=15)
SHOPS = st.integers(0, 2)
EMPTY = Shown(shop=ShopName("s"), sku=SKU, figure=0)
WAYS: tuple[Writing, ...] = ("absolute", "delta", "compare")


@dataclass
class Front:
    """One shop as its platform knows it, and as our books do."""

    way: Writing
    figure: int = 0
    before: int = 0  # what reads may still show
    written_at: datetime = NOON - timedelta(days=1)
    sales: list[datetime] = field(default_factory=list)  # that nobody told us of
    books: Shown = EMPTY
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
                front.books = moved(front.books, _sale(sold_at))
        front.orders_until = self.now

    @rule(shop=SHOPS, stale=st.booleans())
    def look(self, shop: int, stale: bool) -> None:  # noqa: FBT001
        front = self.fronts[shop]
        lags = stale and self.now - front.written_at <= LAG
        front.read = front.before if lags else front.figure
        front.books = looked_at(front.books, front.read, self.now, LAG, LATE)

    @rule(
        shop=SHOPS,
        wish=st.integers(0, 12),
        meanwhile=st.integers(0, 3),
        answer=st.sampled_from(["done", "lost after", "lost before"]),
    )
    def write(self, shop: int, wish: int, meanwhile: int, answer: str) -> None:
        self.look(shop, stale=answer == "done")
        front = self.fronts[shop]
        figure = safe(wish, self._standing(shop), front.way)
        if figure == front.read:
            return
        front.books = claimed(self._told(front), front.read, figure, front.way)
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
        shown = written(front.books, front.read, figure, front.way)
        shown = replace(shown, written_at=self.now)
        if front.way != "delta":
            until = self.now + LATE if shown.unseen else shown.unseen_until
            shown = replace(shown, as_of=self.now, unseen_until=until)
        front.books = shown

    def _told(self, front: Front) -> Shown:
        return told(front.books, front.orders_until)

    def _standing(self, shop: int) -> Standing:
        mine = self._told(self.fronts[shop])
        others = [self._told(f) for f in self.fronts if f is not self.fronts[shop]]
        doubt = max(mine.figure - self.fronts[shop].read, 0)
        return Standing(
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


def test_while_nobody_buys_an_absolute_write_swallows_nothing() -> None:
    long_ago, lately = (_sale(NOON - age) for age in (QUIET_AFTER, QUIET_AFTER / 2))
    assert way_of("absolute", [long_ago], NOON) == "compare"
    assert way_of("absolute", [long_ago, lately], NOON) == "absolute"
    by_hand = replace(lately, reason="received", quantity=5)
    assert way_of("absolute", [by_hand], NOON) == "compare"
    assert way_of("delta", [lately], NOON) == "delta"


def _sale(at: datetime) -> Movement:
    return Movement(shop=ShopName("s"), reference="1", sku=SKU, reason="sold", quantity=-1, at=at)
