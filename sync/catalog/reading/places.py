"""Where what was read stands in its file: made of libyaml's events, and only where it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yaml.events import AliasEvent

from sync.model import Location

Path = tuple[str | int, ...]
Entries = dict[str, tuple[Any, Any]]  # the events of keys and values, by key
Held = dict[int, Entries | list[Any]]  # by the identity of a mapping or a list: its events


@dataclass(frozen=True, slots=True)
class Places:
    """Where one part of a file stands, and all that it holds."""

    file: str
    path: Path
    value: Any
    events: tuple[Any, Any]  # of its key and its value; an item of a list has no key but itself
    held: Held

    def find(self, path: Path, at: str = "value") -> Location:
        """Find where a path of the part (its key, if asked) or the nearest thing around it stands.

        What an alias stands for is where the alias is.
        """
        return Location(self.file, *self.spot(path, at))

    def spot(self, path: Path, at: str = "value") -> tuple[int, int]:
        """Find the line and column of a path, as `find` does."""
        value, events = self.value, self.events
        for step in path:
            following = None if type(events[1]) is AliasEvent else self._below(value, step)
            if following is None:
                return _spot(events[1])
            value, events = value[step], following
        return _spot(events[0 if at == "key" else 1])

    def _below(self, value: Any, step: str | int) -> tuple[Any, Any] | None:
        """Find the events of an entry or item; what was merged in has none of its own."""
        held = self.held.get(id(value)) if isinstance(value, dict | list) else None
        if isinstance(held, dict):
            return held.get(step) if isinstance(step, str) else None
        if held is not None and isinstance(step, int) and step < len(held):
            return held[step], held[step]
        return None


def location(file: str, event: Any) -> Location:
    """Say where an event begins."""
    return Location(file, *_spot(event))


def _spot(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
