"""Cuts a long list into pages that are asked for by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Portion(Generic[T]):
    """What stands on one page; `number` counts from 1, `last` is the last page's."""

    shown: Sequence[T]
    number: int
    last: int


def part_of(request: Request, listed: Sequence[T], on_a_page: int) -> Portion[T]:
    """Give the page that is asked for, or the nearest that there is."""
    asked = request.query_params.get("page", "1")
    last = max(-(-len(listed) // on_a_page), 1)
    number = min(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, last) or 1
    return Portion(listed[(number - 1) * on_a_page : number * on_a_page], number, last)
