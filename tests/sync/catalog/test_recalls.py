"""Which lots a step back in the catalog would put on sale again."""

from __future__ import annotations

import pytest

from sync.catalog.editing.recalls import lifted_recalls, with_lifted

LOTS = "[{lot: L1, recalled: 2026-11-30}, {lot: L2}]"
NOW = f"products: [{{code: A, lots: {LOTS}}}, {{code: B, variants: [{{sku: B1, lots: {LOTS}}}]}}]"


@pytest.mark.parametrize(
    ("then", "lifted"),
    [
        (NOW, []),
        (NOW.replace(", recalled: 2026-11-30", "", 1), [("A", "L1")]),
        (NOW.replace("{sku: B1, lots: " + LOTS, "{sku: B1, lots: [{lot: L2}]"), [("B1", "L1")]),
        ("products: [{code: A}, {code: B, variants: x}]", [("A", "L1")]),  # of no lot any more
        ("products: [{code: C}]", []),
        (NOW.replace("2026-11-30", "No", 1), [("A", "L1")]),
        ("products: [", []),
        (None, []),
    ],
)
def test_a_recall_is_lifted_where_its_goods_stay(
    then: str | None, lifted: list[tuple[str, str]]
) -> None:
    assert lifted_recalls(NOW.encode(), then.encode() if then else None) == lifted
    assert lifted_recalls(None, NOW.encode()) == []


def test_a_file_says_which_lots_are_recalled_no_more() -> None:
    bare = NOW.replace(", recalled: 2026-11-30", "")
    said = with_lifted(bare.encode(), [("A", "L1"), ("B1", "L1")]).decode()
    assert said.replace(" ", "") == NOW.replace("2026-11-30", "no").replace(" ", "")
    assert lifted_recalls(said.encode(), bare.encode()) == []
