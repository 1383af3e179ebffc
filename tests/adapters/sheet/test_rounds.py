"""What the conformance suite asks of every marketplace, asked of a folder and a clerk."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sync.model import Certificate, Code, Count, Dong, Sku, Variant
from tests.adapters.sheet.stall import NAME, Stall


def plain(stall: Stall) -> Any:
    return stall.configuration.products[0]


def varied(stall: Stall) -> Any:
    return stall.configuration.products[1]


async def test_what_is_sent_is_live_only_when_a_result_says_so(stall: Stall) -> None:
    report = await stall.round()
    assert {outcome.status for outcome in report.outcomes} == {"sent"}
    listings = [listing async for listing in stall.market.listings({})]
    assert {listing.status for listing in listings} == {"reviewing"}
    assert all(listing.sent_at for listing in listings)
    stall.hand_in("Đã đăng")
    listings = [listing async for listing in stall.market.listings({})]
    assert {(listing.status, listing.sent_at) for listing in listings} == {("live", None)}


async def test_while_nobody_answers_nothing_is_sent_again(stall: Stall) -> None:
    await stall.round()
    files = stall.files()
    for _ in range(3):
        stall.reopen()
        report = await stall.round()
        assert report.plan.changes == ()
        assert {problem.code for problem in report.problems} == {"listing_sent"}
    assert stall.files() == files


async def test_published_and_confirmed_then_planned_again_is_empty(stocked: Stall) -> None:
    await stocked.is_true()


@pytest.mark.parametrize("field", ["name", "story", "brand"])
async def test_each_field_revised_alone_sends_one_row_with_that_field(
    stocked: Stall, field: str
) -> None:
    stocked.edit(plain(stocked).code, **{field: f"{getattr(plain(stocked), field) or ''} mới"})
    await stocked.round()
    (row,) = stocked.rows()
    assert row["action"] == "Sửa"
    heading = {"name": "Tên sản phẩm", "story": "Mô tả chi tiết", "brand": "Thương hiệu"}[field]
    assert heading in row["changed"]
    stocked.hand_in("Đã đăng")
    await stocked.is_true()


async def test_a_price_and_a_stock_go_out_in_the_small_file_and_count_as_sent(
    stocked: Stall,
) -> None:
    stocked.edit_variants(
        plain(stocked).code, lambda v: replace(v, price=Dong(v.price + 1000), stock=Count(3))
    )
    report = await stocked.round()
    assert sorted(o.change.kind for o in report.outcomes) == ["reprice", "restock"]
    assert {outcome.status for outcome in report.outcomes} == {"sent"}
    assert len(stocked.sent()) == 1, "no new workbook of products"
    assert len(list((stocked.folder / "gui-di").glob("*_giaton.xlsx"))) == 1
    await stocked.is_true()


async def test_a_row_with_a_new_name_shows_no_price_that_nobody_allowed_yet(stocked: Stall) -> None:
    (variant,) = plain(stocked).variants
    stocked.edit(plain(stocked).code, name=f"{plain(stocked).name} mới")
    stocked.edit_variants(plain(stocked).code, lambda v: replace(v, price=Dong(v.price * 10)))
    report = await stocked.round()
    assert [held.change.kind for held in report.plan.held] == ["reprice"]
    (row,) = stocked.rows()
    assert (row["action"], row["price"]) == ("Sửa", variant.price)


async def test_while_a_new_product_is_added_its_newest_figures_go_out(stall: Stall) -> None:
    """Its row says what was there that day; a person may be typing it at any time since."""
    await stall.round()
    before = {e.sku: e.row["stock"] for e in stall.records.entries.values()}
    (sold,) = plain(stall).variants
    stall.edit_variants(plain(stall).code, lambda v: replace(v, stock=Count(1), price=Dong(99_000)))
    report = await stall.round()
    assert sorted(o.change.kind for o in report.outcomes) == ["reprice", "restock"]
    (file,) = (stall.folder / "gui-di").glob("*_giaton.csv")
    figures = list(csv.reader(file.read_text("utf-8-sig").splitlines()))[2:]
    assert {sku: (price, stock) for sku, price, stock, _ in figures}[sold.sku] == ("99000", "1")
    assert {sku for sku, *_ in figures} == before.keys()
    again = await stall.round()
    assert again.plan.changes == ()
    stall.hand_in("Đã đăng")  # whichever of the two was typed, the true one goes out once more
    report = await stall.round()
    assert sorted(o.change.kind for o in report.outcomes) == ["reprice", "restock"]
    await stall.is_true()


@pytest.mark.parametrize("action", ["Hiện", "Kiểm tra"])
async def test_a_row_that_edits_nothing_names_the_figures_that_hold(
    stocked: Stall, action: str
) -> None:
    """Those of the row before may be years old; who shows it again may well type them."""
    (variant,) = plain(stocked).variants
    stocked.edit_variants(
        plain(stocked).code, lambda v: replace(v, stock=Count(2), price=Dong(v.price + 1000))
    )
    await stocked.round()
    if action == "Kiểm tra":
        assert stocked.market.ask_all()
    else:
        products = stocked.configuration.products
        stocked.sell(products[1:])
        await stocked.round()
        stocked.hand_in("Đã ẩn")
        stocked.sell(products)
        await stocked.round()
    row = next(row for row in stocked.rows() if row["sku"] == variant.sku)
    assert (row["action"], row["price"], row["stock"]) == (action, variant.price + 1000, 2)


async def test_sold_out_is_told_even_while_other_news_wait_for_an_answer(stocked: Stall) -> None:
    stocked.edit(plain(stocked).code, name=f"{plain(stocked).name} mới")
    await stocked.round()
    stocked.edit_variants(plain(stocked).code, lambda v: replace(v, stock=Count(0)))
    report = await stocked.round()
    assert [(o.change.kind, o.status) for o in report.outcomes] == [("restock", "sent")]
    stocked.hand_in("Đã đăng")
    await stocked.is_true()


async def test_withdrawn_and_restored(stocked: Stall) -> None:
    kept, gone = stocked.configuration.products
    stocked.sell([kept])
    await stocked.round()
    assert {row["action"] for row in stocked.rows()} == {"Ẩn"}
    stocked.hand_in("Đã ẩn")
    await stocked.is_true()
    stocked.sell([kept, gone])
    await stocked.round()
    assert {row["action"] for row in stocked.rows()} == {"Hiện"}
    stocked.hand_in("Đã đăng")
    await stocked.is_true()


async def test_still_on_sale_after_a_hide_is_asked_for_again(stocked: Stall) -> None:
    stocked.sell([plain(stocked)])
    await stocked.round()
    stocked.hand_in("Đã đăng")
    report = await stocked.round()
    assert [outcome.change.kind for outcome in report.outcomes] == ["withdraw"]


async def test_a_refusal_waits_for_the_catalog_to_be_mended(stall: Stall) -> None:
    await stall.round()
    sku = plain(stall).variants[0].sku
    stall.hand_in({s: "Từ chối" if s == sku else "Đã đăng" for s in stall.skus})
    files = stall.files()
    report = await stall.round()
    (held,) = report.plan.held
    assert held.problem.code == "refused_by_clerk"
    assert held.problem.values["why"] == "Ảnh mờ"
    assert report.plan.changes == ()
    assert stall.files() == files
    stall.edit(plain(stall).code, name=f"{plain(stall).name} mới")
    await stall.round()
    assert [row["action"] for row in stall.rows()] == ["Thêm"]
    stall.hand_in("Đã đăng")
    await stall.is_true()


async def test_a_refused_edit_leaves_the_listing_as_it_stood(stocked: Stall) -> None:
    stocked.edit(plain(stocked).code, name=f"{plain(stocked).name} mới")
    await stocked.round()
    stocked.hand_in("Từ chối")
    files = stocked.files()
    report = await stocked.round()
    assert [problem.code for problem in report.problems] == ["edit_refused"]
    assert stocked.files() == files
    (listing,) = [x async for x in stocked.market.listings({}) if x.code == plain(stocked).code]
    assert listing.status == "live"
    assert " mới" not in (listing.title or "")
    stocked.edit(plain(stocked).code, name=f"{plain(stocked).name} hơn")
    await stocked.round()
    assert [row["action"] for row in stocked.rows()] == ["Sửa"]
    stocked.hand_in("Đã đăng")
    await stocked.is_true()


async def test_a_refused_hide_is_told_and_not_asked_again(stocked: Stall) -> None:
    stocked.sell([plain(stocked)])
    await stocked.round()
    stocked.hand_in("Từ chối")
    sent = stocked.sent()
    report = await stocked.round()
    assert [outcome.status for outcome in report.outcomes] == ["rejected"]
    assert [problem.values["why"] for problem in report.problems] == ["Ảnh mờ"]
    assert stocked.sent() == sent


async def test_what_the_clerk_did_not_find_is_published_again(stocked: Stall) -> None:
    stocked.edit(plain(stocked).code, name=f"{plain(stocked).name} mới")
    await stocked.round()
    stocked.hand_in("Không thấy")
    await stocked.round()
    assert [row["action"] for row in stocked.rows()] == ["Thêm"]
    stocked.hand_in("Đã đăng")
    await stocked.is_true()


async def test_a_new_variant_is_added_alone_and_one_too_many_is_hidden(stocked: Stall) -> None:
    first, second, *others = varied(stocked).variants
    new = replace(first, sku=Sku("MOI-01"), options=(*first.options[:-1], "Loại mới"))
    stocked.edit(varied(stocked).code, variants=(first, second, *others, new))
    await stocked.round()
    assert [(row["action"], row["sku"]) for row in stocked.rows()] == [("Thêm", "MOI-01")]
    stocked.hand_in("Đã đăng")
    await stocked.is_true()
    stocked.edit(varied(stocked).code, variants=(first, second, *others))
    digest = (await stocked.round(purpose="look")).plan.digest
    await stocked.round(scope=approving(digest))
    assert [(row["action"], row["sku"]) for row in stocked.rows()] == [("Ẩn", "MOI-01")]
    stocked.hand_in("Đã ẩn")
    await stocked.is_true()


async def test_another_code_is_the_same_listing_and_the_old_code_may_be_given_anew(
    stocked: Stall,
) -> None:
    product, other = varied(stocked), plain(stocked)
    renamed = replace(product, code=Code("MA-KHAC"), name=f"{product.name} mới")
    stocked.sell([renamed, other])
    report = await stocked.round()
    assert report.plan.held == ()
    assert {row["action"] for row in stocked.rows()} == {"Sửa"}
    assert {row["group"] for row in stocked.rows()} == {product.code}
    stocked.hand_in("Đã đăng")
    await stocked.is_true()
    fresh = replace(other, code=product.code, variants=_named(other.variants, "MOI-01"))
    stocked.sell([renamed, other, fresh])
    await stocked.round()
    assert [(row["action"], row["sku"]) for row in stocked.rows()] == [("Thêm", "MOI-01")]
    stocked.hand_in("Đã đăng")
    await stocked.is_true()
    stocked.sell([other, fresh])
    await stocked.round()
    left = {(row["action"], row["sku"]) for row in stocked.rows()}
    assert left == {("Ẩn", variant.sku) for variant in product.variants}


def _named(variants: tuple[Variant, ...], sku: str) -> tuple[Variant, ...]:
    return tuple(replace(variant, sku=Sku(sku)) for variant in variants)


def approving(digest: str) -> Any:
    from sync.running.plan import Scope

    return Scope(None, digest)


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("at", ["before the book", "before the files", "after the files"])
async def test_killed_while_sending_nothing_is_lost_and_nothing_doubled(
    stall: Stall, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from adapters.sheet import adapter
    from adapters.sheet.run_files import RunFiles

    def die(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if at == "before the book":
            patch.setattr(adapter, "write_records", die)
        elif at == "before the files":
            patch.setattr(RunFiles, "lay", die)
        else:
            lay = RunFiles.lay

            def lay_and_die(*given: Any) -> None:
                lay(*given)
                raise Killed

            patch.setattr(RunFiles, "lay", lay_and_die)
        with pytest.raises(Killed):
            await stall.round()
    stall.later(minutes=10)
    stall.reopen()
    await stall.round()
    assert [run.state for run in stall.records.runs.values()] == ["sent"]
    assert len(stall.sent()) == 1
    assert sorted(row["sku"] for row in stall.rows()) == sorted(stall.skus)
    stall.hand_in("Đã đăng")
    await stall.round()
    await stall.is_true()
    assert await stall.store.journal.open_intents(NAME) == []


async def test_killed_between_the_file_and_the_journal(
    stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = stall.market.apply

    async def die(changes: Any) -> Any:
        await apply(changes)
        raise Killed

    monkeypatch.setattr(stall.market, "apply", die)
    with pytest.raises(Killed):
        await stall.round()
    stall.later(minutes=10)
    stall.reopen()
    await stall.round()
    assert len(stall.sent()) == 1
    stall.hand_in("Đã đăng")
    await stall.round()
    await stall.is_true()


async def test_a_folder_that_cannot_be_written_is_said_and_the_next_round_sends(
    stall: Stall,
) -> None:
    stall.folder.mkdir()
    (stall.folder / "gui-di").write_text("", encoding="utf-8")
    report = await stall.round()
    assert {outcome.problem.code for outcome in report.outcomes if outcome.problem} == {
        "exchange_unwritable"
    }
    (stall.folder / "gui-di").unlink()
    stall.reopen()
    await stall.round()
    assert sorted(row["sku"] for row in stall.rows()) == sorted(stall.skus)


async def test_a_run_that_is_closed_is_asked_about_and_never_added_again(stall: Stall) -> None:
    await stall.round()
    answered, *left = stall.skus
    stall.hand_in({answered: "Đã đăng"})
    stall.later(days=8)
    assert stall.market.close("r0001") == len(left)
    assert {(row["action"], row["sku"]) for row in stall.rows()} == {
        ("Kiểm tra", sku) for sku in left
    }
    report = await stall.round()
    assert report.plan.changes == ()
    stall.hand_in("Đã đăng")
    assert stall.market.tell_figures(), "what was told eight days ago is told anew"
    await stall.is_true()


async def test_it_says_since_when_it_waits_and_how_old_its_stock_is(stall: Stall) -> None:
    await stall.round()
    stands = stall.market.outstanding()
    assert (stands.waiting, stands.since) == (len(stall.skus), stall.at)
    assert stands.stock_sent_at is None, "nothing is on sale as far as anybody knows"
    sent_at = stall.at
    stall.hand_in("Đã đăng")
    stands = stall.market.outstanding()
    assert (stands.waiting, stands.since, stands.stock_sent_at) == (0, None, sent_at)


async def test_one_refused_variant_beside_others_is_sent_again_once_mended(stall: Stall) -> None:
    await stall.round()
    sku = varied(stall).variants[0].sku
    stall.hand_in({s: "Từ chối" if s == sku else "Đã đăng" for s in stall.skus})
    files = stall.files()
    report = await stall.round()
    assert [p.values["why"] for p in report.problems] == ["Ảnh mờ"]
    assert stall.files() == files
    stall.edit(varied(stall).code, name=f"{varied(stall).name} mới")
    await stall.round()
    actions = {row["sku"]: row["action"] for row in stall.rows()}
    assert actions == {v.sku: "Thêm" if v.sku == sku else "Sửa" for v in varied(stall).variants}
    stall.hand_in("Đã đăng")
    await stall.is_true()


CERTIFICATE = Certificate(
    stars=4,
    decision_no="3981/QĐ-UBND",
    issued_by="UBND tỉnh Cà Mau",
    issued_level="province",
    issued_on=date(2024, 1, 5),
    expires_on=date(2026, 11, 23),
)


@pytest.mark.parametrize("answered", [True, False])
async def test_a_file_with_stars_that_have_ended_is_out_of_date_and_a_fresh_one_lies_there(
    stall: Stall, *, answered: bool
) -> None:
    stall.sell([replace(plain(stall), certificate=CERTIFICATE)])
    await stall.round()
    assert [row["stars"] for row in stall.rows()] == ["4"]
    if answered:
        stall.hand_in("Đã đăng")
    stall.later(days=1)
    stall.reopen()
    report = await stall.round()
    assert [outcome.change.reason for outcome in report.outcomes] == ["claim_ended"]
    assert [row["stars"] for row in stall.rows()] == [None]
    assert not [row for row in stall.rows() if "OCOP" in f"{row['name']}{row['description']}"]
    old = sorted(file.name for file in (stall.folder / "gui-di").glob("het-hieu-luc_*.xlsx"))
    assert len(old) == (0 if answered else 1)
    stall.hand_in("Đã đăng")
    await stall.is_true()
    assert (await stall.round()).plan.changes == ()
