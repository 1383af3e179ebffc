"""`ocop try` reads a shop as a first round would, and writes nothing there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sync.cli import trial
from tests.sandbox_client import operate
from tests.sync.cli.test_categories import GUIDED, shops

__all__ = ["shops"]  # the shipped config, in this sandbox
WRITES = ("create", "update", "add", "upload", "remove", "deactivate", "activate", "delete", "set_")


@pytest.mark.parametrize("shop", GUIDED)
def test_a_rehearsal_reads_everything_and_writes_nothing(
    ocop: Any, served: Any, shops: list[str], shop: str
) -> None:
    url = served.credentials[shop.split("-", maxsplit=1)[0]]["url"]
    operate(url, "DELETE", "/calls")
    ran = ocop("try", "--shop", shop, "--json", *shops)
    found = ran.json()
    assert found["failed"] == {}, ran.out
    assert ran.code == 0
    assert found["safe"] is True
    assert found["counts"]["categories"] > 0
    called = json.dumps(operate(url, "GET", "/calls"))
    assert not [word for word in WRITES if f"/{word}" in called or f"{word}_item" in called]
    report = json.loads(Path(found["file"]).read_text(encoding="utf-8"))
    assert report["endpoints"] == found["endpoints"]


def test_it_says_in_vietnamese_whether_to_begin(ocop: Any, shops: list[str]) -> None:
    assert "Bắt đầu được" in ocop("try", "--shop", "shopee-ca-mau", *shops).out


def test_nothing_is_written_where_nobody_says_yes(ocop: Any, served: Any, shops: list[str]) -> None:
    ran = ocop("try", "--shop", "shopee-ca-mau", "--write", *shops)
    assert ran.code == 1
    assert "--yes" in ran.err
    url = served.credentials["shopee"]["url"]
    assert "add_item" not in json.dumps(operate(url, "GET", "/calls"))


def test_a_trial_goes_on_with_the_product_that_was_begun(
    ocop: Any, served: Any, shops: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = served.credentials["lazada"]["url"]
    knobs = operate(url, "GET", "/knobs")
    delays = [name for name in knobs if name.endswith(("lag_s", "review_s"))]
    operate(url, "POST", "/knobs", dict.fromkeys(delays, 0.0))
    answers = ["c", "d"]
    monkeypatch.setattr(trial, "can_be_asked", lambda: True)
    monkeypatch.setattr(trial, "ask", lambda *_: {"c": "yes", "d": "stop"}[answers.pop(0)])
    begun = ocop("try", "--shop", "lazada-ca-mau", "--write", "--json", *shops).json()["write"]
    assert [step["step"] for step in begun] == ["publish"]
    other = ocop("try", "--shop", "lazada-ca-mau", "--write", "--product", "X", *shops)
    assert (other.code, "--product" in other.err) == (1, True)
    left = ocop("try", "--shop", "lazada-ca-mau", "--write", "--yes", "--json", *shops).json()
    assert [(step["step"], step["done"]) for step in left["write"]] == [
        ("edit", True),
        ("show", True),
        ("withdraw", True),
    ]
    report = json.loads(Path(left["file"]).read_text(encoding="utf-8"))
    assert report["write"] == left["write"]
    assert {step["remote_id"] for step in left["write"]} == {begun[0]["remote_id"]}
