"""What somebody edited in the shop is written into the catalog, kept, or asked about."""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits
from tests.sync.cli.conftest import Served
from tests.sync.cli.test_consent import Person

SHOP = "gian-hang-tap"


class Kept:
    """A shop that stands as its one catalog file says, and a seller who edits there."""

    def __init__(self, ocop: Any, first: list[str], served: Served, folder: Path) -> None:
        self._ocop, self._options, self._served = ocop, first, served
        (self.file,) = (folder / "dau-tien" / "catalog").glob("*.yaml")
        self.shops = folder / "dau-tien" / "shops.yaml"
        assert self("sync").code == exits.FINE
        self.written = self.file.read_bytes()
        found = re.search(r"code: (\S+)", self.written.decode())
        assert found
        self.code = found[1]

    def __call__(self, *words: str) -> Any:
        return self._ocop(*words, *self._options)

    def edit(self, **values: Any) -> None:
        known = self._served.credentials["shopee"]
        wish = {"shop": known["shop"], "sku": self.code, "set": values}
        url, body = known["url"] + "/_sandbox/edit", json.dumps(wish).encode()
        with urllib.request.urlopen(url, body) as answer:
            assert json.load(answer) == {"edited": True}

    def leave(self, **fields: str) -> None:
        """Say in shops.yaml who decides what."""
        text = self.shops.read_text(encoding="utf-8")
        told = json.dumps(fields).replace('"', "")
        lines = re.sub(r"(\n +)(app: )", rf"\1fields: {told}\1\2", text, count=1)
        assert lines != text
        self.shops.write_text(lines, encoding="utf-8")

    def plan(self) -> Any:
        (plan,) = self("plan", "--json").json()["plans"]
        return plan


@pytest.fixture
def kept(ocop: Any, first: list[str], served: Served, tmp_path: Path) -> Kept:
    return Kept(ocop, first, served, tmp_path)


def test_a_title_and_a_price_of_the_shop_are_written_and_put_back(kept: Kept) -> None:
    kept.edit(title="Tên do người bán đặt lại trên sàn", price=123000)
    assert len(kept.plan()["changes"]) == 2

    taken = kept("take", SHOP, kept.code, "--yes", "--json")
    assert taken.code == exits.FINE
    body = taken.json()
    assert {tuple(each["fields"]) for each in body["taken"]} == {("title",), ("price",)}
    assert "Tên do người bán đặt lại trên sàn".encode() in kept.file.read_bytes()
    assert _comments(kept.file.read_bytes()) == _comments(kept.written)
    assert (kept.plan()["changes"], kept("sync").code) == ([], exits.FINE)

    log = kept("log", "--json").json()["decisions"]
    assert [one["verdict"] for one in log] == ["take", "take"]
    assert kept("undo", "edit", str(body["edit"])).code == exits.FINE
    assert kept.file.read_bytes() == kept.written
    assert kept("undo", "edit", "99").code == exits.WRONG_INPUT


def test_only_the_named_field_is_taken_and_only_when_a_person_says_yes(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.edit(title="Tên do người bán đặt lại trên sàn", price=123000)
    assert kept("take", SHOP, kept.code).code == exits.WRONG_INPUT  # nobody sits there
    monkeypatch.setattr(sys, "stdin", Person("k\n"))
    assert kept("take", SHOP, kept.code, "--field", "price").code == exits.NOT_ALL_TRUE
    assert kept.file.read_bytes() == kept.written
    monkeypatch.setattr(sys, "stdin", Person("c\n"))
    assert kept("take", SHOP, kept.code, "--field", "price").code == exits.FINE
    assert [each["fields"] for each in kept.plan()["changes"]] == [["title"]]


def test_a_story_is_taken_without_the_label_and_never_a_text_without_it(kept: Kept) -> None:
    kept.edit(description="Mô tả mới, không còn phần nhãn hàng hóa nào cả, viết cho thật dài.")
    left = kept("take", SHOP, kept.code, "--yes", "--json")
    assert left.code == exits.NOT_ALL_TRUE
    assert [one["why"] for one in left.json()["left"]] == ["take_label_edited"]

    (change,) = kept.plan()["changes"]
    kept.edit(description="Thêm một câu ở đầu. " + change["after"]["description"])
    assert kept("take", SHOP, kept.code, "--yes").code == exits.FINE
    assert kept.plan()["changes"] == []


def test_what_breaks_a_rule_is_put_back_and_said(kept: Kept) -> None:
    kept.edit(title="Mật ong rừng tràm OCOP 5 sao")
    refused = kept("take", SHOP, kept.code, "--yes")
    assert refused.code == exits.WRONG_INPUT
    assert "trả lại như cũ" in refused.err
    assert kept.file.read_bytes() == kept.written


def test_what_a_shop_does_not_sell_or_does_not_differ_in_is_said(kept: Kept) -> None:
    assert kept("take", SHOP, "KHONG-CO", "--yes").code == exits.WRONG_INPUT
    nothing = kept("take", SHOP, kept.code, "--yes")
    assert (nothing.code, "không khác danh mục" in nothing.out) == (exits.FINE, True)


def test_a_field_that_is_theirs_is_told_and_never_overwritten(kept: Kept) -> None:
    kept.leave(title="theirs", price="ask")
    kept.edit(title="Tên do người bán đặt lại trên sàn", price=123000)
    assert kept("sync").code == exits.NOT_ALL_TRUE  # the price waits
    plan = kept.plan()
    assert [each["fields"] for each in plan["theirs"]] == [["title"]]
    assert [(each["fields"], each["held"]["code"]) for each in plan["changes"]] == [
        (["price"], "field_asked")
    ]
    assert "để theo gian hàng" in kept("status").out
    assert kept("take", SHOP, kept.code, "--yes").code == exits.FINE
    assert (kept.plan()["theirs"], kept("sync").code) == ([], exits.FINE)


def test_status_does_not_forget_what_is_held_after_a_round_of_one_product(kept: Kept) -> None:
    text = kept.file.read_text(encoding="utf-8")
    second = text[text.index("  - code:") :].replace(kept.code, "THU-HAI")
    second = re.sub(r"name: .*", "name: Sản phẩm thứ hai của hợp tác xã", second, count=1)
    kept.file.write_text(text.rstrip("\n") + "\n" + second, encoding="utf-8")
    kept.leave(price="ask")
    assert kept("sync").code == exits.FINE
    kept.edit(price=123000)
    assert kept("sync").code == exits.NOT_ALL_TRUE
    assert kept("sync", "--product", "THU-HAI").code == exits.FINE
    status = kept("status", "--json")
    assert status.code == exits.NOT_ALL_TRUE
    assert [(one["held"], one["state"]) for one in status.json()["shops"]] == [(1, "waiting")]


def test_a_product_that_is_written_with_sold_no_is_hidden_at_once_and_told(kept: Kept) -> None:
    text = kept.file.read_text(encoding="utf-8")
    kept.file.write_text(text.replace("    name:", "    sold: no\n    name:", 1), encoding="utf-8")
    (change,) = kept.plan()["changes"]
    assert (change["kind"], change["reason"], change["held"]) == ("withdraw", "unsold", None)
    assert kept("sync").code == exits.FINE
    for command in ("check", "status"):
        assert kept.code in kept(command).out
        assert kept(command, "--json").json()["unsold"] == [kept.code]
    kept.file.write_text(text, encoding="utf-8")
    assert kept("sync").code == exits.FINE


def _comments(content: bytes) -> list[str]:
    return re.findall(r"#.*", content.decode())
