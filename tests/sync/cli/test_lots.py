"""A lot is added, printed and recalled from the command line, in every shop at once."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits
from tests.sync.cli.test_consent import Person
from tests.sync.labels.test_labels import read_back

SKU = "MAU-MATONG"
SITE = """
  - name: trang-web
    platform: site
    stock_rule: {share: shown}
    settings:
      address: https://htxtantien.vn
      name: Đặc sản Tân Tiến
      seller: {name: HTX Tân Tiến, address: Cà Mau, tax_code: "2001234565", phone: 0290 3812 345}
"""
SITE_FOLDER = Path("kho/exchange/trang-web/trang-web")


@pytest.fixture
def shop(ocop: Any, first: list[str], tmp_path: Path) -> Any:
    """A shop in the sandbox and a website, with one lot that both sell."""
    shops = tmp_path / "dau-tien" / "shops.yaml"
    shops.write_text(shops.read_text(encoding="utf-8") + SITE, encoding="utf-8")

    def call(*words: str) -> Any:
        return ocop(*words, *first)

    added = call("lots", "add", SKU, "L1", "--best-before", "2099-12-31", "--quantity", "20")
    assert (added.code, call("sync").code) == (exits.FINE, exits.FINE), added.err
    return call


def offered(shop: Any) -> dict[str, int]:
    (row,) = shop("stock", "--json").json()["stock"]
    return dict(row["offers"])


def catalog() -> str:
    (file,) = Path("dau-tien/catalog").glob("*.yaml")
    return file.read_text(encoding="utf-8")


def slips(shop: Any, page: Path) -> None:
    """A line that is deleted by hand puts no recalled lot on sale again."""
    (file,) = Path("dau-tien/catalog").glob("*.yaml")
    said = catalog()
    bare = re.sub(r",? *recalled: *(\{[^}]*\}|.*\n( +reason: .*\n)?)", "", said)
    assert "recalled" not in bare != said
    file.write_text(bare, encoding="utf-8")
    assert "recalled: no" in shop("sync").out
    assert (set(offered(shop).values()), "có vị lạ" in page.read_text("utf-8")) == ({0}, True)
    assert shop("lots", "--json").json()["lots"][0]["state"] == "recalled"
    file.write_text(said, encoding="utf-8")


def test_a_recall_takes_a_lot_off_sale_everywhere_and_can_be_undone(shop: Any) -> None:
    page = SITE_FOLDER / "t" / SKU / "L1" / "index.html"
    before = (catalog(), offered(shop), page.read_text(encoding="utf-8"))
    assert "ĐÃ THU HỒI" not in before[2]

    recalled = shop("lots", "recall", SKU, "L1", "--reason", "có vị lạ", "--yes", "--json")
    assert recalled.code == exits.FINE, recalled.out
    assert set(offered(shop).values()) == {0}
    assert "có vị lạ" in page.read_text(encoding="utf-8")
    (lot,) = shop("lots", "--json").json()["lots"]
    assert (lot["state"], lot["pages"]) == ("recalled", [f"https://htxtantien.vn/t/{SKU}/L1"])
    assert shop("labels", SKU).code == exits.WRONG_INPUT

    done = shop("log", "--json").json()["entries"]
    runs = {str(each["run"]) for each in done if "lots" in each.get("fields", ())}
    assert [shop("undo", run, "--field", "lots", "--yes").code for run in runs] == [
        exits.NOT_ALL_TRUE
    ]
    assert "có vị lạ" in page.read_text(encoding="utf-8")

    slips(shop, page)
    edit = str(recalled.json()["edit"])
    asked = shop("undo", "edit", edit)
    assert (asked.code, f"L1 ({SKU})" in asked.err) == (exits.WRONG_INPUT, True)
    assert shop("sync").code == exits.FINE
    assert set(offered(shop).values()) == {0}
    assert shop("undo", "edit", edit, "--yes").code == exits.FINE
    assert shop("sync").code == exits.FINE
    said = catalog().replace(", recalled: no", "").replace("    recalled: no\n", "")
    assert (said, offered(shop), page.read_text(encoding="utf-8")) == before


def test_nothing_is_recalled_without_a_yes(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = catalog()
    assert shop("lots", "recall", SKU, "L1").code == exits.WRONG_INPUT  # nobody sits there
    unknown = shop("lots", "recall", SKU, "L11", "--yes")
    assert (unknown.code, "L1." in unknown.err) == (exits.WRONG_INPUT, True)
    monkeypatch.setattr(sys, "stdin", Person("k\n"))
    asked = shop("lots", "recall", SKU, "L1")
    assert (asked.code, "20 đơn vị" in asked.out) == (exits.NOT_ALL_TRUE, True)
    assert catalog() == before


def test_every_code_leads_to_a_page_that_is_there(shop: Any) -> None:
    told = shop("labels", "--copies", "2", "--json")
    (label,) = told.json()["labels"]
    address = read_back(Path(label["code"]).read_bytes())
    assert address == label["address"]
    assert (SITE_FOLDER / address.removeprefix("https://htxtantien.vn/") / "index.html").is_file()
    assert Path(told.json()["file"]).read_text(encoding="utf-8").count("<section") == 2
    assert shop("labels", SKU, "--sheet", "a3").code == exits.WRONG_INPUT
    assert shop("labels", SKU, "--lot", "L7").code == exits.WRONG_INPUT
    assert shop("lots", "add", SKU, "L1").code == exits.WRONG_INPUT
