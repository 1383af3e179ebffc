"""People read what a category is called, wherever a plan knows only its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sync.marketplace import Asked, Leaf, MarketplaceError
from sync.model import Change, Code, Field, Held, Kind, Listing, Plan, Problem, ShopName
from sync.running.category_names import with_category_names

SHOP = ShopName("a")
TOM, KHO = Leaf(101129, ("Thực phẩm", "Tôm khô")), Leaf(7, ("Khô",))


class Guide:
    def __init__(self, leaves: Sequence[Leaf] | None) -> None:
        self.leaves, self.asked_for = leaves, 0

    async def categories(self) -> Sequence[Leaf]:
        self.asked_for += 1
        if self.leaves is None:
            raise MarketplaceError(Problem(code="platform_unreachable"))
        return self.leaves

    async def asked(self, leaf: int) -> Asked:
        raise NotImplementedError

    def left_out(self, listing: Listing) -> list[Problem]:
        raise NotImplementedError


def change(before: str | None, after: str, kind: Kind = "revise", *fields: Field) -> Change:
    listings = [Listing(shop=SHOP, code=Code("T"), offers=(), category=c) for c in (before, after)]
    there = listings[0] if before else None
    fields = fields or (() if kind == "publish" else ("category",))
    return Change(
        kind=kind, shop=SHOP, code=Code("T"), before=there, after=listings[1], fields=fields
    )


def plan(*changes: Change) -> Plan:
    held = tuple(Held(change=one, problem=Problem(code="x", severity="hold")) for one in changes)
    return Plan(
        shop=SHOP, changes=changes, held=held, problems=(), observed_at=datetime.now(UTC),
        complete=True, digest="d", theirs=changes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "called"),
    [
        (change("101129", "Khô"), {"101129": "Thực phẩm > Tôm khô"}),
        (change("101129,7", "Khô"), {"101129,7": "Thực phẩm > Tôm khô, Khô"}),
        (change(None, "7", "publish"), {"7": "Khô"}),  # written as an id by a person
        (change("404", "Khô"), None),
        (change("Tôm", "Khô"), None),
        (change("101129", "Khô", "revise", "title"), None),
    ],
)
async def test_ids_are_told_by_the_names_of_the_platform(
    one: Change, called: dict[str, str] | None
) -> None:
    named = await with_category_names(Guide((TOM, KHO)), plan(one))
    every = (*named.changes, *named.theirs, *(held.change for held in named.held))
    assert [each.called for each in every] == [called] * 3
    assert [replace(each, called=None) for each in every] == [one] * 3  # nothing else is touched


async def test_a_platform_that_does_not_tell_stops_nothing() -> None:
    made = plan(change("101129", "Khô"))
    assert await with_category_names(object(), made) is made
    assert await with_category_names(Guide(None), made) is made


async def test_nobody_is_asked_where_nothing_is_known_by_an_id() -> None:
    guide = Guide((TOM,))
    await with_category_names(guide, plan(change("Tôm", "Khô")))
    assert guide.asked_for == 0
