"""Whatever planning and stock may say has a sentence, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sync.inventory
import sync.planning
from sync.planning.limits import CODES
from sync.wording import known_codes, say

SOURCES = [
    path
    for package in (sync.planning, sync.inventory)
    for path in sorted(Path(package.__path__[0]).rglob("*.py"))
]
SAYERS = {"Problem", "MassLimit", "_problem"}


def said_in(path: Path) -> Iterator[str]:
    """Every code that a file hands to a problem, or puts into a variable named `code`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYERS:
            yield from texts(node.args[:1])
            yield from texts([word.value for word in node.keywords if word.arg == "code"])
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            yield from texts([node.value])


def texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for part in [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


SAID = {code for path in SOURCES for code in said_in(path)}
SAID |= {code for pair in CODES.values() for code in pair}


def test_the_codes_are_found() -> None:
    assert {
        "policy_upsert",
        "variant_not_ours",
        "price_step",
        "mass_vanished",
        "listing_in_review",
        "title_too_long",
        "duplicate_listing",
        "sweep_incomplete",
    } <= SAID


@pytest.mark.parametrize("code", sorted(SAID))
def test_a_code_has_a_sentence(code: str) -> None:
    assert code in known_codes()
    assert say(code, {}, "vi").what != say(code, {}, "en").what
