"""Reads Shopee's list of categories as paths of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, text, whole


def tree_of(categories: Sequence[Json]) -> CategoryTree:
    """Read the `category_list` of get_category; a leaf is known by either of its names."""
    nodes = {node: row for row in categories if (node := whole(row.get("category_id")))}
    leaves = [node for node, row in nodes.items() if not row.get("has_children")]
    return CategoryTree.of(
        (leaf, tuple(_ancestry(nodes, leaf, name))[::-1])
        for leaf in leaves
        for name in ("display_category_name", "original_category_name")
    )


def _ancestry(nodes: dict[int, Json], leaf: int, name: str) -> Iterator[str]:
    """Walk from a leaf to its root; a ring in the answer ends the walk."""
    passed: set[int] = set()
    here = leaf
    while here in nodes and here not in passed:
        passed.add(here)
        yield text(nodes[here].get(name))
        here = whole(nodes[here].get("parent_category_id")) or 0
