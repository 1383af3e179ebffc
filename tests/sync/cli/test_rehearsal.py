"""`ocop try` reads a shop as a first round would, and writes nothing there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

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
