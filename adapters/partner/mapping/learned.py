"""What a marketplace told at run time about its categories, as values to look up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adapters.partner.mapping.attributes import Attribute
from sync.marketplace import Span
from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, record, text, whole

UNBOUND = Span()
DEEPEST = 12  # a tree that grows into itself is cut off


@dataclass(frozen=True, slots=True)
class ShopLimits:
    """What this shop takes, which may be less than its marketplace does."""

    title_length: Span = UNBOUND
    images: Span = UNBOUND


@dataclass(slots=True)
class Learned:
    """All that was learned so far; grows, and never forgets while the program runs."""

    limits: ShopLimits | None = None
    tree: CategoryTree | None = None
    closed: frozenset[int] = frozenset()  # take no new products
    forms: dict[int, tuple[Attribute, ...]] = field(default_factory=dict)

    def category(self, wanted: str | None) -> int | None:
        """Find the leaf that a listing names; None when it is unknown or not yet learned."""
        return self.tree.find(wanted) if self.tree and wanted else None

    def form(self, wanted: str | None) -> tuple[Attribute, ...]:
        """Give the form of the category that a listing names; empty until it was learned."""
        leaf = self.category(wanted)
        return () if leaf is None else self.forms.get(leaf, ())


def limits_of(shop: Json) -> ShopLimits:
    """Read the `data` of GET /shop; what it does not say is no limit."""
    told = record(shop.get("limits"))
    name = told.get("name")
    ends = [whole(end) for end in name] if isinstance(name, list) and len(name) == 2 else [None] * 2
    return ShopLimits(Span(*ends), Span(None, whole(told.get("images"))))


def tree_of(rows: Sequence[Json]) -> CategoryTree:
    """Make the leaves findable by id and by path, from rows of every level."""
    return CategoryTree.of(_leaves(rows))


def closed_of(rows: Sequence[Json]) -> frozenset[int]:
    """Find the categories that take no new products."""
    ids = (whole(row.get("id")) for row in rows if row.get("status") == "CLOSED")
    return frozenset(id_ for id_ in ids if id_ is not None)


def _leaves(rows: Sequence[Json]) -> Iterator[tuple[int, tuple[str, ...]]]:
    by_id = {id_: row for row in rows if (id_ := whole(row.get("id"))) is not None}
    for id_, row in by_id.items():
        if row.get("leaf") is True:
            yield id_, _names(row, by_id)


def _names(row: Json, by_id: dict[int, Json]) -> tuple[str, ...]:
    names = [text(row.get("name"))]
    while len(names) < DEEPEST and (above := by_id.get(whole(row.get("parent_id")) or 0)):
        names.insert(0, text(above.get("name")))
        row = above
    return tuple(names)
