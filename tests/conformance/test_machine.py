"""Edit, drift, lose answers, crash and sync in any order: in the end the shop is as wanted."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from sync.marketplace import Request, Response
from sync.model import Count, Dong, Product, Safety, Variant
from tests.conformance.extent import EXAMPLES
from tests.conformance.stall import Killed, Stall, copies, some_products, stall_of


@cache
def pool() -> list[Product]:
    """What the cooperative may sell; read when first asked for, never by collecting tests."""
    return [*some_products(), *copies(2)]


DARING = Safety(  # what holds changes for a person has tests of its own
    price_step_percent=1e6,
    withdraw_count=1000,
    sold_out_count=1000,
    vanished_count=1000,
)
WHICH: st.SearchStrategy[int] = st.deferred(lambda: st.integers(0, len(pool()) - 1))
NTH = st.integers(1, 25)


class Trade(RuleBasedStateMachine):
    """A cooperative, its clerk in the seller centre, a bad network and a bad computer."""

    platform_name: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.open = AsyncExitStack()
        home = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        self.stall: Stall = self.wait(
            self.open.enter_async_context(stall_of(self.platform_name, home))
        )
        settings_ = replace(self.stall.configuration.settings, safety=DARING)
        self.stall.configuration = replace(self.stall.configuration, settings=settings_)

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    @initialize(first=st.sets(WHICH, min_size=1))
    def begins(self, first: set[int]) -> None:
        self.stall.sell([pool()[number] for number in sorted(first)])
        self.wait(self.stall.round())

    def _product(self, which: int) -> Product | None:
        code = pool()[which].code
        return next((p for p in self.stall.configuration.products if p.code == code), None)

    def _edit(self, which: int, **changes: Any) -> None:
        self.stall.edit(pool()[which].code, **changes)

    def _edit_variants(self, which: int, **changes: Any) -> None:
        def edited(variant: Variant) -> Variant:
            return replace(variant, **changes)

        if product := self._product(which):
            self._edit(which, variants=tuple(edited(variant) for variant in product.variants))

    @rule(which=WHICH, thousands=st.integers(50, 90))
    def prices_change(self, which: int, thousands: int) -> None:
        self._edit_variants(which, price=Dong(thousands * 1000))

    @rule(which=WHICH, quantity=st.integers(0, 40))
    def stock_is_counted(self, which: int, quantity: int) -> None:
        self._edit_variants(which, stock=Count(quantity))

    @rule(which=WHICH, number=st.integers(1, 99))
    def name_changes(self, which: int, number: int) -> None:
        self._edit(which, name=f"Đặc sản của hợp tác xã, mẻ số {number}")

    @rule(which=WHICH)
    def product_goes(self, which: int) -> None:
        products = self.stall.configuration.products
        self.stall.sell(p for p in products if p.code != pool()[which].code)

    @rule(which=WHICH)
    def product_comes(self, which: int) -> None:
        if self._product(which) is None:
            self.stall.sell([*self.stall.configuration.products, pool()[which]])

    @rule(
        which=WHICH,
        edit=st.sampled_from(
            [{"price": 61_000}, {"stock": 3}, {"status": "hidden"}, {"title": "Tên ai đó đã sửa"}]
        ),
    )
    def clerk_edits(self, which: int, edit: dict[str, Any]) -> None:
        sku = pool()[which].variants[0].sku
        shown = {v["sku"] for x in self.wait(self.stall.remote()) for v in x["variants"]}
        if sku in shown:
            self.wait(self.stall.seller_edits(sku, **edit))

    @rule(nth=NTH, kind=st.sampled_from(["reset_before", "reset_after", "garbage", "throttle"]))
    def network_will_fail(self, nth: int, kind: str) -> None:
        self.wait(self.stall.fault(kind, nth=nth))

    @rule(nth=NTH)
    def computer_crashes_in_a_round(self, nth: int) -> None:
        made = count(1)

        def die(_request: Request, response: Response) -> Response:
            if next(made) == nth:
                raise Killed
            return response

        self.stall.http.touch = die
        try:
            self.wait(self.stall.round())
        except Killed:
            pass
        finally:
            self.stall.http.touch = lambda _request, response: response
        self.stall.reopen()

    @rule()
    def round_is_run(self) -> None:
        self.wait(self.stall.round())

    @rule(seconds=st.sampled_from([1, 20, 4000]))
    def time_passes(self, seconds: int) -> None:
        self.wait(self.stall.advance(seconds))

    def teardown(self) -> None:
        try:
            self.wait(self.stall.heal())
            self.wait(self.stall.advance(1000))  # what rested after failures may work again
            self.wait(self.stall.ends_true())
        finally:
            self.wait(self.open.aclose())
            self.runner.close()


def test_whatever_happens_the_shop_ends_as_wanted(platform_name: str) -> None:
    machine = type("Trade", (Trade,), {"platform_name": platform_name})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=EXAMPLES, stateful_step_count=12, deadline=None)
    )
