"""Plans, reports, the journal and the status, as people and as machines read them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.console import Console

from sync.app import ShopFailed
from sync.cli import exits
from sync.cli.log import show_entries
from sync.cli.rounds import is_silent_sandbox, plan_exit, sync_exit, watching
from sync.cli.status import show_status
from sync.cli.tables import show_plan, show_report
from sync.cli.terminal import Terminal
from sync.model import (
    Change,
    Code,
    DeveloperApp,
    Dong,
    Held,
    Listing,
    Offer,
    Outcome,
    Plan,
    Problem,
    Shop,
    ShopName,
    Sku,
)
from sync.output.changes import plan_json, report_json, unreached_json
from sync.output.log import entry_json
from sync.output.status import status_json
from sync.running.report import Report
from sync.status import ShopStatus
from sync.store import Entry, RoundRecord

SHOP = ShopName("gian-hang")
AT = datetime(2026, 11, 20, 1, 15, 2, tzinfo=UTC)
UNREACHABLE = Problem(
    code="unreachable", values={"host": "127.0.0.1:8711", "path": "/", "why": "ConnectError"}
)


def listing(price: int, quantity: int = 9) -> Listing:
    offer = Offer(sku=Sku("TOM-200"), price=Dong(price), quantity=quantity)
    return Listing(shop=SHOP, code=Code("TOM"), offers=(offer,), title="Tôm khô", status="live")


REPRICE = Change(
    kind="reprice", shop=SHOP, code=Code("TOM"), sku=Sku("TOM-200"), fields=("price",),
    before=listing(270_000), after=listing(285_000), reason="catalog",
)  # fmt: skip
PUBLISH = Change(
    kind="publish", shop=SHOP, code=Code("TOM"), after=listing(285_000), reason="new",
)  # fmt: skip
HELD = Held(
    change=REPRICE, problem=Problem(code="shop_busy", severity="hold", values={"shop": SHOP})
)


def plan(*changes: Change, held: tuple[Held, ...] = (), complete: bool = True) -> Plan:
    return Plan(
        shop=SHOP, changes=changes, held=held, problems=(), observed_at=AT,
        complete=complete, digest="abc123",
    )  # fmt: skip


@pytest.fixture
def terminal() -> Terminal:
    """A terminal in a pipe, 110 columns wide."""
    return seen_on(110)


def seen_on(width: int, *, tty: bool = False) -> Terminal:
    terminal = Terminal("vi", "people")
    terminal.output = Console(
        file=io.StringIO(), width=width, force_terminal=tty, markup=False, highlight=False
    )
    return terminal


def text(terminal: Terminal) -> str:
    file = terminal.output.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def test_a_plan_is_told_with_old_value_new_value_and_reason(terminal: Terminal) -> None:
    show_plan(terminal, plan(REPRICE, PUBLISH))
    assert text(terminal) == (
        "Gian hàng gian-hang\n"
        "Việc      Sản phẩm  Cũ → mới                                       Vì sao\n"
        "đổi giá   TOM-200   giá: 270.000 ₫ → 285.000 ₫                     danh mục đã sửa\n"
        "đăng bán  TOM       Tôm khô (1 SKU), 285.000 ₫, tồn 9, 0 hình ảnh  sản phẩm mới\n"
        "2 thay đổi sẽ làm, 0 việc chờ bạn duyệt. Mã kế hoạch: abc123\n"
        "Thực hiện: ocop sync"
    )


def test_a_plan_without_changes_says_that_all_is_true(terminal: Terminal) -> None:
    show_plan(terminal, plan())
    assert text(terminal) == "Gian hàng gian-hang\nĐã khớp danh mục, không có gì phải đổi."


def test_what_is_held_comes_with_the_command_that_allows_it(terminal: Terminal) -> None:
    show_plan(terminal, plan(held=(HELD,)))
    assert "ocop sync --shop gian-hang --approve abc123" in text(terminal)
    assert "0 thay đổi sẽ làm, 1 việc chờ bạn duyệt." in text(terminal)


LATER = Held(
    change=PUBLISH,
    problem=Problem(
        code="publish_scheduled",
        severity="note",
        values={"shop": SHOP, "day": "2026-12-01", "per_day": 100},
    ),
)


def test_a_listing_that_waits_for_its_day_asks_for_no_approval(terminal: Terminal) -> None:
    show_plan(terminal, plan(REPRICE, held=(LATER,)))
    told = text(terminal)
    assert "Sẽ đăng ngày 01/12/2026" in told
    assert "1 thay đổi sẽ làm, 0 việc chờ bạn duyệt." in told
    assert "gian-hang: 1 sản phẩm mới chờ đăng ngày 01/12/2026." in told
    assert "--approve" not in told


def test_the_status_says_how_many_wait_for_which_day(terminal: Terminal) -> None:
    summary = Report(plan(held=(LATER, LATER))).summary()
    status = stands(ended(**summary))
    show_status(terminal, [status], "Asia/Ho_Chi_Minh")
    assert "gian-hang: 2 sản phẩm mới chờ đăng ngày 01/12/2026." in text(terminal)
    assert status_json(status, "vi")["scheduled"] == {"2026-12-01": 2}


def test_the_status_names_what_is_locked_and_what_stands_as_taken_back(terminal: Terminal) -> None:
    locked = Problem(code="listing_banned", severity="warning", about="TOM", values={"why": "x"})
    back = Problem(code="taken_back_stands", severity="warning", values={"codes": "KHO, RUOC"})
    summary = Report(replace(plan(), problems=(locked, back))).summary()
    status = replace(stands(ended(**summary)), listings={"banned": 1})
    show_status(terminal, [status], "Asia/Ho_Chi_Minh")
    assert "sàn đang khóa 1 và từ chối 0 sản phẩm (TOM); chúng không bán được." in text(terminal)
    assert "KHO, RUOC đứng như đã lấy lại (ocop undo), chưa theo danh mục." in text(terminal)
    assert (status_json(status, "vi")["locked"], summary["stuck"]) == (["TOM"], 1)


def test_a_report_tells_the_outcome_of_each_change_and_why_it_failed(terminal: Terminal) -> None:
    failed = Outcome(change=REPRICE, status="failed", problem=UNREACHABLE)
    show_report(terminal, Report(plan(PUBLISH, REPRICE), (done(PUBLISH), failed)))
    told = text(terminal)
    assert "sản phẩm mới     thành công" in told
    assert "danh mục đã sửa  thất bại" in told
    assert "! Không kết nối được tới 127.0.0.1:8711" in told
    assert "Hoàn thành 1, thất bại 1, chờ bạn duyệt 0." in told


def test_on_a_narrow_terminal_a_row_becomes_a_block_of_lines() -> None:
    narrow = seen_on(40)
    show_plan(narrow, plan(REPRICE))
    told = text(narrow)
    assert "Việc: đổi giá\nSản phẩm: TOM-200\nCũ → mới: giá: 270.000 ₫ → 285.000 ₫" in told
    assert max(map(len, told.splitlines())) <= 40


def test_only_a_terminal_gets_colours_and_lines() -> None:
    for tty in (True, False):
        terminal = seen_on(100, tty=tty)
        show_plan(terminal, plan(REPRICE))
        assert ("\x1b[" in text(terminal)) is tty
        assert ("─" in text(terminal)) is tty


def done(change: Change) -> Outcome:
    return Outcome(change=change, status="done", remote_id="77")


def test_the_json_of_a_plan_has_the_promised_shape() -> None:
    shape = plan_json(plan(REPRICE, held=(HELD,)), "vi")
    assert list(shape) == ["shop", "digest", "complete", "changes", "theirs", "problems"]
    going, held = shape["changes"]
    assert going == {
        "kind": "reprice", "code": "TOM", "sku": "TOM-200", "fields": ["price"],
        "before": {"price": 270_000}, "after": {"price": 285_000}, "reason": "catalog",
        "held": None,
    }  # fmt: skip
    assert held["held"]["code"] == "shop_busy"
    json.dumps(shape)


def test_the_json_of_a_report_has_an_outcome_for_every_change() -> None:
    shape = report_json(Report(plan(REPRICE, PUBLISH, held=(HELD,)), (done(REPRICE),)), "vi")
    assert [change["outcome"] for change in shape["changes"]] == ["done", "none", "held"]
    assert shape["changes"][0]["remote_id"] == "77"
    json.dumps(shape)


def test_a_shop_out_of_reach_has_the_shape_of_a_plan_that_decides_nothing() -> None:
    shape = unreached_json(SHOP, UNREACHABLE, "en")
    assert shape["complete"] is False
    assert shape["changes"] == []
    assert shape["problems"][0]["values"]["host"] == "127.0.0.1:8711"


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([Report(plan())], exits.FINE),
        ([Report(plan(REPRICE))], exits.WOULD_CHANGE),
        ([Report(plan(held=(HELD,)))], exits.WOULD_CHANGE),
        ([Report(plan(complete=False))], exits.OUT_OF_REACH),
        ([Report(plan(REPRICE)), ShopFailed(SHOP, UNREACHABLE)], exits.OUT_OF_REACH),
    ],
)
def test_plan_ends_with_0_2_or_4(results: Any, code: int) -> None:
    assert plan_exit(results) == code


class Sound:
    """A configuration without errors."""

    stops = ()


class Frozen:
    """A configuration with an error: a product that is named, or a file that nobody can read."""

    stops = (Problem(code="yaml_syntax"),)


@pytest.mark.parametrize(
    ("results", "configuration", "code"),
    [
        ([Report(plan())], Sound, exits.FINE),
        ([Report(plan(REPRICE), (done(REPRICE),))], Sound, exits.FINE),
        ([Report(plan())], Frozen, exits.NOT_ALL_TRUE),
        ([Report(plan(held=(HELD,)))], Sound, exits.NOT_ALL_TRUE),
        ([Report(plan()), ShopFailed(SHOP, UNREACHABLE)], Sound, exits.NOT_ALL_TRUE),
        ([ShopFailed(SHOP, UNREACHABLE)], Sound, exits.OUT_OF_REACH),
    ],
)
def test_sync_ends_with_0_3_or_4(results: Any, configuration: Any, code: int) -> None:
    assert sync_exit(results, configuration) == code


def test_only_a_silent_address_on_this_machine_is_a_silent_sandbox() -> None:
    assert is_silent_sandbox(UNREACHABLE)
    assert is_silent_sandbox(Problem(code="unreachable", values={"host": "[::1]:8711"}))
    assert not is_silent_sandbox(Problem(code="unreachable", values={"host": "example.com"}))
    assert not is_silent_sandbox(Problem(code="answer_lost", values={"host": "127.0.0.1"}))


ENTRY = Entry(
    id=7, round_id=3, at=AT, change=REPRICE, status="done", remote_id="77",
    finished_at=AT + timedelta(seconds=1),
)  # fmt: skip


def test_the_journal_is_told_on_the_clock_of_vietnam() -> None:
    terminal = seen_on(140)
    show_entries(terminal, [ENTRY], "Asia/Ho_Chi_Minh")
    assert text(terminal).splitlines()[1] == (
        "20/11/2026 08:15:02  3     gian-hang  đổi giá  TOM-200   "
        "giá: 270.000 ₫ → 285.000 ₫  danh mục đã sửa  thành công"
    )


def test_the_json_of_an_entry_says_when_and_why(terminal: Terminal) -> None:
    shape = entry_json(ENTRY, terminal.language)
    assert (shape["at"], shape["reason"], shape["before"]) == (
        "2026-11-20T01:15:02+00:00", "catalog", {"price": 270_000},
    )  # fmt: skip


def test_what_is_left_to_the_shop_is_told_apart_and_how_to_take_it(terminal: Terminal) -> None:
    show_plan(terminal, replace(plan(), theirs=(REPRICE,)))
    told = text(terminal)
    assert "Khác danh mục ở 1 chỗ, để theo gian hàng (fields: theirs); không đổi:" in told
    assert "giá: 270.000 ₫ → 285.000 ₫" in told
    assert told.endswith("ocop take gian-hang TOM")


def test_nothing_to_do_is_not_the_same_as_all_is_well(terminal: Terminal) -> None:
    banned = Problem(code="listing_banned", severity="warning", values={"why": ""}, about="TOM")
    show_plan(terminal, replace(plan(), problems=(banned,)))
    assert "điều dưới đây cần người" in text(terminal)
    assert "Đã khớp danh mục" not in text(terminal)


def stands(last: RoundRecord | None, unanswered: int = 0) -> ShopStatus:
    app = DeveloperApp(name="a", platform="shopee", key="1", secret="shpk-secret")
    shop = Shop(name=SHOP, platform="shopee", app=app, account="1")
    whole = last if last and last.finished_at else None
    return ShopStatus(shop=shop, last=last, whole=whole, unanswered=unanswered)


def ended(**summary: Any) -> RoundRecord:
    now = datetime.now(UTC)
    return RoundRecord(id=1, shop=SHOP, started_at=now, finished_at=now, summary=summary)


def long_ago() -> RoundRecord:
    return RoundRecord(id=1, shop=SHOP, started_at=AT, finished_at=AT, summary={"held": 0})


def test_a_status_in_json_has_the_word_and_no_secret() -> None:
    found = status_json(stands(ended(held=1)), "vi")
    assert found["state"] == "waiting"
    assert "shpk" not in json.dumps(found)


def test_the_status_is_one_row_a_shop(terminal: Terminal) -> None:
    show_status(terminal, [stands(ended(held=0, done=5))], "Asia/Ho_Chi_Minh")
    assert text(terminal).splitlines()[1].split("  ")[:2] == ["gian-hang", "shopee"]
    assert text(terminal).endswith("khớp")


def test_a_terminal_shows_a_bar_for_each_step_and_a_pipe_nothing() -> None:
    for tty in (True, False):
        terminal = seen_on(100)
        terminal.notes = Console(file=io.StringIO(), width=100, force_terminal=tty)
        with watching(terminal) as progress:
            progress.step(SHOP, "observe", 5, None)
            progress.step(SHOP, "apply", 3, 10)
        assert isinstance(terminal.notes.file, io.StringIO)
        drawn = terminal.notes.file.getvalue()
        assert ("gian-hang: áp dụng thay đổi" in drawn) is tty
        assert ("3/10" in drawn) is tty
        assert text(terminal) == ""
