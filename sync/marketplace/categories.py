"""Finds a marketplace's category by the names that people use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from sync.marketplace.text_normalize import fold

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryTree:
    """The leaves of the tree, found by id, by full path, or by an unmistakable end of it."""

    leaves: frozenset[int] = frozenset()
    _by_path: dict[Path, int] = field(default_factory=dict)
    _by_ending: dict[Path, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, leaves: Iterable[tuple[int, Sequence[str]]]) -> Self:
        """Build it from the leaves, each with its names from the root down; one may come twice."""
        named = list(leaves)
        tree = cls(frozenset(leaf for leaf, _ in named))
        for leaf, names in named:
            tree._grow(leaf, tuple(map(fold, names)))
        return tree

    def _grow(self, leaf: int, path: Path) -> None:
        self._by_path[path] = leaf
        for start in range(1, len(path)):
            self._by_ending.setdefault(path[start:], set()).add(leaf)

    def find(self, wanted: str) -> int | None:
        """Find a leaf by id, "A > B > C", or any ending of its path that fits one leaf only."""
        if wanted.strip().isdecimal():
            return leaf if (leaf := int(wanted)) in self.leaves else None
        path = tuple(fold(name) for name in wanted.split(">"))
        if path in self._by_path:
            return self._by_path[path]
        endings = self._by_ending.get(path, set())
        return next(iter(endings)) if len(endings) == 1 else None
