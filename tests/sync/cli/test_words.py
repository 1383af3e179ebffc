"""Every word that a table or a bar may need is there, and every sentence can be said."""

from __future__ import annotations

from typing import get_args

import pytest

from sync.model import Field, Kind, Language, Status
from sync.running.report import Step
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
