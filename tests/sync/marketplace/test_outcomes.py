"""Changes of one listing go out together, and what goes wrong concerns its own group or stops."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sync.marketplace import (
    LoginExpired,
    Lost,
    MarketplaceError,
    Rejected,
    Unavailable,
    Verdict,
    grouped,
    wanted_offer,
)
from sync.model import Change, Code, Listing, Offer, Outcome, Problem, ShopName, Sku

SHOP = ShopName("s")


def restock(sku: str, listing: str) -> Change:
    offers = (Offer(sku=Sku("other"), quantity=9), Offer(sku=Sku(sku), quantity=1))
    after = Listing(shop=SHOP, code=Code(listing), remote_id=listing, offers=offers)
    return Change(kind="restock", shop=SHOP, code=Code(listing), after=after, sku=Sku(sku))


def code_of(change: Change) -> str:
    return change.code


CHANGES = [restock("a1", "A"), restock("b1", "B"), restock("a2", "A"), restock("a3", "A")]


async def test_a_listings_changes_share_calls_of_a_size_and_keep_their_order() -> None:
    calls: list[tuple[str, list[str]]] = []

    async def make(remote_id: str, group: Sequence[Change]) -> list[Verdict]:
        calls.append((remote_id, [wanted_offer(change).sku for change in group]))
        return [None] * len(group)

    outcomes = await grouped(CHANGES, code_of, 2, make)
    assert calls == [("A", ["a1", "a2"]), ("A", ["a3"]), ("B", ["b1"])]
    assert [(o.change, o.status, o.remote_id) for o in outcomes] == [
        (change, "done", change.code) for change in CHANGES
    ]


async def statuses_when(error: MarketplaceError) -> list[Outcome]:
    async def make(remote_id: str, group: Sequence[Change]) -> list[Verdict]:
        if remote_id == "A":
            raise error
        return [None] * len(group)

    return await grouped(CHANGES, code_of, 50, make)


@pytest.mark.parametrize(
    ("error", "of_a", "of_b"),
    [
        (Rejected([Problem(code="x")]), "rejected", "done"),
        (Lost(Problem(code="x")), "unknown", "done"),
        (Unavailable(Problem(code="x")), "failed", "done"),  # one listing's trouble is its own
        (LoginExpired(Problem(code="x")), "failed", "failed"),
    ],
)
async def test_a_refusal_concerns_its_group_and_a_closed_platform_all_that_follow(
    error: MarketplaceError, of_a: str, of_b: str
) -> None:
    outcomes = await statuses_when(error)
    assert [o.status for o in outcomes] == [of_a, of_b, of_a, of_a]


async def test_trouble_over_two_listings_on_end_ends_the_batch() -> None:
    calls: list[str] = []

    async def make(remote_id: str, group: Sequence[Change]) -> list[Verdict]:
        calls.append(remote_id)
        raise Unavailable(Problem(code="x"))

    changes = [restock(f"{code}1", code) for code in "ABCD"]
    outcomes = await grouped(changes, code_of, 50, make)
    assert calls == ["A", "B"]
    assert [outcome.status for outcome in outcomes] == ["failed"] * 4
