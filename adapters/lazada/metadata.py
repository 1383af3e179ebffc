"""What Lazada told at run time about its categories and our items, as values to look up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from adapters.lazada.attributes import Attribute, form_of, needs_short_description, takes_pre_orders
from adapters.lazada.endpoints import ATTRIBUTES, CATEGORY_TREE
from adapters.lazada.errors import listed
from sync.marketplace import Rejected
from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, rows, text, whole, yes
from sync.model import Code, Listing, Problem, Sku

LookUp = Callable[[str, Mapping[str, str]], Awaitable[Json]]  # a path and its parameters

VIETNAMESE = {"language_code": "vi_VN"}
DEEPEST = 12  # a tree that grows into itself is cut off


class TreeLeaf(NamedTuple):
    """A category that listings can stand in; `varies` says that they may have options there."""

    id: int
    names: tuple[str, ...]
    varies: bool


def leaves_of(tree: Sequence[Json]) -> list[TreeLeaf]:
    """Read the `data` of /category/tree/get."""
    return list(_leaves(tree, ()))


def tree_of(leaves: Sequence[TreeLeaf]) -> CategoryTree:
    """Make the leaves findable by id and by path."""
    return CategoryTree.of((leaf.id, leaf.names) for leaf in leaves)


def _leaves(nodes: Sequence[Json], above: tuple[str, ...]) -> Iterator[TreeLeaf]:
    for node in nodes:
        names = (*above, text(node.get("name")))
        if yes(node.get("leaf")):
            if leaf := whole(node.get("category_id")):
                yield TreeLeaf(leaf, names, node.get("var") is not False)
        elif len(names) < DEEPEST:
            yield from _leaves(rows(node.get("children")), names)


@dataclass(frozen=True, slots=True)
class CategoryMeta:
    """Everything learned about one leaf category; `closed` says why nothing can stand there."""

    form: tuple[Attribute, ...] = ()
    short_description: bool = False
    pre_order: bool = False
    closed: Problem | None = None


@dataclass(frozen=True, slots=True)
class FixedVariants:
    """What of an item cannot be changed once it stands: the names of its options, its SKUs.

    `standard` names those options that Lazada's category defines; nobody declares them anew.
    """

    option_names: tuple[str, ...]
    skus: frozenset[Sku]
    standard: frozenset[str] = frozenset()


@dataclass(slots=True)
class MetadataCache:
    """All that was learned so far; grows, and never forgets while the program runs."""

    tree: CategoryTree | None = None
    without_options: frozenset[int] = frozenset()  # leaves
    categories: dict[int, CategoryMeta] = field(default_factory=dict)
    fixed: dict[str, FixedVariants] = field(default_factory=dict)  # by item id
    wanted: dict[Sku, Code] = field(default_factory=dict)  # whose a SKU is to be, as last planned
    locked: set[str] = field(default_factory=set)  # item ids
    in_many_warehouses: set[str] = field(default_factory=set)  # SkuIds
    unknown_brands: set[str] = field(default_factory=set)
    returns_unread: set[str] = field(default_factory=set)  # orders

    def category(self, wanted: str | None) -> int | None:
        """Find the leaf that a listing names; None when it is unknown or not yet learned."""
        return self.tree.find(wanted) if self.tree and wanted else None

    def meta(self, wanted: str | None) -> CategoryMeta | None:
        """Give what is known about the category that a listing names."""
        leaf = self.category(wanted)
        return None if leaf is None else self.categories.get(leaf)


async def learn(metadata: MetadataCache, look_up: LookUp, listings: Sequence[Listing]) -> None:
    """Learn what is not known yet about the categories of these listings."""
    metadata.wanted = {offer.sku: one.code for one in listings for offer in one.offers}
    await learn_tree(metadata, look_up)
    wanted = {metadata.category(listing.category) for listing in listings}
    for leaf in sorted(leaf for leaf in wanted if leaf):
        await learn_leaf(metadata, look_up, leaf)


async def learn_tree(metadata: MetadataCache, look_up: LookUp) -> CategoryTree:
    """Learn which categories there are, once."""
    if metadata.tree is None:
        leaves = leaves_of(listed(await look_up(CATEGORY_TREE, VIETNAMESE)))
        metadata.without_options = frozenset(leaf.id for leaf in leaves if not leaf.varies)
        metadata.tree = tree_of(leaves)
    return metadata.tree


async def learn_leaf(metadata: MetadataCache, look_up: LookUp, leaf: int) -> CategoryMeta:
    """Learn what one category asks for; what was closed may have opened."""
    meta = metadata.categories.get(leaf)
    if meta is None or meta.closed:
        meta = metadata.categories[leaf] = await _read_category(look_up, leaf)
    return meta


async def _read_category(look_up: LookUp, leaf: int) -> CategoryMeta:
    """Read one category's form; a closed one must not keep us from the others."""
    parameters = {"primary_category_id": str(leaf), **VIETNAMESE}
    try:
        data = listed(await look_up(ATTRIBUTES, parameters))
    except Rejected as error:
        return CategoryMeta(closed=error.problem)
    return CategoryMeta(form_of(data), needs_short_description(data), takes_pre_orders(data))
