"""A shop has one word for how it stands; all together match only when each does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sync.marketplace import Outstanding
from sync.model import DeveloperApp, Problem, Shop, ShopName
from sync.status import ShopStatus, Standing, named, scheduled, state
from sync.store import RoundRecord
from sync.store.shop_facts import PUBLISHES, ShopFacts

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
SHOP = ShopName("gian-hang")


def stands(last: RoundRecord | None, unanswered: int = 0) -> ShopStatus:
    app = DeveloperApp(name="a", platform="shopee", key="1", secret="s")
    shop = Shop(name=SHOP, platform="shopee", app=app, account="1")
    whole = last if last and last.finished_at else None
    return ShopStatus(shop=shop, last=last, whole=whole, unanswered=unanswered)


def ended(at: datetime = NOW, **summary: int) -> RoundRecord:
    return RoundRecord(id=1, shop=SHOP, started_at=at, finished_at=at, summary=summary)


ASKED = Problem(code="stock_fell", severity="hold")
FINE, HELD = stands(ended(held=0)), stands(ended(held=1))


def test_a_status_is_what_is_remembered_and_what_is_known_besides() -> None:
    facts = ShopFacts(last=ended(), unanswered=2, listings={"live": 3}, unmatched=1)
    known = ShopStatus.of(stands(None).shop, facts, login_ends_at=NOW)
    assert (known.last, known.unanswered, known.unmatched) == (ended(), 2, 1)
    assert (known.listings, known.login_ends_at) == ({"live": 3}, NOW)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (stands(None), "none"),
        (stands(RoundRecord(id=1, shop=SHOP, started_at=NOW)), "unfinished"),
        (stands(ended(held=0, done=5)), "fine"),
        (stands(ended(held=1)), "waiting"),
        (stands(ended(held=0, rejected=1)), "waiting"),
        (stands(ended(held=0), unanswered=1), "waiting"),
        (stands(ended(held=0, waiting=2)), "waiting"),
        (stands(ended(held=0, stuck=1)), "waiting"),
        (stands(ended(held=0, unread=1)), "waiting"),
        (replace(stands(ended(held=0, scoped=1)), whole=ended(held=2)), "waiting"),
        (replace(stands(ended(held=0, scoped=1, failed=1)), whole=ended(held=0)), "waiting"),
        (replace(stands(ended(held=0, scoped=1)), whole=ended(held=0)), "fine"),
        (replace(stands(ended(held=0, scoped=1)), whole=None), "none"),
        (stands(ended(NOW - timedelta(days=1), held=0)), "old"),
        (replace(FINE, listings={"live": 3, "banned": 1}), "locked"),
        (replace(FINE, questions=[ASKED]), "waiting"),
        (replace(FINE, outstanding=Outstanding(waiting=1)), "sent"),
        (stands(ended(held=0, broken_off=1)), "unfinished"),
    ],
)
def test_a_shop_has_one_word_for_how_it_stands(status: ShopStatus, word: str) -> None:
    assert state(status, NOW) == word


def test_new_listings_wait_for_their_days_the_next_first() -> None:
    later, sooner = "2026-12-02", "2026-12-01"
    waits = {"held": 0, f"{PUBLISHES}{later}": 2, f"{PUBLISHES}{sooner}": 3}
    found = scheduled(stands(replace(ended(), summary=waits)))
    assert list(found.items()) == [(sooner, 3), (later, 2)]
    assert scheduled(stands(None)) == {}


def test_a_round_names_what_is_locked_and_what_was_taken_back() -> None:
    round = replace(ended(), summary={"locked": ("KHO", "TOM"), "taken_back": "RUOC", "held": 1})
    assert named(round, "locked") == ("KHO", "TOM")
    assert (named(round, "taken_back"), named(round, "held"), named(None, "x")) == (
        ("RUOC",),
        (),
        (),
    )


def test_everything_matches_when_every_shop_does_and_nothing_else_is_wrong() -> None:
    whole = Standing(shops=[FINE], holds=[], doubt=None, unknown=0, service=None, blocked=False)
    assert whole.fine(NOW)
    assert not replace(whole, shops=[FINE, HELD]).fine(NOW)
    assert not replace(whole, blocked=True).fine(NOW)
    assert not replace(whole, faulty=True).fine(NOW)
    assert not replace(whole, doubt=ASKED).fine(NOW)
