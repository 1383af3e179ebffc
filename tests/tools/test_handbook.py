"""The handbook tells of every field that the schemas know."""

from __future__ import annotations

import json
from pathlib import Path

from tools.handbook import FILES, page

ROOT = Path(__file__).parents[2]


def test_the_handbook_is_as_the_schemas_are() -> None:
    told = page(ROOT / "config")
    assert (ROOT / "docs" / "fields.md").read_text(encoding="utf-8") == told
    for name in FILES:
        schema = json.loads((ROOT / "config" / f"{name}.schema.json").read_text(encoding="utf-8"))
        for kind in schema["$defs"].values():
            assert [field for field in kind["properties"] if f"| `{field}`" not in told] == []
