"""How a platform's listings are named: from which facts, in which order."""

from __future__ import annotations

from typing import Literal

from pydantic.dataclasses import dataclass

from sync.model.words import DEFERRED

TitlePart = Literal["ocop", "name", "place", "grade", "stars", "pack"]
TitleSource = Literal["facts", "name"]  # composed by the platform's rule, or the name as it stands


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class TitleRule:
    """Which facts a title tells and in which order; `ocop` is the word alone, without the stars.

    A place and a grade stand right behind the name, all else is set apart by `separator`.
    """

    parts: tuple[TitlePart, ...] = ("name", "place", "grade", "stars", "pack")
    separator: str = " – "


OF_FACTS = TitleRule()
