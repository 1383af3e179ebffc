"""What comes back: which file counts, which row counts, and what a spreadsheet does to values."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adapters.sheet.take_in import ACCEPTED, KEPT_FOR
from sync.marketplace import Rejected, file_exchange
from sync.marketplace.spreadsheet import OLE, read_grid
from sync.model import Form, Sku
from tests.adapters.sheet.stall import FIRST, Stall, stall_in


def codes(problems: Any) -> set[str]:
    return {problem.code for problem in problems}


def states(stall: Stall) -> dict[str, str]:
    return {entry.sku: entry.state for entry in stall.records.entries.values()}


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


TYPES = {"[Content_Types].xml": b"<Types/>"}
REFUSED_FILES = {
    "empty": (b"", "not_a_workbook"),
    "binary": (b"\x00\x01\x02" * 50, "not_a_workbook"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "not_a_workbook"),
    "a locked one": (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook_locked"),
    "an old one": (OLE + bytes(100), "workbook_old_format"),
    "an ods": (packed(mimetype=b"ods"), "workbook_old_format"),
    "another zip": (packed(a=b"b"), "not_a_workbook"),
    "macros": (packed(**TYPES, xl__vbaProject__bin=b"", **{"xl/vbaProject.bin": b""}),
               "workbook_macros"),
    "entities": (packed(**TYPES, **{"xl/workbook.xml": b"<!DOCTYPE x>"}), "workbook_damaged"),
    "torn": (packed(**TYPES)[:-30], "workbook_damaged"),
    "no workbook in it": (packed(**TYPES), "workbook_damaged"),
    "a cell at the end of the world": (
        packed(**TYPES, **{"xl/worksheets/a.xml": b'<c r="XFD1048576"><v>1</v></c>'}),
        "workbook_too_large",
    ),
    "ten megabytes": (bytes(11 * 1024 * 1024), "workbook_too_large"),
    "text without columns": (b"xin chao", "not_a_workbook"),
    "other columns": (b"a,b\n1,2\n", "workbook_columns"),
    "a line that ends early": (b"a,b,c\n1,2,3\n4,5", "workbook_cut"),
    "a figure that ends early": (b'"a","b"\n"1","12', "workbook_cut"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED_FILES)
async def test_a_file_that_cannot_be_trusted_changes_nothing(stall: Stall, name: str) -> None:
    content, code = REFUSED_FILES[name]
    await stall.round()
    files = stall.files()
    file = stall.home / "la.xlsx"
    file.write_bytes(content)
    with pytest.raises(Rejected) as refused:
        stall.market.take_in(file)
    assert refused.value.problem.code == code
    assert stall.files() == files


def test_a_zip_that_unpacks_without_end_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for number in range(3):
            archive.writestr(f"xl/{number}.bin", bytes(80 * 1024 * 1024))
    with pytest.raises(Rejected) as refused:
        read_grid(bomb.getvalue())
    assert refused.value.problem.code == "workbook_too_large"


async def test_a_file_that_nobody_filled_in_is_no_result(stall: Stall) -> None:
    await stall.round()
    with pytest.raises(Rejected) as refused:
        stall.hand_in({})
    assert refused.value.problem.code == "workbook_unfilled"


@pytest.mark.parametrize("handed_in", [True, False])
async def test_what_was_handed_in_a_year_ago_is_kept_no_longer(
    stall: Stall, *, handed_in: bool
) -> None:
    """Buyers' names may stand in it, also in a shop that hands in nothing any more."""
    await stall.round()
    old = stall.folder / ACCEPTED / "20251101-080000_ket-qua.xlsx"
    old.parent.mkdir()
    old.write_bytes(b"x")
    os.utime(old, times=((stall.now() - KEPT_FOR).timestamp() - 60,) * 2)
    if handed_in:
        stall.hand_in("Đã đăng")
    else:
        files = file_exchange(stall.market)
        assert files is not None
        files.forget_old()
    assert not old.exists()
    assert len(list(old.parent.iterdir())) == handed_in  # the one of today


async def test_the_file_of_another_shop_is_refused(stall: Stall, tmp_path: Path) -> None:
    await stall.round()

    def of_another(sheet: Any, _: Any) -> None:
        for line in sheet.parent["_meta"]:
            if line[0].value == "shop":
                line[1].value = "san-khac"

    with pytest.raises(Rejected) as refused:
        stall.hand_in("Đã đăng", also=of_another)
    assert refused.value.problem.code == "workbook_foreign"
    assert stall.market.addressee(stall.sent()[0]) == stall.shop.name


async def test_an_old_file_cannot_undo_a_newer_result(stocked: Stall) -> None:
    (old,) = stocked.sent()
    code = stocked.configuration.products[0].code
    for word in ("một", "hai"):
        stocked.edit(code, name=f"{stocked.configuration.products[0].name} {word}")
        await stocked.round()
        stocked.hand_in("Đã đăng")
    second = stocked.sent()[1]
    with pytest.raises(Rejected) as refused:
        stocked.hand_in("Không thấy", second)
    assert refused.value.problem.code == "workbook_stale"
    taken = stocked.hand_in("Không thấy", old)
    assert "row_stale" in codes(taken.problems)
    assert taken.absent == len(stocked.skus) - 1


async def test_a_closed_run_is_stale(stall: Stall) -> None:
    await stall.round()
    file = stall.sent()[0]
    stall.market.close("r0001")
    with pytest.raises(Rejected) as refused:
        stall.hand_in("Đã đăng", file)
    assert refused.value.problem.code == "workbook_stale"


async def test_the_same_bytes_are_taken_in_once(stall: Stall) -> None:
    await stall.round()
    file = stall.answered("Đã đăng")
    assert stall.market.take_in(file).listed == len(stall.skus)
    files = stall.files()
    assert codes(stall.market.take_in(file).problems) == {"taken_in_before"}
    assert stall.files() == files


async def test_a_second_result_for_the_same_run_wins(stall: Stall) -> None:
    await stall.round()
    stall.hand_in("Chờ duyệt")
    assert set(states(stall).values()) == {"review"}
    stall.hand_in("Đã đăng")
    await stall.is_true()


async def test_rows_without_an_answer_keep_waiting(stall: Stall) -> None:
    await stall.round()
    first = stall.skus[0]
    taken = stall.hand_in({first: "Đã đăng"})
    assert (taken.listed, taken.unanswered) == (1, len(stall.skus) - 1)
    assert [sku for sku, state in states(stall).items() if state == "listed"] == [first]


@pytest.mark.parametrize("word", ["da dang", " ĐÃ  ĐĂNG ", "Đã đăng", "đã đăng\u200b"])
async def test_a_result_counts_however_it_was_typed(stall: Stall, word: str) -> None:
    await stall.round()
    assert stall.hand_in(dict.fromkeys(stall.skus, word)).listed == len(stall.skus)


@pytest.mark.parametrize("word", ["ok", "xong", "Đã đăng?", "x", "1", "TRUE"])
async def test_a_word_that_is_no_result_confirms_nothing(stall: Stall, word: str) -> None:
    await stall.round()
    before = states(stall)
    taken = stall.hand_in(dict.fromkeys(stall.skus, word))
    assert codes(taken.problems) == {"result_unknown_word"}
    assert all(p.values["row"] and p.values["column"] for p in taken.problems)
    assert states(stall) == before


async def test_a_row_whose_code_and_line_disagree_is_ignored(stall: Stall) -> None:
    await stall.round()
    first, second, *_, last = (row["sku"] for row in stall.rows())

    def swap(sheet: Any, keys: dict[str, int]) -> None:
        sheet.cell(FIRST, keys["sku"]).value = last

    taken = stall.hand_in({second: "Đã đăng", first: "Đã đăng"}, also=swap)
    assert "row_mismatch" in codes(taken.problems)
    assert states(stall)[first] == "sent"


async def test_a_code_that_is_not_ours_is_never_adopted(stall: Stall) -> None:
    await stall.round()

    def add(sheet: Any, keys: dict[str, int]) -> None:
        line = sheet.max_row + 1
        sheet.cell(line, keys["sku"]).value = "LA-01"
        sheet.cell(line, keys["run_row"]).value = "r0009-001"
        sheet.cell(line, keys["result"]).value = "Đã đăng"

    taken = stall.hand_in({stall.skus[0]: "Đã đăng"}, also=add)
    assert "row_foreign" in codes(taken.problems)
    assert "LA-01" not in states(stall)


async def test_two_answers_for_one_code_count_for_none(stall: Stall) -> None:
    await stall.round()

    def double(sheet: Any, keys: dict[str, int]) -> None:
        line = sheet.max_row + 1
        for key in ("sku", "run_row"):
            sheet.cell(line, keys[key]).value = sheet.cell(FIRST, keys[key]).value
        sheet.cell(line, keys["result"]).value = "Từ chối"

    taken = stall.hand_in(dict.fromkeys(stall.skus, "Đã đăng"), also=double)
    assert "row_conflict" in codes(taken.problems)
    assert states(stall)[stall.rows()[0]["sku"]] == "sent"


async def test_what_was_typed_over_ours_is_told_and_put_right(stall: Stall) -> None:
    await stall.round()

    def edit(sheet: Any, keys: dict[str, int]) -> None:
        sheet.cell(FIRST, keys["name"]).value = "Tên do người đăng tự sửa"
        sheet.cell(FIRST, keys["price"]).value = "99.000 ₫"
        sheet.cell(FIRST + 1, keys["storage"]).value = "Để tủ đông"

    taken = stall.hand_in("Đã đăng", also=edit)
    assert taken.listed == len(stall.skus)
    assert {p.values["heading"] for p in taken.problems if p.code == "edited_by_hand"} >= {
        "Tên sản phẩm",
        "Bảo quản",
    }
    report = await stall.round()
    assert {o.change.kind for o in report.outcomes} == {"revise", "reprice"}
    assert {o.change.reason for o in report.outcomes} == {"drift"}
    stall.hand_in("Đã đăng")
    await stall.is_true()


async def test_a_damaged_cell_of_ours_never_blocks_the_result(stall: Stall) -> None:
    await stall.round()

    def spoil(sheet: Any, keys: dict[str, int]) -> None:
        sheet.cell(FIRST, keys["price"]).value = "72,5"
        sheet.cell(FIRST, keys["listed_on"]).value = "11/23/2026"

    taken = stall.hand_in("Đã đăng", also=spoil)
    assert taken.listed == len(stall.skus)
    assert [(p.values["row"], p.values["heading"]) for p in taken.problems
            if p.code == "cell_unreadable"] == [(3, "Giá bán (VNĐ)"), (3, "Ngày đăng")]  # fmt: skip


async def test_columns_and_rows_may_stand_in_any_order_under_other_rows(stall: Stall) -> None:
    await stall.round()
    file = stall.answered("Đã đăng")
    book = openpyxl.load_workbook(file)
    sheet: Any = book["SanPham"]
    lines = [[cell.value for cell in line][::-1] for line in sheet.iter_rows()]
    head, keys, *rows = lines
    sheet.delete_rows(1, sheet.max_row)
    for line in [["Kính gửi bưu điện"], [], head, keys, *rows[::-1]]:
        sheet.append(line)
    book.save(file)
    assert stall.market.take_in(file).listed == len(stall.skus)
    await stall.is_true()


async def test_without_the_row_of_keys_the_headings_do(stall: Stall) -> None:
    await stall.round()

    def drop(sheet: Any, _: Any) -> None:
        sheet.delete_rows(2)

    assert stall.hand_in("Đã đăng", also=drop).listed == len(stall.skus)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_a_csv_counts_like_a_workbook(stall: Stall, encoding: str, delimiter: str) -> None:
    await stall.round()
    rows = stall.rows()
    keys = list(rows[0])
    lines = [keys, *([row | {"result": "Đã đăng", "description": ""} for row in rows])]
    quoted = [
        delimiter.join(f'"{"" if cell is None else cell}"' for cell in _cells(line, keys))
        for line in lines
    ]
    file = stall.home / "ket-qua.csv"
    file.write_bytes("\r\n".join(quoted).encode(encoding))
    assert stall.market.take_in(file).listed == len(stall.skus)


def _cells(line: Any, keys: list[str]) -> list[Any]:
    return line if isinstance(line, list) else [line[key] for key in keys]


async def test_a_marketplaces_own_list_is_matched_by_sku(tmp_path: Path) -> None:
    form = Form(
        name="rieng",
        sheet="Xuat",
        results={"Trạng thái": "result", "Mã hàng": "sku", "Mã SP": "remote_id"},
        words={"Đã duyệt": "Đã đăng"},
    )
    async with stall_in(tmp_path, form) as stall:
        await stall.round()
        book = openpyxl.Workbook()
        sheet: Any = book.active
        sheet.title = "Xuat"
        sheet.append(["Mã hàng", "Trạng thái", "Mã SP"])
        sheet.append([stall.skus[0], "Đã duyệt", 123.0])
        sheet.append(["KHONG-CO", "Đã duyệt", 5])
        file = tmp_path / "xuat.xlsx"
        book.save(file)
        taken = stall.market.take_in(file)
        assert (taken.listed, taken.unanswered) == (1, len(stall.skus) - 1)
        assert codes(taken.problems) == {"row_foreign"}
        assert stall.records.entries[Sku(stall.skus[0])].remote_id == "123"


async def test_sales_become_orders_that_count_once(stocked: Stall) -> None:
    (file,) = stocked.sent()
    sku = stocked.skus[0]

    def sell(sheet: Any, _: Any) -> None:
        sheet.parent["BanHang"].append(["DH1", "20/11/2026", sku, 2, "Mới"])
        sheet.parent["BanHang"].append(["DH2", "20/11/2026", "LA", 2, "Mới"])

    taken = stocked.hand_in({}, file, also=sell)
    assert codes(taken.problems) == {"sale_unclear"}
    orders = [o async for o in stocked.market.orders(stocked.at.replace(hour=0), stocked.now())]
    assert [(o.reference, o.status, [(x.sku, x.quantity) for x in o.lines]) for o in orders] == [
        ("DH1", "sold", [(sku, 2)])
    ]

    def sell_again(sheet: Any, keys: dict[str, int]) -> None:
        sell(sheet, keys)
        sheet.parent["HuongDan"]["C1"] = "other bytes"

    with pytest.raises(Rejected) as refused:
        stocked.hand_in({}, file, also=sell_again)
    assert refused.value.problem.code == "workbook_unfilled"


async def test_a_refused_file_is_kept_with_the_reason(stall: Stall) -> None:
    file = stall.home / "hong.xlsx"
    file.write_bytes(b"PK hong")
    copy = stall.market.set_aside(file, "Tệp hỏng\n")
    assert copy.read_bytes() == b"PK hong"
    assert copy.with_name("hong.xlsx.txt").read_text(encoding="utf-8") == "Tệp hỏng\n"
