"""What a marketplace will ask is known before anything is sent."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox_client import operate

SHIPPED = Path(__file__).parents[3] / "config"
GUIDED = ("shopee-ca-mau", "lazada-ca-mau", "tiktok-ca-mau", "postmart-ca-mau")


@pytest.fixture
def shops(served: Any, tmp_path: Path) -> list[str]:
    """The shipped config with its shops in this sandbox; returns the options that choose it."""
    config = tmp_path / "config"
    config.mkdir()
    for file in SHIPPED.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for name, port in (
            ("shopee", 8711),
            ("lazada", 8712),
            ("tiktok", 8713),
            ("postmart", 8714),
        ):
            text = text.replace(f"http://127.0.0.1:{port}", served.credentials[name]["url"])
        (config / file.name).write_text(text, encoding="utf-8")
    (config / "catalog").symlink_to(SHIPPED / "catalog")
    return ["--config", "config", "--home", "kho"]


def calls(served: Any, platform: str) -> int:
    return int(operate(served.credentials[platform]["url"], "GET", "/calls")["total"])


@pytest.mark.parametrize("shop", GUIDED)
def test_a_category_is_found_by_words_without_accents(
    ocop: Any, shops: list[str], shop: str
) -> None:
    ran = ocop("categories", "--shop", shop, "mat", "ong", "--json", *shops)
    assert ran.code == 0, ran.out + ran.err
    best = ran.json()["categories"][0]
    assert "Mật ong" in best["path"].split(" > ")[-1]
    assert ran.json()["exact"] is True
    by_id = ocop("categories", "--shop", shop, str(best["id"]), "--json", *shops).json()
    assert by_id["categories"] == [best]
    assert by_id["asks"] == ran.json()["asks"]


def test_it_says_what_the_marketplace_asks_and_what_to_write(ocop: Any, shops: list[str]) -> None:
    ran = ocop("categories", "--shop", "shopee-ca-mau", "tom kho", *shops)
    assert "Bách Hóa Online > Thực phẩm khô > Tôm khô & hải sản khô hỏi:" in ran.out
    assert "shopee: Bách Hóa Online > Thực phẩm khô > Tôm khô & hải sản khô" in ran.out
    assert "Hạn sử dụng" in ran.out


def test_a_mistyped_word_brings_the_nearest_names(ocop: Any, shops: list[str]) -> None:
    ran = ocop("categories", "--shop", "shopee-ca-mau", "nuoc mem", "--json", *shops)
    assert ran.json()["exact"] is False
    assert any("Nước mắm" in one["path"] for one in ran.json()["categories"])
    nothing = ocop("categories", "--shop", "shopee-ca-mau", "xyzxyz", *shops)
    assert nothing.code == 3
    assert "Không ngành hàng nào" in nothing.out


def test_a_shop_without_categories_says_so(ocop: Any, shops: list[str]) -> None:
    ran = ocop("categories", "--shop", "voso-ca-mau", "mat ong", *shops)
    assert ran.code == 4
    assert "không cho hỏi ngành hàng" in ran.out


def test_the_tree_is_asked_for_once_a_day(ocop: Any, served: Any, shops: list[str]) -> None:
    ocop("categories", "--shop", "lazada-ca-mau", "mat ong", *shops)
    before = calls(served, "lazada")
    ocop("categories", "--shop", "lazada-ca-mau", "mat ong", *shops)
    assert calls(served, "lazada") - before <= 1  # whose shop the token opens


def test_check_says_offline_what_the_marketplace_would_refuse(
    ocop: Any, served: Any, first: list[str]
) -> None:
    assert ocop("plan", *first).code == 2
    served.stop()
    (catalog,) = Path("dau-tien/catalog").glob("*.yaml")
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r"\n +shelf_life:.*", "", text), encoding="utf-8")
    ran = ocop("check", "--json", *first)
    (foreseen,) = ran.json()["foreseen"]
    assert foreseen["at"] is not None
    codes = {problem["code"] for problem in foreseen["problems"]}
    assert "attribute_missing" in codes
    assert all(problem["severity"] != "stop" for problem in foreseen["problems"])
    assert all(problem["where"] for problem in foreseen["problems"])
    assert "Hạn sử dụng" in ocop("check", *first).out


def test_check_says_that_a_category_has_no_line_for_a_platform(ocop: Any, first: list[str]) -> None:
    categories = Path("dau-tien/categories.yaml")
    text = categories.read_text(encoding="utf-8")
    categories.write_text(re.sub(r"\n  shopee:.*", "", text), encoding="utf-8")
    ran = ocop("check", "--json", *first)
    assert ran.code == 0
    (problem,) = ran.json()["foreseen"][0]["problems"]
    assert problem["code"] == "category_without_line"
    assert problem["where"]["file"].endswith("categories.yaml")
    assert problem["values"]["codes"] == ["MAU-MATONG"]


def test_an_attribute_that_meets_none_of_theirs_is_told_once(ocop: Any, first: list[str]) -> None:
    (catalog,) = Path("dau-tien/catalog").glob("*.yaml")
    text = catalog.read_text(encoding="utf-8")
    attributes = '\n    attributes: {"Bảo hành": "12 tháng", "Xuất xứ": "Sao Hỏa"}\n    images:'
    catalog.write_text(text.replace("\n    images:", attributes, 1), encoding="utf-8")

    def told(ran: Any) -> list[str]:
        problems = [p for plan in json.loads(ran.out)["plans"] for p in plan["problems"]]
        return [p["values"]["name"] for p in problems if p["code"].startswith("attribute_")]

    assert "Bảo hành" in told(ocop("plan", "--json", *first))
    ran = ocop("sync", "--json", *first)
    assert "Bảo hành" in told(ran), ran.out
    assert told(ocop("sync", "--json", *first)) == []
    offline = ocop("check", "--json", *first).json()["foreseen"][0]["problems"]
    assert [p["values"]["name"] for p in offline if p["code"] == "attribute_unmet"] == ["Bảo hành"]
