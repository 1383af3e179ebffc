"""`ocop sheet` as a cooperative types it: sent, answered, taken in, and what status says."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sync.cli import exits

SHIPPED = Path(__file__).parents[3] / "config"
SHOPS = """\
shops:
  - {name: san-tinh, platform: sheet, profile: mau-san, sells: [tan-tien]}
profiles:
  mau-san:
    sheet: Mau
    heading_row: 2
    columns:
      Tên hàng hoá: name
      Giá bán: price
      Trọng lượng (kg): {key: weight_g, unit: kg, decimals: 3}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """One cooperative, one shop that is reached by a workbook."""
    folder = tmp_path / "config"
    (folder / "catalog" / "images").mkdir(parents=True)
    for name in ("settings.yaml", "categories.yaml"):
        shutil.copy(SHIPPED / name, folder)
    shutil.copy(SHIPPED / "catalog" / "tan-tien.yaml", folder / "catalog")
    for image in (SHIPPED / "catalog" / "images").glob("tantien*"):
        shutil.copy(image, folder / "catalog" / "images")
    (folder / "shops.yaml").write_text(SHOPS, encoding="utf-8")
    return folder


def answered(home: Path) -> Path:
    (sent,) = (home / "exchange" / "san-tinh" / "gui-di").glob("*.xlsx")
    book = openpyxl.load_workbook(sent)
    sheet: Any = book["SanPham"]
    keys = {cell.value: cell.column for cell in sheet[2]}
    for line in range(3, sheet.max_row + 1):
        sheet.cell(line, keys["result"]).value = "Đã đăng"
        sheet.cell(line, keys["remote_id"]).value = f"SP{line}"
    book.save(home / "ket-qua.xlsx")
    return home / "ket-qua.xlsx"


def test_sent_is_not_live_until_the_result_is_taken_in(ocop: Any, config: Path) -> None:
    sent = ocop("sync", "--json")
    assert sent.code == exits.FINE
    assert {change["outcome"] for change in sent.json()["plans"][0]["changes"]} == {"sent"}
    told = ocop("sync")
    assert "chưa ai xác nhận" in told.out
    assert "Mọi thứ đã đúng" not in told.out
    status = ocop("status", "--json").json()["shops"][0]
    assert (status["state"], status["outstanding"]["waiting"] > 0) == ("sent", True)
    assert status["outstanding"]["since"]
    taken = ocop("sheet", "take-in", str(answered(Path("var"))), "--json")
    assert taken.code == exits.FINE
    assert taken.json()["listed"] == status["outstanding"]["waiting"]
    (said,) = ocop("log", "--json").json()["decisions"]
    assert (said["verdict"], bool(said["who"]), bool(said["origin"])) == ("take", True, True)
    assert ocop("plan").code == exits.FINE
    after = ocop("status", "--json").json()["shops"][0]
    assert (after["state"], after["outstanding"]["waiting"]) == ("fine", 0)
    assert after["outstanding"]["stock_sent_at"]


def test_sheet_alone_says_what_waits(ocop: Any, config: Path) -> None:
    assert "san-tinh: chưa gửi gì" in ocop("sheet").out
    ocop("sync")
    assert "chưa ai xác nhận" in ocop("sheet", "--shop", "san-tinh").out
    (shop,) = ocop("sheet", "--json").json()["shops"]
    assert (shop["shop"], shop["outstanding"]["listed"]) == ("san-tinh", 0)
    assert shop["outstanding"]["waiting"] > 0


def test_out_names_the_files_that_wait_and_asks_about_all_on_request(
    ocop: Any, config: Path
) -> None:
    sent = ocop("sheet", "out", "--json")
    assert sent.code == exits.FINE, sent.err
    assert [Path(file).suffix for file in sent.json()["files"]] == [".xlsx", ".zip"]
    result = answered(Path("var"))
    assert ocop("sheet", "take-in", str(result)).code == exits.FINE
    assert ocop("sheet", "out", "--json").json()["files"] == []
    (figures,) = ocop("sheet", "out", "--stock", "--json").json()["files"]
    assert figures.endswith("_giaton.xlsx")
    everything = ocop("sheet", "out", "--all", "--json").json()
    assert (everything["asked"], len(everything["files"])) == (sent_skus(result), 1)
    assert everything["plan"]["changes"] == []


def sent_skus(result: Path) -> int:
    rows: int = openpyxl.load_workbook(result)["SanPham"].max_row
    return rows - 2


def test_a_file_that_is_none_is_refused_and_kept_with_the_reason(ocop: Any, config: Path) -> None:
    ocop("sync")
    Path("hong.xlsx").write_bytes(b"PK hong")
    ran = ocop("sheet", "take-in", "hong.xlsx")
    assert ran.code == exits.WRONG_INPUT
    assert "hỏng" in ran.err
    why = Path("var/exchange/san-tinh/tu-choi/hong.xlsx.txt").read_text(encoding="utf-8")
    assert "hỏng" in why
    assert ocop("sheet", "take-in", "khong-co.xlsx").code == exits.WRONG_INPUT


def test_a_template_is_filled_by_the_shops_profile(ocop: Any, config: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Mau"
    sheet.append(["Kính gửi"])
    sheet.append(["Trọng lượng (kg)", "Giá bán", "Tên hàng hoá"])
    book.save("mau.xlsx")
    ran = ocop("sheet", "fill", "mau.xlsx", "--shop", "san-tinh", "--json")
    assert ran.code == exits.FINE, ran.err
    filled: Any = openpyxl.load_workbook(ran.json()["file"])["Mau"]
    assert filled.max_row == 2 + ran.json()["lines"]
    assert "Tân Tiến" in filled["C3"].value
    assert isinstance(filled["B3"].value, int)


def test_a_run_that_never_comes_back_can_be_closed(ocop: Any, config: Path) -> None:
    ocop("sync")
    ran = ocop("sheet", "close", "r0001", "--json")
    assert (ran.code, ran.json()["asked"] > 0) == (exits.FINE, True)
    assert ocop("sheet", "close", "r0042").code == exits.WRONG_INPUT


def test_a_shop_of_a_platform_with_apps_says_that_it_needs_one(ocop: Any, config: Path) -> None:
    text = SHOPS.replace("platform: sheet", "platform: tiktok").replace(", profile: mau-san", "")
    (config / "shops.yaml").write_text(text, encoding="utf-8")
    ran = ocop("plan", "--json")
    assert ran.json()["plans"][0]["problems"][0]["code"] == "app_missing"
