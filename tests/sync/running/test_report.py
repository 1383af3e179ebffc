"""What a round tells is said in the words of its platform."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sync.model import Change, Code, Held, Listing, Plan, Problem, Severity, ShopName
from sync.platforms import platforms
from sync.running.report import Report, in_words_of
from sync.wording import known_codes, say

SCHEDULED = Problem(
    code="publish_scheduled", severity="note", values={"shop": "a", "day": "2026-12-01"}
)
OWN = {"shopee": "Kênh Người Bán", "tiktok": "Trung tâm nhà bán hàng"}


def test_no_shared_sentence_names_the_seller_centre_of_one_platform() -> None:
    told = (text for code in known_codes() for text in say(code, {}))
    assert not [text for text in told if any(name in text for name in OWN.values())]


@pytest.mark.parametrize("platform", ["shopee", "tiktok"])
def test_people_are_sent_to_where_the_platforms_sellers_work(platform: str) -> None:
    found = (Problem(code="listing_banned", values={"code": "TOM"}), Problem(code="orders_unread"))
    plan = Plan(
        shop=ShopName("a"), changes=(), held=(), problems=found,
        observed_at=datetime.now(UTC), complete=True, digest="",
    )  # fmt: skip
    banned, unread = in_words_of(platforms()[platform].features, Report(plan)).problems
    assert OWN[platform] in say(banned.code, banned.values).todo
    assert unread == found[1]


def test_where_no_platform_is_at_hand_the_word_fits_all() -> None:
    assert "trang người bán" in say("listing_banned", {"code": "TOM"}).todo


def test_who_must_let_us_in_again_is_told_by_the_command_and_by_the_status() -> None:
    ended = Problem(code="authorization_ended")
    plan = Plan(
        shop=ShopName("a"), changes=(), held=(), problems=(ended,),
        observed_at=datetime.now(UTC), complete=False, digest="",
    )  # fmt: skip
    report = in_words_of(platforms()["shopee"].features, Report(plan))
    (told,) = report.problems
    assert say(told.code, told.values).todo.endswith("ocop connect --shop a")
    assert report.summary()["logged_out"] == 1
    assert say("authorization_ended", {}).todo == "Chủ gian hàng cần đăng nhập và cấp quyền lại"


@pytest.mark.parametrize(
    ("values", "release"),
    [
        ({"product": "TOM"}, "ocop release --product TOM"),
        ({"product": "TOM", "shop": "a"}, "ocop release --product TOM --shop a"),
        ({"shop": "a"}, "ocop release --shop a"),
        ({"all": "--all"}, "ocop release --all"),
    ],
)
def test_what_lets_a_held_change_go_on_is_printed_whole(
    values: dict[str, str], release: str
) -> None:
    told = {"about": "TOM", "who": "chị Út", "since": "2026-11-30T08:00:00+07:00", **values}
    assert say("held_by_person", told).todo == f"Cho chạy tiếp: {release}"


def held(code: str, severity: Severity) -> Held:
    listing = Listing(shop=ShopName("a"), code=Code("TOM"), offers=())
    change = Change(kind="publish", shop=ShopName("a"), code=Code("TOM"), after=listing)
    return Held(change=change, problem=Problem(code=code, severity=severity))


def test_only_what_a_yes_lets_go_is_counted_as_waiting_for_one() -> None:
    """What is to be mended, what a person holds back and what has its day wait for no yes."""
    day = replace(held("publish_scheduled", "note"), problem=SCHEDULED)
    waiting = (
        held("price_step", "hold"), held("options_missing", "stop"),
        held("picture_refused", "stop"), held("held_by_person", "hold"),
        held("policy_reports", "note"), day,
    )  # fmt: skip
    plan = Plan(
        shop=ShopName("a"), changes=(), held=waiting, problems=(),
        observed_at=datetime.now(UTC), complete=True, digest="",
    )  # fmt: skip
    counts = Report(plan).counts()
    assert (counts["held"], counts["left"], counts["to_mend"]) == (1, 4, 2)
    assert not Report(plan).true
