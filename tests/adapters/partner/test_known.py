"""Every field that the published document tells of is known: none is reported as new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from adapters.partner.known import KNOWN

DOCUMENT = Path(__file__).parents[3] / "docs" / "partner-api" / "openapi.json"


def fields_below(node: Any) -> Iterator[str]:
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and isinstance(node.get("properties"), dict):
        yield from node["properties"]
    for each in inside:
        yield from fields_below(each)


def test_no_field_of_the_document_is_new_to_the_adapter() -> None:
    told = set(fields_below(orjson.loads(DOCUMENT.read_bytes())))
    assert "sha256" in told
    assert told - KNOWN.names == set()
