"""What a second look at some listings puts in the place of the first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sync.model import Code, Listing, ShopName
from sync.running.observe import Observed

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def named(*ids: str | None) -> tuple[Listing, ...]:
    """Listings of one product, by their ids."""
    shop = ShopName("s")
    return tuple(Listing(shop=shop, code=Code("A"), offers=(), remote_id=each) for each in ids)


@pytest.mark.parametrize(
    ("before", "asked", "found", "after"),
    [
        (["1", "2"], ["1"], ["1"], ["2", "1"]),  # the twin stands there still
        (["1", "2"], ["1"], [], ["2"]),
        (["1"], [None], [], []),
        (["1"], [None], ["1"], ["1"]),
        ([], [None], ["1"], ["1"]),
    ],
)
def test_what_was_not_asked_for_is_left_as_it_was_seen(
    before: list[str], asked: list[str | None], found: list[str], after: list[str]
) -> None:
    seen = Observed(named(*before), complete=True, at=NOW)
    again = seen.refreshed(named(*asked), named(*found))
    assert [listing.remote_id for listing in again.listings] == after
