"""The whole way of a workbook through the real engine: out, by hand, back, and nothing is left."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl

from sync.model import DeveloperApp, Dong, Shop, ShopName, StockRule
from tests.adapters.sheet.stall import Stall


def handled(stall: Stall, seed: int) -> Path:
    """Fill the newest workbook in, then move its rows and columns about as a person may."""
    book: Any = openpyxl.load_workbook(stall.answered("Đã đăng"))
    sheet = book["SanPham"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    shuffled = random.Random(seed)
    order = shuffled.sample(range(len(lines[0])), len(lines[0]))
    head, keys, *rows = lines
    shuffled.shuffle(rows)
    book.remove(sheet)
    anew = book.create_sheet("SanPham")
    for line in ([None], head, keys, *rows):
        anew.append([line[n] if n < len(line) else None for n in order])
    book.save(target := stall.home / f"xao-tron-{seed}.xlsx")
    return target


async def test_out_by_hand_and_back_in_any_order_leaves_nothing_to_write(stall: Stall) -> None:
    report = await stall.round()
    assert {outcome.status for outcome in report.outcomes} == {"sent"}
    stall.later(minutes=1)
    taken = stall.market.take_in(handled(stall, seed=11))
    assert (taken.listed, taken.unanswered, taken.problems) == (len(stall.skus), 0, ())
    await stall.is_true()


async def test_the_manifest_names_the_plan_that_it_carries_out(stall: Stall) -> None:
    report = await stall.round()
    (manifest,) = (stall.folder / "gui-di").glob("*_r0001.json")
    assert f'"plan": "{report.plan.digest}"' in manifest.read_text(encoding="utf-8")


async def test_asked_about_everything_what_is_not_found_is_added_anew(stocked: Stall) -> None:
    lost, *_ = stocked.skus
    assert stocked.market.ask_all() == len(stocked.skus)
    assert stocked.market.ask_all() == 0, "nobody is asked twice"
    assert {row["action"] for row in stocked.rows()} == {"Kiểm tra"}
    assert stocked.market.unanswered() == stocked.sent()[-1:]
    stocked.hand_in({sku: "Không thấy" if sku == lost else "Đã đăng" for sku in stocked.skus})
    await stocked.round()
    assert [(row["action"], row["sku"]) for row in stocked.rows()] == [("Thêm", lost)]
    stocked.hand_in("Đã đăng")
    await stocked.is_true()


async def test_an_answer_taken_in_again_keeps_the_figures_told_since(stocked: Stall) -> None:
    code = stocked.configuration.products[0].code
    stocked.edit_variants(code, lambda v: replace(v, price=Dong(2 * (v.price or 0))))
    digest = (await stocked.round(purpose="look")).plan.digest
    await stocked.round(scope=approving(digest))
    before = {entry.sku: entry.price for entry in stocked.records.entries.values()}
    stocked.hand_in("Đã đăng", stocked.sent()[0])
    assert {entry.sku: entry.price for entry in stocked.records.entries.values()} == before
    await stocked.is_true()


def approving(digest: str) -> Any:
    from sync.running.plan import Scope

    return Scope(None, digest)


async def test_what_is_sold_there_is_filled_up_to_what_is_set_aside(stocked: Stall) -> None:
    app = DeveloperApp(name="", platform="sheet", key="", secret="")
    beside = Shop(name=ShopName("khac"), platform="sheet", app=app, account="khac")
    aside = replace(stocked.shop, stock_rule=StockRule(fixed=3))
    stocked.configuration = replace(stocked.configuration, shops=(aside, beside))
    stocked.reopen()
    sku = stocked.configuration.products[0].variants[0].sku

    def sold(order: str, of: str, quantity: int) -> Any:
        row = [order, "23/11/2026", of, quantity, "Mới"]
        return lambda sheet, _: sheet.parent["BanHang"].append(row)

    for shown in (0, 3):  # what may have been sold there meanwhile, the first answer tells
        await stocked.round()
        assert stocked.records.entries[sku].stock == shown
        stocked.later(minutes=5)
        stocked.hand_in("Đã đăng", also=sold(f"DH-{shown}", stocked.skus[-1], 1))
    stocked.hand_in("Đã đăng", also=sold("DH1", sku, 2))
    assert stocked.records.entries[sku].stock == 1, "the marketplace took them off by itself"
    report = await stocked.round()
    assert ("restock", sku) in [(o.change.kind, o.change.sku) for o in report.outcomes]
    assert stocked.records.entries[sku].stock == 3
    await stocked.is_true()


async def test_every_run_has_a_price_file_of_its_own(stocked: Stall) -> None:
    for _ in range(2):
        stocked.market.begin_run()
        stocked.later(minutes=5)
        assert stocked.market.tell_figures()
    assert len(list((stocked.folder / "gui-di").glob("*_giaton.xlsx"))) == 2
    assert stocked.market.outstanding().stock_sent_at == stocked.at


async def test_old_figures_and_late_answers_are_said_the_older_the_louder(stocked: Stall) -> None:
    stocked.market.ask_all()
    said = {}
    for days in (0.5, 1.1, 3.5, 8, 31):
        began = stocked.at
        stocked.at += timedelta(days=days)
        plan = (await stocked.round(purpose="look")).plan
        said[days] = [p.code for p in plan.problems if p.code != "listing_sent"]
        stocked.at = began
    assert said == {
        0.5: [],
        1.1: ["stock_figures_old"],
        3.5: ["stock_figures_stale"],
        8: ["answer_late", "stock_figures_stale"],
        31: ["answer_overdue", "stock_figures_stale"],
    }


async def test_of_merged_cells_only_the_first_line_is_confirmed(stall: Stall) -> None:
    await stall.round()

    def merge(sheet: Any, keys: dict[str, int]) -> None:
        column = keys["result"]
        sheet.merge_cells(
            start_row=3, end_row=sheet.max_row, start_column=column, end_column=column
        )

    taken = stall.hand_in("Đã đăng", also=merge)
    assert (taken.listed, taken.unanswered) == (1, len(stall.skus) - 1)
