"""People are told of a fault once, and once of its end; what passes by itself is not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.inventory import SalesSum
from sync.marketplace import Outstanding
from sync.model import BY_HAND, Alert, Code, DeveloperApp, Dong, Problem, Shop, ShopName, Told
from sync.status import (
    ShopStatus,
    Standing,
    alert_news,
    alerts_of,
    digest,
    news_message,
    state,
)
from sync.store import Decision, RoundRecord
from sync.store.instance import Instance

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
SHOP = ShopName("shopee-camau")
HELD = Alert("held", Problem(code="alert_held", values={"shop": SHOP, "count": 2}))
SLOW = Alert(
    "slow", Problem(code="alert_behind", values={"shop": SHOP}), lasts=timedelta(minutes=15)
)


def one(**more: object) -> ShopStatus:
    app = DeveloperApp(name="a", platform="shopee", key="1", secret="s")
    shop = Shop(name=SHOP, platform="shopee", app=app, account="1")
    record = RoundRecord(id=1, shop=SHOP, started_at=NOW, finished_at=NOW, summary={"held": 0})
    stands = ShopStatus(shop=shop, last=record, whole=record, unanswered=0)
    return replace(stands, **more)  # type: ignore[arg-type]


def standing(*shops: ShopStatus, **more: object) -> Standing:
    quiet = Standing(shops=shops, holds=[], doubt=None, unknown=0, service=None, blocked=False)
    return replace(quiet, **more)  # type: ignore[arg-type]


def keys(*shops: ShopStatus, **more: object) -> set[str]:
    return {each.key for each in alerts_of(standing(*shops, **more), {}, (), NOW)}


def ended(**summary: int) -> RoundRecord:
    return RoundRecord(id=1, shop=SHOP, started_at=NOW, finished_at=NOW, summary=summary)


def test_a_shop_that_matches_is_no_news() -> None:
    assert keys(one()) == set()


def test_what_waits_failed_or_is_locked_is_told_of_each_shop() -> None:
    last = ended(held=3, failed=1, left=2, to_mend=1)
    bad = one(last=last, whole=last, listings={"banned": 1})
    told = {f"{SHOP}|{what}" for what in ("held", "to_mend", "not_done", "locked")}
    assert keys(bad) == told
    kept_back = ended(held=0, left=2)  # by a person, or by the shop's policy
    assert keys(one(last=kept_back, whole=kept_back)) == set()
    assert state(one(last=kept_back, whole=kept_back), NOW) == "waiting"


def test_a_shop_that_no_round_can_be_made_of_is_told_with_its_reason() -> None:
    problem = Problem(code="login_ended")
    (alert,) = alerts_of(standing(one()), {SHOP: problem}, (), NOW)
    assert (alert.problem, alert.lasts) == (problem, timedelta(minutes=15))


def test_a_shop_that_was_not_seen_for_long_is_told() -> None:
    old = replace(ended(held=0), started_at=NOW - timedelta(days=2))
    assert keys(one(last=old, whole=old)) == {f"{SHOP}|behind"}


def test_a_consent_that_ends_within_two_weeks_is_told_and_one_that_lasts_is_not() -> None:
    assert keys(one(login_ends_at=NOW + timedelta(days=14))) == {f"{SHOP}|login"}
    assert keys(one(login_ends_at=NOW - timedelta(days=1))) == {f"{SHOP}|login"}
    assert keys(one(login_ends_at=NOW + timedelta(days=15))) == set()


def test_questions_of_stock_and_late_files_are_told_and_notes_are_not() -> None:
    asked = Problem(code="stock_fell", severity="hold", about="TOM")
    quiet = Problem(code="stock_fell_lately", severity="note", about="TOM")
    late = Outstanding(waiting=1, since=NOW - timedelta(days=8))
    found = keys(one(questions=[asked, quiet], outstanding=late))
    assert found == {f"{SHOP}|stock_fell|TOM|", f"{SHOP}|answer_late|{SHOP}|"}


def test_what_concerns_more_than_one_shop_is_told_once() -> None:
    doubt = Problem(code="home_moved")
    paper = Alert("paper", Problem(code="renew_ocop"))
    whole = standing(one(), one(), doubt=doubt, unknown=2, blocked=True)
    found = [each.key for each in alerts_of(whole, {}, [paper], NOW)]
    assert found == ["home", "catalog", "unknown", "paper"]


def test_a_fault_is_told_once_and_its_end_once() -> None:
    first = alert_news([], [HELD], NOW)
    again = alert_news(first.standing, [HELD], NOW + timedelta(minutes=1))
    over = alert_news(again.standing, [], NOW + timedelta(minutes=2))
    after = alert_news(over.standing, [], NOW + timedelta(minutes=3))
    assert [len(news.fired) for news in (first, again, over, after)] == [1, 0, 0, 0]
    assert [len(news.ended) for news in (first, again, over, after)] == [0, 0, 1, 0]


def test_what_passes_by_itself_is_told_only_when_it_lasts() -> None:
    first = alert_news([], [SLOW], NOW)
    lasting = alert_news(first.standing, [SLOW], NOW + timedelta(minutes=15))
    passed = alert_news(first.standing, [], NOW + timedelta(minutes=5))
    assert (first.fired, lasting.fired) == ((), (SLOW,))
    assert (passed.fired, passed.ended) == ((), ())


def test_the_end_of_a_notice_of_papers_is_no_news() -> None:
    paper = Told(replace(HELD, ends=False), NOW, told=True)
    assert alert_news([paper], [], NOW).ended == ()


def test_a_clock_that_went_back_tells_nothing_twice() -> None:
    told = Told(HELD, NOW + timedelta(days=300), told=True)
    news = alert_news([told], [HELD], NOW)
    assert (news.fired, news.standing) == ((), (Told(HELD, NOW, told=True),))


KEYS = st.lists(st.sampled_from("abcdef"), unique=True)


@given(st.lists(KEYS, max_size=12))
def test_whatever_comes_and_goes_each_end_follows_one_beginning(looks: list[list[str]]) -> None:
    known: tuple[Told, ...] = ()
    begun, over = dict.fromkeys("abcdef", 0), dict.fromkeys("abcdef", 0)
    for minute, look in enumerate(looks):
        alerts = [replace(HELD, key=key) for key in look]
        news = alert_news(known, alerts, NOW + timedelta(minutes=minute))
        known = news.standing
        for alert in news.fired:
            begun[alert.key] += 1
        for told in news.ended:
            over[told.alert.key] += 1
    last = looks[-1] if looks else []
    assert all(begun[key] - over[key] == (key in last) for key in begun)


def test_news_are_words_with_what_to_do_the_urgent_first() -> None:
    warning = Alert("a", Problem(code="alert_catalog", severity="warning"))
    stop = Alert("z", Problem(code="alert_catalog", severity="stop"))
    news = alert_news([Told(HELD, NOW, told=True)], [warning, stop], NOW)
    message = news_message(news, "vi")
    assert message is not None
    assert message.subject == "OCOP Sync: 2 việc cần xem · 1 việc đã hết"
    assert message.text.count("ocop check") == 2
    assert message.text.endswith("Đã hết:\n- shopee-camau: 2 thay đổi chờ bạn duyệt.")
    assert news_message(alert_news([], [], NOW), "vi") is None


def test_many_faults_make_one_message_that_counts_the_rest() -> None:
    many = [replace(HELD, key=str(number)) for number in range(31)]
    message = news_message(alert_news([], many, NOW), "en")
    assert message is not None
    assert message.text.splitlines()[-1] == "… and 1 more"


def test_the_sum_of_a_day_says_what_was_sold_what_is_wrong_and_that_nothing_runs() -> None:
    sales = {
        SHOP: SalesSum(orders=3, units=7, money=Dong(0), unpriced=7),
        BY_HAND: SalesSum(orders=1, units=2, money=Dong(130_000), unpriced=0),
    }
    message = digest(date(2026, 11, 30), sales, standing(one()), [HELD], "vi")
    assert message.subject == "OCOP Sync sáng 30/11/2026"
    assert "- shopee-camau: 3 đơn, 7 món" in message.text
    assert "- bán tại chỗ: 1 đơn, 2 món" in message.text
    assert "2 thay đổi chờ bạn duyệt" in message.text
    assert "ocop serve" in message.text


def test_a_service_at_work_is_no_news_and_what_people_stopped_is_recalled() -> None:
    at_work = Instance(pid=1, host="may", started_at=NOW.isoformat())
    held = Decision(at=NOW, who="lan", origin="here", verdict="hold", shop=SHOP, code=Code("TOM"))
    message = digest(date(2026, 11, 30), {}, standing(service=at_work, holds=[held]), [], "vi")
    assert "TOM" in message.text
    assert "ocop serve" not in message.text


def test_a_quiet_day_is_told_as_well() -> None:
    message = digest(date(2026, 11, 30), {}, standing(one()), [], "vi")
    assert "chưa có đơn nào" in message.text
    assert "Mọi thứ khớp." in message.text
