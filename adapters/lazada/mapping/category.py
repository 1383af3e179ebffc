"""Reads Lazada's tree of categories as paths of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, rows, text, whole

DEEPEST = 12  # a tree that grows into itself is cut off


class Leaf(NamedTuple):
    """A category that listings can stand in; `varies` says that they may have options there."""

    id: int
    names: tuple[str, ...]
    varies: bool


def leaves_of(tree: Sequence[Json]) -> list[Leaf]:
    """Read the `data` of /category/tree/get."""
    return list(_leaves(tree, ()))


def tree_of(leaves: Sequence[Leaf]) -> CategoryTree:
    """Make the leaves findable by id and by path."""
    return CategoryTree.of((leaf.id, leaf.names) for leaf in leaves)


def _leaves(nodes: Sequence[Json], above: tuple[str, ...]) -> Iterator[Leaf]:
    for node in nodes:
        names = (*above, text(node.get("name")))
        if node.get("leaf") is True:
            if leaf := whole(node.get("category_id")):
                yield Leaf(leaf, names, node.get("var") is not False)
        elif len(names) < DEEPEST:
            yield from _leaves(rows(node.get("children")), names)
