"""Every word that a table or a bar may need is there, and every sentence can be said."""

from __future__ import annotations

from typing import get_args

import pytest

from sync.model import Field, Kind, Language, Status
from sync.running.report import Step
from sync.status.shop_status import State
from sync.store.journal import EntryStatus
from sync.wording import known_codes, say

REASONS = (
    "new",
    "unfinished",
    "catalog",
    "drift",
    "gone",
    "back",
    "stock",
    "removed",
    "adopted",
    "unsold",
)


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("kind", get_args(Kind)),
        ("field", get_args(Field)),
        ("value", get_args(Status)),
        ("step", get_args(Step)),
        ("outcome", get_args(EntryStatus)),
        ("reason", REASONS),
    ],
)
def test_every_word_of_the_engine_has_its_word_for_people(
    prefix: str, names: tuple[str, ...]
) -> None:
    assert {f"word_{prefix}_{name}" for name in names} <= known_codes()


@pytest.mark.parametrize("language", get_args(Language))
def test_every_sentence_can_be_said_even_without_its_values(language: Language) -> None:
    for code in known_codes():
        assert say(code, {}, language).what


@pytest.mark.parametrize("language", ["vi", "en"])
def test_how_a_shop_stands_is_a_word_that_needs_no_values(language: Language) -> None:
    words = [say(f"status_{name}", {}, language).what for name in get_args(State)]
    assert all(word and "…" not in word and "." not in word for word in words)
    assert len(set(words)) == len(words)
