"""What may go wrong with memory, named by what it means for the work at hand."""

from __future__ import annotations

from sync.model import Problem, ShopName


class StoreUnavailable(Exception):
    """Nothing was remembered or recalled: stop, and show `problem` to a person."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class WrongKey(StoreUnavailable):
    """A secret cannot be opened: give back the old key, or open the shop anew."""


class LeaseLost(Exception):
    """Somebody else works on this shop now: end the round and write nothing more."""

    def __init__(self, shop: ShopName, epoch: int) -> None:
        super().__init__("lease_lost")
        self.problem = Problem(code="lease_lost", values={"shop": shop, "epoch": epoch})
