"""Finds Shopee's category by the names that people use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from adapters.shopee.mapping.shapes import Json, text, whole
from adapters.shopee.mapping.spelling import fold

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryTree:
    """The leaves of the tree, found by id, by full path, or by an unmistakable end of it."""

    leaves: frozenset[int] = frozenset()
    _by_path: dict[Path, int] = field(default_factory=dict)
    _by_ending: dict[Path, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, categories: Sequence[Json]) -> Self:
        """Build it from the `category_list` of get_category."""
        nodes = {node: row for row in categories if (node := whole(row.get("category_id")))}
        leaves = frozenset(node for node, row in nodes.items() if not row.get("has_children"))
        tree = cls(leaves)
        for leaf in leaves:
            for name in ("display_category_name", "original_category_name"):
                tree._grow(leaf, tuple(_ancestry(nodes, leaf, name))[::-1])
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


def _ancestry(nodes: dict[int, Json], leaf: int, name: str) -> Iterator[str]:
    """Walk from a leaf to its root, folded names; a ring in the answer ends the walk."""
    passed: set[int] = set()
    here = leaf
    while here in nodes and here not in passed:
        passed.add(here)
        yield fold(text(nodes[here].get(name)))
        here = whole(nodes[here].get("parent_category_id")) or 0
