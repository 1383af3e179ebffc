"""What real platforms answered, each read by the adapter's own code.

A case is a file `<platform>/<name>.json`: `source` (who recorded it, where and when), `recorded`
(what of it is recorded, what composed), `feed` (a name in `<platform>/feeds.py`, whose `FEEDS`
maps it to a function of `data`), `data` (what came from the platform) and `expected` (what must
come out; of an object only the fields that are named). Adding a case is dropping a file.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.recorded.results import answer

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.json"))
NAMES = [f"{path.parent.name}-{path.stem}" for path in CASES]
FIELDS = {"source", "recorded", "feed", "data", "expected"}


def feeds_of(platform: str) -> dict[str, Any]:
    """Every platform's own feeds, and that of the answers which `ocop report` packs."""
    packed = {"answer": partial(answer, platform)}
    if not (HERE / platform / "feeds.py").exists():
        return packed
    feeds: dict[str, Any] = import_module(f"tests.recorded.{platform}.feeds").FEEDS
    return feeds | packed


def differences(found: Any, expected: Any, place: str = "") -> list[str]:
    """Name every place where something else came out than what is expected."""
    if isinstance(expected, dict) and isinstance(found, dict):
        inner = [(name, found.get(name), wanted) for name, wanted in expected.items()]
    elif isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        inner = [(str(n), *pair) for n, pair in enumerate(zip(found, expected, strict=True))]
    else:
        return [] if found == expected else [f"{place}: {found!r} instead of {expected!r}"]
    return [line for name, a, b in inner for line in differences(a, b, f"{place}/{name}")]


@pytest.mark.parametrize("path", CASES, ids=NAMES)
def test_a_recorded_answer_is_read_for_what_it_is(path: Path) -> None:
    case = orjson.loads(path.read_bytes())
    read = feeds_of(path.parent.name)[case["feed"]]
    found = orjson.loads(orjson.dumps(read(case["data"])))
    assert differences(found, case["expected"]) == []


@pytest.mark.parametrize("path", CASES, ids=NAMES)
def test_a_case_says_where_it_comes_from(path: Path) -> None:
    case = orjson.loads(path.read_bytes())
    assert set(case) == FIELDS
    assert all(case[name].strip() for name in ("source", "recorded", "feed"))
    assert case["expected"] not in ({}, [], None)


def test_what_differs_is_found_at_its_place() -> None:
    found = {"lines": [{"sku": "A", "quantity": 2}], "status": "sold", "more": 1}
    assert differences(found, {"status": "sold", "lines": [{"quantity": 2}]}) == []
    assert differences(found, {"lines": [{"quantity": 3}]}) == ["/lines/0/quantity: 2 instead of 3"]
    assert len(differences(found, {"lines": []})) == 1
    assert len(differences(found, {"reason": "x"})) == 1
