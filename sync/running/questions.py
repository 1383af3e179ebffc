"""What waits for a person's yes, gathered over all shops."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sync.model import Change, Code, Held, ShopName
from sync.planning import change_digest
from sync.running.context import Round
from sync.store import HeldChange

ANY_SHOP: Final = ShopName("")


@dataclass(frozen=True, slots=True)
class Question:
    """One held change, in every shop where it is the same."""

    held: tuple[Held, ...]

    @property
    def shops(self) -> list[ShopName]:
        """Where it waits."""
        return [one.change.shop for one in self.held]


def alike(change: Change) -> str:
    """Name a change as it would be called in any shop."""
    return change_digest(replace(change, shop=ANY_SHOP))


def questions_of(held: Iterable[Held]) -> list[Question]:
    """Gather what waits for a yes; the same change in several shops is one question."""
    found: dict[str, list[Held]] = {}
    for one in _asking(held):
        found.setdefault(alike(one.change), []).append(one)
    return [Question(tuple(some)) for some in found.values()]


async def remember(round: Round, held: Iterable[Held], codes: Collection[Code] | None) -> None:
    """Keep what waits for a yes now, for whoever is asked elsewhere than at this round."""
    found = list(_held_changes(held, round.clock.now()))
    await round.store.held.replace(round.lease, found, codes)


def _held_changes(held: Iterable[Held], now: datetime) -> Iterator[HeldChange]:
    for one in _asking(held):
        name = change_digest(one.change)
        yield HeldChange(digest=name, alike=alike(one.change), since=now, held=one)


def _asking(held: Iterable[Held]) -> Iterator[Held]:
    return (one for one in held if one.asks_a_person)
